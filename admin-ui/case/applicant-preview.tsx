import { Box, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { Locale } from '../../domain/method.ts'
import type { CaptureWords } from '../../domain/words/capture/keys.ts'
import { reasonsForApplicant } from '../../domain/words/capture/reasons-for-applicant.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { useWords } from '../words/use-words.ts'
import type { DecisionDraft } from './decision-draft.ts'

/** The applicant's words are large, and one language is enough. */
const applicantWords: Record<Locale, () => Promise<CaptureWords>> = {
  ja: async () => (await import('../../domain/words/capture/ja.ts')).words,
  en: async () => (await import('../../domain/words/capture/en.ts')).words,
  vi: async () => (await import('../../domain/words/capture/vi.ts')).words,
}
const languageNames: Record<Locale, string> = { ja: '日本語', en: 'English', vi: 'Tiếng Việt' }

/** Exactly what the applicant will read, in the applicant's language. */
export function ApplicantPreview({
  draft: { resolution, reasonCodes, slots, applicantMessage },
  language,
}: {
  readonly draft: DecisionDraft
  readonly language: Locale
}) {
  const { t } = useWords()
  const { data: words } = useQuery({
    queryKey: ['applicantWords', language],
    queryFn: () => applicantWords[language](),
    staleTime: Infinity,
  })
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
      <Typography variant="caption" color="text.secondary" title={t.case.previewNeutral}>
        {t.case.preview(languageNames[language])}
      </Typography>
      <Box lang={language} data-testid="applicant-preview">
        {reasonsForApplicant(words, reasonCodes).map((sentence) => (
          <Typography key={sentence} variant="body2">
            {sentence}
          </Typography>
        ))}
        {resolution === 'ASK_AGAIN' && slots.length > 0 && (
          <Typography variant="body2" color="text.secondary">
            ↻ {slots.map((slot) => slotWords[language][slot]).join(language === 'ja' ? '・' : ', ')}
          </Typography>
        )}
        {applicantMessage.trim() !== '' && (
          <Typography
            variant="body2"
            sx={{
              mt: 0.5,
              whiteSpace: 'pre-wrap',
              borderLeft: 3,
              borderColor: 'primary.main',
              pl: 1,
            }}
          >
            {applicantMessage.trim()}
          </Typography>
        )}
      </Box>
    </Box>
  )
}
