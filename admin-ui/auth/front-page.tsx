import { Box, Button, Card, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useLocaleState } from 'react-admin'
import { localeStorageKey } from '../words/i18n-provider.ts'
import { useWords } from '../words/use-words.ts'
import { staffLocaleNames, staffLocales } from '../words/words.ts'

/** A page before the manager: the name of the product, one card, and the languages. */
export function FrontPage({ children }: { readonly children: ReactNode }) {
  const { t } = useWords()
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100vh',
        display: 'grid',
        placeItems: 'center',
        bgcolor: 'background.default',
        p: 2,
      }}
    >
      <Box sx={{ width: '100%', maxWidth: 400 }}>
        <Box sx={{ textAlign: 'center', mb: 3 }}>
          <Box
            component="img"
            src={`${import.meta.env.BASE_URL}icon.svg`}
            alt=""
            sx={{ width: 44 }}
          />
          <Typography component="h1" sx={{ fontSize: '1.5rem', fontWeight: 700, mt: 1 }}>
            {t.app.name}
          </Typography>
          <Typography color="text.secondary">{t.app.tagline}</Typography>
        </Box>
        <Card sx={{ p: 3 }}>{children}</Card>
        <Languages />
      </Box>
    </Box>
  )
}

function Languages() {
  const [locale, setLocale] = useLocaleState()
  return (
    <Stack direction="row" spacing={1} sx={{ justifyContent: 'center', mt: 2 }}>
      {staffLocales.map((each) => (
        <Button
          key={each}
          size="small"
          lang={each}
          aria-pressed={each === locale}
          color={each === locale ? 'primary' : 'inherit'}
          onClick={() => {
            localStorage.setItem(localeStorageKey, each)
            setLocale(each)
          }}
        >
          {staffLocaleNames[each]}
        </Button>
      ))}
    </Stack>
  )
}
