import { Box, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { textKeys, type Branding, type CaptureTexts, type TextKey } from '../../domain/branding.ts'
import { locales, type Locale } from '../../domain/method.ts'
import { localeNames } from '../parts/locale-names.ts'
import { useWords } from '../words/use-words.ts'

export interface PreviewOf {
  readonly tenantName: string
  readonly branding: Omit<Branding, 'logo'>
  /** Address of a picture, or its data. */
  readonly logo: string | null
  readonly texts: CaptureTexts
}

/** The capture's real screens at the size of a phone, with what is being typed. */
export function PhonePreview({
  preview,
  screen,
  locale,
  onScreen,
  onLocale,
}: {
  readonly preview: PreviewOf
  readonly screen: TextKey
  readonly locale: Locale
  readonly onScreen: (screen: TextKey) => void
  readonly onLocale: (locale: Locale) => void
}) {
  const { t } = useWords()
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(0)
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return
      if (typeof data === 'object' && data !== null && Reflect.get(data, 'kakuninPreview'))
        setReady((count) => count + 1)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])
  const message = JSON.stringify({ ...preview, screen, locale })
  useEffect(() => {
    if (ready === 0) return
    const kakuninPreview: unknown = JSON.parse(message)
    frame.current?.contentWindow?.postMessage({ kakuninPreview }, location.origin)
  }, [ready, message])
  return (
    <Box component="section" aria-label={t.settings.preview.title} sx={{ width: 392 }}>
      <Typography variant="subtitle2" component="h2" sx={{ mb: 1.5 }}>
        {t.settings.preview.title}
      </Typography>
      <Stack direction="row" spacing={1} sx={{ mb: 1.5 }}>
        <TextField
          select
          fullWidth
          size="small"
          label={t.settings.preview.screen}
          value={screen}
          onChange={({ target }) =>
            onScreen(textKeys.find((key) => key === target.value) ?? 'intro')
          }
        >
          {textKeys.map((key) => (
            <MenuItem key={key} value={key}>
              {t.settings.texts.keys[key]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          fullWidth
          size="small"
          label={t.settings.preview.language}
          value={locale}
          onChange={({ target }) => onLocale(locales.find((each) => each === target.value) ?? 'ja')}
        >
          {locales.map((each) => (
            <MenuItem key={each} value={each} lang={each}>
              {localeNames[each]}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Box
        component="iframe"
        ref={frame}
        src="/capture/preview.html"
        title={t.settings.preview.title}
        sx={{
          display: 'block',
          width: 390,
          height: 720,
          border: 1,
          borderColor: 'divider',
          borderRadius: 4,
          bgcolor: '#fff',
        }}
      />
    </Box>
  )
}
