import { Alert, Box, Stack, Tab, Tabs, TextField } from '@mui/material'
import { useState } from 'react'
import {
  captureTextsSchema,
  textKeys,
  textLengths,
  type CaptureTexts,
  type TextKey,
} from '../../domain/branding.ts'
import { locales, type Locale } from '../../domain/method.ts'
import { SaveTextsDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { localeNames } from '../parts/locale-names.ts'
import { useWords } from '../words/use-words.ts'
import { PhonePreview } from './phone-preview.tsx'
import { SectionForm } from './section-form.tsx'
import type { SectionProps } from './section-table.ts'
import { textsOf } from './texts-of.ts'
import { useSectionDraft } from './use-section-draft.ts'

/** The company's own words on the capture screens. */
export function TextsSection({ tenant }: SectionProps) {
  const { t, locale: own } = useWords()
  const mayWrite = useMayDo('setUpCompany')
  const words = t.settings.texts
  const [locale, setLocale] = useState<Locale>(own)
  const [screen, setScreen] = useState<TextKey>('intro')
  const { branding, texts } = tenant.settings
  const section = useSectionDraft<CaptureTexts>(
    textsOf(texts),
    tenant.textsVersion,
    async (draft, expectedVersion) =>
      (
        await run(SaveTextsDocument, {
          texts: locales.map((each) => ({ locale: each, ...draft[each] })),
          expectedVersion,
        })
      ).saveTexts,
  )
  const { draft } = section
  const parsed = captureTextsSchema.safeParse(draft)
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path.join('.')))
  const half = textKeys.flatMap((key) => {
    const missing = locales.filter((each) => draft[each][key] === null)
    return missing.length > 0 && missing.length < locales.length ? [{ key, missing }] : []
  })
  return (
    <SectionForm
      help={words.help}
      section={section}
      sound={parsed.success}
      mayWrite={mayWrite}
      readOnly={t.settings.readOnly}
    >
      <Box sx={{ display: 'flex', gap: 5, flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <Box sx={{ flex: '1 1 420px', maxWidth: 640 }}>
          <Tabs
            value={locale}
            onChange={(_event, next: Locale) => setLocale(next)}
            aria-label={t.settings.preview.language}
            sx={{ mb: 2 }}
          >
            {locales.map((each) => (
              <Tab
                key={each}
                value={each}
                label={localeNames[each]}
                lang={each}
                id={`text-${each}`}
                aria-controls="texts"
              />
            ))}
          </Tabs>
          <Stack id="texts" role="tabpanel" aria-labelledby={`text-${locale}`} spacing={2.5}>
            {textKeys.map((key) => {
              const text = draft[locale][key] ?? ''
              return (
                <TextField
                  key={key}
                  multiline
                  minRows={key === 'consent' ? 5 : 2}
                  maxRows={12}
                  label={words.keys[key]}
                  placeholder={words.usual}
                  value={text}
                  disabled={!mayWrite}
                  error={wrong.has(`${locale}.${key}`)}
                  helperText={`${words.count(text.length, textLengths[key])}${
                    key === 'consent' ? ` — ${words.consentHelp}` : ''
                  }`}
                  onFocus={() => setScreen(key)}
                  onChange={({ target }) =>
                    section.edit({
                      [locale]: {
                        ...draft[locale],
                        [key]: target.value === '' ? null : target.value,
                      },
                    })
                  }
                  slotProps={{
                    htmlInput: { lang: locale },
                    inputLabel: { shrink: true },
                  }}
                />
              )
            })}
            {half.map(({ key, missing }) => (
              <Alert key={key} severity="info">
                {`${words.keys[key]} — ${words.partly(
                  missing.map((each) => localeNames[each]).join(own === 'ja' ? '、' : ', '),
                )}`}
              </Alert>
            ))}
          </Stack>
        </Box>
        <PhonePreview
          preview={{
            tenantName: tenant.name,
            branding,
            logo: branding.logoPath,
            texts: draft,
          }}
          screen={screen}
          locale={locale}
          onScreen={setScreen}
          onLocale={setLocale}
        />
      </Box>
    </SectionForm>
  )
}
