import { Box, Typography } from '@mui/material'
import { useMayDo } from '../auth/use-viewer.ts'
import { Page } from '../parts/page.tsx'
import { useWords } from '../words/use-words.ts'
import { CsvBuilder } from './csv-builder.tsx'
import { ExportFiles } from './export-files.tsx'

/** Files that leave the house: a CSV is put together here, and all of them lie below. */
export function ExportPage() {
  const { t } = useWords()
  const mayExport = useMayDo('export')
  return (
    <Page title={t.exports.title}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
        {mayExport && <CsvBuilder />}
        <Box component="section" aria-labelledby="export-files">
          <Typography id="export-files" variant="h6" component="h2" sx={{ mb: 1 }}>
            {t.exports.list}
          </Typography>
          <ExportFiles />
        </Box>
      </Box>
    </Page>
  )
}
