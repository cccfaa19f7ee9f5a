import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { locales, type Locale } from '../../domain/method.ts'
import { retakeReasons } from '../../domain/retake-reasons.ts'
import type { CaptureWords } from '../../domain/words/capture/keys.ts'
import { toldOfDecline } from '../../domain/told-of-decline.ts'
import { explanationForApplicant } from '../../domain/words/capture/explanation-for-applicant.ts'
import { reasonsForApplicant } from '../../domain/words/capture/reasons-for-applicant.ts'
import { useViewer } from '../auth/use-viewer.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedCheck } from './case-types.ts'
import type { DecisionDraft } from './decision-draft.ts'

/** The applicant's words are large, and one language is enough at a time. */
const applicantWords: Record<Locale, () => Promise<CaptureWords>> = {
  ja: async () => (await import('../../domain/words/capture/ja.ts')).words,
  en: async () => (await import('../../domain/words/capture/en.ts')).words,
  vi: async () => (await import('../../domain/words/capture/vi.ts')).words,
}
const languageNames: Record<Locale, string> = { ja: '日本語', en: 'English', vi: 'Tiếng Việt' }

/** What the applicant's screens will say, in the applicant's language or another one, as it is being written. */
export function ApplicantPreview({
  draft,
  checks,
  language,
}: {
  readonly draft: DecisionDraft
  readonly checks: readonly LoadedCheck[]
  readonly language: Locale
}) {
  const { t } = useWords()
  const [shown, setShown] = useState(language)
  const { data: words } = useQuery({
    queryKey: ['applicantWords', shown],
    queryFn: () => applicantWords[shown](),
    staleTime: Infinity,
  })
  const { resolution } = draft
  if (!words || resolution === null || resolution === 'APPROVE') return null
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        p: 1.25,
        bgcolor: 'background.default',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Typography
          variant="caption"
          color="text.secondary"
          title={t.case.previewNeutral}
          sx={{ flex: 1 }}
        >
          {t.case.preview(languageNames[shown])}
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={shown}
          aria-label={t.casePage.applicantSees}
          onChange={(_event, next: Locale | null) => next && setShown(next)}
        >
          {locales.map((each) => (
            <ToggleButton key={each} value={each} lang={each} sx={{ py: 0, px: 0.75 }}>
              {each}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      <Box lang={shown} data-testid="applicant-preview">
        {resolution === 'DECLINE' ? (
          <Declined words={words} draft={draft} />
        ) : (
          <AskedAgain words={words} draft={draft} checks={checks} />
        )}
        <Message text={draft.applicantMessage} />
      </Box>
    </Box>
  )
}

/** As the screen has it: the reasons only where all of them may be told. */
function Declined({
  words,
  draft,
}: {
  readonly words: CaptureWords
  readonly draft: DecisionDraft
}) {
  const { t } = useWords()
  const client = useViewer()?.tenantName ?? ''
  const told = explanationForApplicant(words, toldOfDecline(draft.reasonCodes))
  const closing = words.texts[told.length > 0 ? 'result.ng.next' : 'result.ng.contact']
  return (
    <>
      <Typography variant="subtitle2" component="p">
        {words.texts['result.ng']}
      </Typography>
      {told.map(({ reason, advice }) => (
        <Box key={reason} sx={{ borderLeft: 3, borderColor: 'warning.main', pl: 1, my: 0.5 }}>
          <Typography variant="body2">{reason}</Typography>
          {advice !== null && (
            <Typography variant="body2" color="text.secondary">
              {advice}
            </Typography>
          )}
        </Box>
      ))}
      <Typography variant="body2">{closing.replace('{client}', client)}</Typography>
      {told.length === 0 && draft.reasonCodes.length > 0 && (
        <Typography variant="caption" color="text.secondary">
          {t.casePage.notTold}
        </Typography>
      )}
    </>
  )
}

/** As the screen has it: each picture to take again with its reasons. */
function AskedAgain({
  words,
  draft,
  checks,
}: {
  readonly words: CaptureWords
  readonly draft: DecisionDraft
  readonly checks: readonly LoadedCheck[]
}) {
  const reasons = retakeReasons(draft, checks)
  return (
    <>
      <Typography variant="subtitle2" component="p">
        {words.texts.resubmit}
      </Typography>
      {draft.slots.map((slot) => (
        <Box key={slot} sx={{ borderLeft: 3, borderColor: 'warning.main', pl: 1, my: 0.5 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            ↻ {words.slots[slot]}
          </Typography>
          {reasonsForApplicant(
            words,
            reasons.filter((each) => each.slot === slot).map(({ reasonCode }) => reasonCode),
          ).map((sentence) => (
            <Typography key={sentence} variant="body2">
              {sentence}
            </Typography>
          ))}
        </Box>
      ))}
    </>
  )
}

const Message = ({ text }: { readonly text: string }) =>
  text.trim() !== '' && (
    <Typography
      variant="body2"
      sx={{ mt: 0.5, whiteSpace: 'pre-wrap', borderLeft: 3, borderColor: 'primary.main', pl: 1 }}
    >
      {text.trim()}
    </Typography>
  )
