import { Alert, Box, Card, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { checkKeys } from '../../../domain/check.ts'
import { checkWords } from '../../../domain/words/checks.ts'
import { slotWords } from '../../../domain/words/slots.ts'
import { traceRows } from '../../case/trace-rows.ts'
import { Reasons } from '../../parts/codes.tsx'
import { ToneChip } from '../../parts/tone-chip.tsx'
import type { StaffLocale } from '../../words/words.ts'
import { useWords } from '../../words/use-words.ts'
import { EffectChip } from './effect-chip.tsx'
import type { Tried } from './operations.ts'
import type { RuleName } from './rule-name.ts'
import { WhyList } from './why-list.tsx'

/** Then beside now, of one attempt: by which rule, and why. */
export function TriedAttempt({
  tried,
  nameOf,
}: {
  readonly tried: Tried
  readonly nameOf: RuleName
}) {
  const { t, locale } = useWords()
  const { then, now, told, untold } = tried
  const list = (words: readonly string[]) => words.join(locale === 'ja' ? '・' : ', ')
  const missing = list(untold.map((check) => checkWord(check, locale)))
  return (
    <Card component="section" aria-label={t.sessions.attempt(tried.attempt)} sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 1.5 }}>
        <Typography variant="h6" component="h2">
          {t.sessions.attempt(tried.attempt)}
        </Typography>
        <Difference told={told} same={then === now} />
      </Box>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 1.5 }}
      >
        <Side title={t.trial.then} rule={nameOf(tried.thenRule)}>
          <EffectChip effect={then} />
        </Side>
        <Side title={t.trial.person} rule={null}>
          {tried.human ? <EffectChip effect={tried.human} /> : t.trial.nobody}
        </Side>
        <Side title={t.trial.now} rule={nameOf(tried.nowRule)} strong>
          <EffectChip effect={now} />
          {tried.reasonCodes.length > 0 && (
            <Typography variant="body2" sx={{ mt: 0.75 }}>
              {t.trial.reasons}: <Reasons codes={tried.reasonCodes} />
            </Typography>
          )}
          {tried.slots.length > 0 && (
            <Typography variant="body2" sx={{ mt: 0.5 }}>
              {t.trial.askedFor}: {list(tried.slots.map((slot) => slotWords[locale][slot]))}
            </Typography>
          )}
          {tried.queue !== null && (
            <Typography variant="body2" sx={{ mt: 0.5 }}>
              {t.trial.queue}: {tried.queue}
            </Typography>
          )}
        </Side>
      </Box>
      {untold.length > 0 && (
        <Alert severity={told ? 'info' : 'warning'} sx={{ mt: 1.5 }}>
          {told ? t.trial.untoldHarmless(missing) : t.trial.untold(missing)}
        </Alert>
      )}
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2, mb: 0.5 }}>
        {t.trial.why}
      </Typography>
      <WhyList rows={traceRows(tried.trace, tried.sentences)} otherwise={tried.otherwise} />
    </Card>
  )
}

function Difference({ told, same }: { readonly told: boolean; readonly same: boolean }) {
  const { t } = useWords()
  if (!told) {
    return <ToneChip look={{ tone: 'quiet', icon: 'question' }}>{t.trial.cannotTell}</ToneChip>
  }
  return same ? (
    <ToneChip look={{ tone: 'neutral', icon: 'check' }}>{t.trial.same}</ToneChip>
  ) : (
    <ToneChip look={{ tone: 'warn', icon: 'again' }}>{t.trial.otherwise}</ToneChip>
  )
}

function Side({
  title,
  rule,
  strong = false,
  children,
}: {
  readonly title: string
  readonly rule: string | null
  readonly strong?: boolean
  readonly children: ReactNode
}) {
  const { t } = useWords()
  return (
    <Box
      sx={{
        p: 1.5,
        border: strong ? 2 : 1,
        borderColor: strong ? 'primary.main' : 'divider',
        borderRadius: 1,
      }}
    >
      <Typography component="dt" variant="body2" color="text.secondary" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        {children}
        {rule !== null && (
          <Typography variant="body2" sx={{ mt: 0.75 }}>
            {t.trial.rule}: {rule}
          </Typography>
        )}
      </Box>
    </Box>
  )
}

/** The name of a check; one that this build does not know stands with its key. */
export function checkWord(key: string, locale: StaffLocale): string {
  const known = checkKeys.find((each) => each === key)
  return known ? checkWords[locale][known] : key
}
