import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { brandingSchema, type TextKey } from '../../domain/branding.ts'
import type { Locale } from '../../domain/method.ts'
import { SaveBrandingDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { useWords } from '../words/use-words.ts'
import { ContrastNote } from './contrast-note.tsx'
import { LogoField } from './logo-field.tsx'
import { PhonePreview } from './phone-preview.tsx'
import { SectionForm } from './section-form.tsx'
import type { SectionProps } from './section-table.ts'
import { textsOf } from './texts-of.ts'
import { useSectionDraft } from './use-section-draft.ts'

const plain = ['displayName', 'supportEmail', 'supportPhone', 'supportUrl'] as const
type PlainKey = (typeof plain)[number]

/** How the capture looks: company, logo, colour, and where applicants ask. */
export function BrandingSection({ tenant }: SectionProps) {
  const { t, locale } = useWords()
  const mayWrite = useMayDo('setUpCompany')
  const words = t.settings.branding
  const [screen, setScreen] = useState<TextKey>('intro')
  const [language, setLanguage] = useState<Locale>(locale)
  const { branding, texts } = tenant.settings
  const section = useSectionDraft(
    {
      displayName: branding.displayName ?? '',
      primaryColour: branding.primaryColour ?? '',
      supportEmail: branding.supportEmail ?? '',
      supportPhone: branding.supportPhone ?? '',
      supportUrl: branding.supportUrl ?? '',
      logo: branding.logoPath,
    },
    tenant.brandingVersion,
    async ({ logo, ...draft }, expectedVersion) => {
      const fresh = logo?.startsWith('data:') ? logo.slice(logo.indexOf(',') + 1) : null
      return (
        await run(SaveBrandingDocument, {
          branding: { ...given(draft), logo: fresh, keepLogo: logo !== null && fresh === null },
          expectedVersion,
        })
      ).saveBranding
    },
  )
  const { logo, ...draft } = section.draft
  const parsed = brandingSchema.safeParse(given(draft))
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]))
  const colour = /^#[0-9a-f]{6}$/i.test(draft.primaryColour) ? draft.primaryColour : null
  const field = (key: PlainKey) => ({
    fullWidth: true,
    size: 'small' as const,
    label: words[key],
    value: draft[key],
    disabled: !mayWrite,
    error: wrong.has(key),
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      section.edit({ [key]: target.value }),
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
        <Stack spacing={2.5} sx={{ flex: '1 1 380px', maxWidth: 560 }}>
          <TextField {...field('displayName')} helperText={words.displayNameHelp(tenant.name)} />
          <div>
            <Stack direction="row" spacing={1.5} sx={{ alignItems: 'flex-start' }}>
              <TextField
                size="small"
                label={words.colour}
                helperText={words.colourHelp}
                value={draft.primaryColour}
                disabled={!mayWrite}
                error={wrong.has('primaryColour')}
                onChange={({ target }) => section.edit({ primaryColour: target.value.trim() })}
                sx={{ flex: 1 }}
              />
              <input
                type="color"
                aria-label={words.pick}
                value={colour?.toLowerCase() ?? '#1f3f77'}
                disabled={!mayWrite}
                onChange={({ target }) => section.edit({ primaryColour: target.value })}
                style={{ width: 48, height: 40, padding: 0, border: 0, background: 'none' }}
              />
              {mayWrite && draft.primaryColour !== '' && (
                <Button onClick={() => section.edit({ primaryColour: '' })}>
                  {words.noColour}
                </Button>
              )}
            </Stack>
            {colour !== null && <ContrastNote colour={colour.toLowerCase()} />}
          </div>
          <LogoField
            logo={logo}
            mayWrite={mayWrite}
            onLogo={(next) => section.edit({ logo: next })}
          />
          <Typography variant="body2" color="text.secondary">
            {words.support}
          </Typography>
          <TextField {...field('supportEmail')} type="email" />
          <TextField {...field('supportPhone')} type="tel" />
          <TextField {...field('supportUrl')} type="url" placeholder="https://" />
        </Stack>
        <PhonePreview
          preview={{
            tenantName: tenant.name,
            branding: { ...given(draft), primaryColour: colour },
            logo,
            texts: textsOf(texts),
          }}
          screen={screen}
          locale={language}
          onScreen={setScreen}
          onLocale={setLanguage}
        />
      </Box>
    </SectionForm>
  )
}

type Typed = Readonly<Record<PlainKey | 'primaryColour', string>>
/** What was left empty is not there. */
const given = (draft: Typed) => ({
  displayName: draft.displayName.trim() || null,
  primaryColour: draft.primaryColour.trim() || null,
  supportEmail: draft.supportEmail.trim() || null,
  supportPhone: draft.supportPhone.trim() || null,
  supportUrl: draft.supportUrl.trim() || null,
})
