import BackIcon from '@mui/icons-material/ArrowBackOutlined'
import { Box, Button, IconButton, Link, Tooltip, Typography } from '@mui/material'
import { Link as RouterLink } from 'react-router-dom'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { dueSoonMs, leaseSoonMs } from '../cases/urgency-limits.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { CaseStatusChip, Reasons } from '../parts/codes.tsx'
import { SandboxMark } from '../parts/sandbox-mark.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { useWords } from '../words/use-words.ts'
import type { LoadedCase } from './case-types.ts'
import { StageChip } from './four-eyes.tsx'
import { headerActions } from './header-actions.ts'
import type { Standing } from './lease.ts'

/** Whose case it is, how urgent, and why a person has to look. */
export function CaseHeader({
  reviewed,
  standing,
  mayTakeOver,
  busy,
  onTake,
  onRelease,
}: {
  /** As it is, or as it was. */
  readonly reviewed: LoadedCase
  /** Null: the past, in which nothing is done. */
  readonly standing: Standing | null
  readonly mayTakeOver: boolean
  readonly busy: boolean
  readonly onTake: () => void
  readonly onRelease: () => void
}) {
  const { t, locale } = useWords()
  const { session } = reviewed
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        columnGap: 1.5,
        px: 1.5,
        py: 0.5,
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      <Tooltip title={`${t.shortcuts.queue} (q)`}>
        <IconButton size="small" component={RouterLink} to="/cases" aria-label={t.shortcuts.queue}>
          <BackIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1.25, minWidth: 0 }}>
          <Typography variant="h6" component="h1" noWrap>
            <Link component={RouterLink} to={`/sessions/${session.id}/show`} color="inherit">
              {session.applicant.externalId}
            </Link>
          </Typography>
          {session.sandbox && <SandboxMark />}
          <CaseStatusChip status={reviewed.status} />
          <StageChip stage={reviewed.stage} />
          {reviewed.resolvedAt === null && standing !== null && (
            <TimeLeft until={reviewed.dueAt} soonMs={dueSoonMs} />
          )}
          <Typography variant="body2" color="text.secondary" noWrap>
            {methodWords[locale][session.method]}
            {session.documentType && ` · ${documentWords[locale][session.documentType]}`}
            {session.regulationLabel !== null && ` · ${session.regulationLabel}`}
            {` · ${t.sessions.attempt(session.attempts.length)} · ${reviewed.queue}`}
          </Typography>
        </Box>
        <Typography variant="body2" sx={{ lineHeight: 1.5 }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t.case.reviewedWhy}:{' '}
          </Box>
          <strong>
            <Reasons codes={reviewed.reasonCodes} />
          </strong>
        </Typography>
      </Box>
      {standing !== null &&
        headerActions.map(({ key, Action }) => <Action key={key} reviewed={reviewed} />)}
      {standing === 'MINE' && reviewed.leaseExpiresAt !== null && (
        <>
          <TimeLeft until={reviewed.leaseExpiresAt} soonMs={leaseSoonMs} />
          <Button
            size="small"
            color="inherit"
            disabled={busy}
            onClick={onRelease}
            endIcon={<KeyCap>u</KeyCap>}
            sx={{ whiteSpace: 'nowrap' }}
          >
            {t.case.release}
          </Button>
        </>
      )}
      {standing === 'TAKEN' && (
        <Typography variant="body2" color="warning.main" noWrap>
          {t.case.takenBy(reviewed.assignee?.displayName ?? t.app.none)}
        </Typography>
      )}
      {(standing === 'FREE' || (standing === 'TAKEN' && mayTakeOver)) && (
        <Button
          size="small"
          variant="contained"
          loading={busy}
          onClick={onTake}
          endIcon={<KeyCap>t</KeyCap>}
          sx={{ whiteSpace: 'nowrap' }}
        >
          {standing === 'FREE' ? t.case.take : t.case.takeOver}
        </Button>
      )}
    </Box>
  )
}
