import { Box, Button, Link, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import { checkWords } from '../../domain/words/checks.ts'
import { OutcomeChip, Reasons, SessionStatusChip } from '../parts/codes.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { signalsOf } from './alert-rows.ts'
import type { LoadedCheck, LoadedSession } from './case-types.ts'
import type { PanelProps } from './side-panels.ts'

type Others = PanelProps['shown']['session']['samePerson']

/** Signs of fraud, and other applications of the same person. */
export function AlertsPanel({ shown, checks, onCheck }: PanelProps) {
  const { t } = useWords()
  const { samePerson, applicant } = shown.session
  const signals = signalsOf(checks)
  if (signals.length === 0 && samePerson?.length === 0) {
    return <Typography color="text.secondary">{t.casePage.noAlerts}</Typography>
  }
  return (
    <>
      {signals.length > 0 && (
        <Part title={t.casePage.signals}>
          {signals.map(({ check, reasonCodes }) => (
            <SignalRow key={check.key} check={check} reasonCodes={reasonCodes} onCheck={onCheck} />
          ))}
        </Part>
      )}
      <Part title={t.casePage.samePerson}>
        {samePerson === null ? (
          <Typography variant="body2" color="text.secondary">
            {t.casePage.samePersonHidden}
          </Typography>
        ) : (
          <OtherSessions others={samePerson} applicant={applicant} />
        )}
      </Part>
    </>
  )
}

function SignalRow({
  check,
  reasonCodes,
  onCheck,
}: {
  readonly check: LoadedCheck
  readonly reasonCodes: readonly string[]
  readonly onCheck: (key: string) => void
}) {
  const { t, locale } = useWords()
  return (
    <Box component="li" sx={row}>
      <OutcomeChip outcome={check.outcome} />
      <Typography variant="body2" sx={{ flex: 1 }}>
        <strong>{wordOf(checkWords[locale], check.key)}</strong> <Reasons codes={reasonCodes} />
      </Typography>
      <Button size="small" onClick={() => onCheck(check.key)}>
        {t.casePage.showCheck}
      </Button>
    </Box>
  )
}

function OtherSessions({
  others,
  applicant,
}: {
  readonly others: NonNullable<Others>
  readonly applicant: LoadedSession['applicant']
}) {
  const { t, locale } = useWords()
  return others.length === 0 ? (
    <Typography variant="body2" color="text.secondary">
      {t.app.none}
    </Typography>
  ) : (
    others.map((other) => (
      <Box component="li" key={other.id} sx={row}>
        <Link component={RouterLink} to={`/sessions/${other.id}/show`}>
          {other.applicant.externalId}
        </Link>
        <SessionStatusChip status={other.status} />
        <Typography variant="body2" color="text.secondary" sx={{ flex: 1 }}>
          {formatTime(other.decidedAt ?? other.createdAt, locale)}
          {other.applicant.id === applicant.id && ` · ${t.casePage.sameReference}`}
          {other.reasonCodes.length > 0 && (
            <>
              {' · '}
              <Reasons codes={other.reasonCodes} most={2} />
            </>
          )}
        </Typography>
      </Box>
    ))
  )
}

const row = {
  display: 'flex',
  alignItems: 'center',
  gap: 1,
  py: 0.5,
  borderBottom: 1,
  borderColor: 'divider',
} as const

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Box sx={{ mb: 2 }}>
    <Typography variant="subtitle2" component="h3">
      {title}
    </Typography>
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {children}
    </Box>
  </Box>
)
