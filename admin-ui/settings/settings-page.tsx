import { Box, Tab, Tabs, Typography } from '@mui/material'
import { Link, useParams } from 'react-router-dom'
import { Page } from '../parts/page.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import { sectionTable } from './section-table.ts'
import { useSettings } from './use-settings.ts'

/** What holds for the company as a whole, a tab for each part. */
export function SettingsPage() {
  const { t } = useWords()
  const { section } = useParams()
  const { data, error, isPending, refetch } = useSettings()
  const shown = sectionTable.find(({ name }) => name === section) ?? sectionTable[0]
  return (
    <Page title={t.settings.title}>
      <Tabs
        value={shown.name}
        variant="scrollable"
        aria-label={t.settings.title}
        sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}
      >
        {sectionTable.map(({ name }) => (
          <Tab
            key={name}
            value={name}
            label={t.settings.sections[name]}
            component={Link}
            to={`/settings/${name}`}
            id={`tab-${name}`}
            aria-controls="settings-section"
          />
        ))}
      </Tabs>
      <Box id="settings-section" role="tabpanel" aria-labelledby={`tab-${shown.name}`}>
        {isPending && <LoadingState />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && data.settings === null && <Typography>{t.errors.FORBIDDEN}</Typography>}
        {data?.settings && (
          <shown.Section key={shown.name} tenant={{ ...data, settings: data.settings }} />
        )}
      </Box>
    </Page>
  )
}
