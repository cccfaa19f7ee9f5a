import { Alert, Box, Button, Typography } from '@mui/material'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { useOnline } from '../parts/use-online.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { LoadedCase } from './case-types.ts'
import type { Change } from './changes-since.ts'
import type { Standing } from './lease.ts'

/** What stands between the reviewer and the decision: no network, no reservation, changes by others, or nothing. */
export function CaseNotice({
  reviewed,
  standing,
  lost,
  written,
  restored,
  changes,
  onTake,
  onSeen,
}: {
  readonly reviewed: LoadedCase
  readonly standing: Standing
  /** The reviewer had the case and has it no more. */
  readonly lost: boolean
  /** There is a draft. */
  readonly written: boolean
  readonly restored: boolean
  readonly changes: readonly Change[]
  readonly onTake: () => void
  readonly onSeen: () => void
}) {
  const { t } = useWords()
  const online = useOnline()
  return (
    <Box role="status" sx={{ '& .MuiAlert-root': { borderRadius: 0, py: 0.25 } }}>
      {!online && <Alert severity="warning">{t.casePage.offline}</Alert>}
      {changes.length > 0 && (
        <Alert
          severity="warning"
          action={
            <Button color="inherit" size="small" onClick={onSeen} sx={{ whiteSpace: 'nowrap' }}>
              {t.casePage.seenIt}
            </Button>
          }
        >
          <strong>{t.casePage.changed}</strong>
          <Box component="ul" sx={{ m: 0, pl: 2 }}>
            {changes.map((change) => (
              <li key={JSON.stringify(change)}>
                <ChangeWords change={change} />
              </li>
            ))}
          </Box>
          {written && <Typography variant="body2">{t.casePage.keptWords}</Typography>}
        </Alert>
      )}
      {reviewed.awaitsMasking && <Alert severity="info">{t.masking.waitsHelp}</Alert>}
      {restored && standing === 'MINE' && <Alert severity="info">{t.casePage.draftRestored}</Alert>}
      <StandingNotice
        reviewed={reviewed}
        standing={standing}
        lost={lost || (written && standing !== 'MINE')}
        onTake={onTake}
      />
    </Box>
  )
}

function ChangeWords({ change }: { readonly change: Change }) {
  const { t, locale } = useWords()
  if (change.kind === 'CAPTURES') return t.casePage.newCaptures(change.count)
  if (change.kind === 'DECISIONS') return t.casePage.newDecisions(change.count)
  if (change.kind === 'REASONS') return t.casePage.otherReasons
  const what = `${formatTime(change.at, locale)} ${wordOf(t.caseEvents, change.type)}`
  return t.casePage.changedBy(what, change.by ?? t.app.system)
}

function StandingNotice({
  reviewed,
  standing,
  lost,
  onTake,
}: {
  readonly reviewed: LoadedCase
  readonly standing: Standing
  readonly lost: boolean
  readonly onTake: () => void
}) {
  const { t } = useWords()
  if (standing === 'MINE') return null
  if (standing === 'CLOSED') {
    return (
      <Alert severity="info">
        {reviewed.resolution
          ? t.case.resolvedAs(t.resolutions[reviewed.resolution])
          : t.case.withdrawn}
      </Alert>
    )
  }
  if (standing === 'LOOKING') {
    const why = reviewed.closedToMe
    return (
      <Alert severity="info">
        {why === null || why === 'FORBIDDEN' ? t.case.readOnly : t.errors[why]}
      </Alert>
    )
  }
  const holder = reviewed.assignee?.displayName ?? t.app.none
  return (
    <Alert
      severity={lost ? 'warning' : 'info'}
      action={
        standing === 'FREE' && (
          <Button color="inherit" size="small" onClick={onTake} endIcon={<KeyCap>t</KeyCap>}>
            {lost ? t.casePage.takeUpAgain : t.case.take}
          </Button>
        )
      }
    >
      {lost && <div>{t.casePage.lost}</div>}
      {standing === 'TAKEN' ? t.case.takenBy(holder) : !lost && t.case.notYours}
    </Alert>
  )
}
