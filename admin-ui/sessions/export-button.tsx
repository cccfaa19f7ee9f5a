import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useListContext } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { sessionFilter } from '../data/list-filters.ts'
import {
  ExportSessionsDocument,
  type CsvEncoding,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

const encodings = ['UTF8_BOM', 'UTF8', 'CP932'] as const satisfies readonly CsvEncoding[]

/** A CSV of what the list's filters show. */
export function ExportButton() {
  const { t } = useWords()
  const { filterValues } = useListContext()
  const [open, setOpen] = useState(false)
  const [encoding, setEncoding] = useState<CsvEncoding>('UTF8_BOM')
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(ExportSessionsDocument, {
          input: { filter: sessionFilter(filterValues ?? {}), encoding },
        })
      ).exportSessions,
    ),
  )
  const download = async () => {
    const success = await start(undefined)
    if (!success) return
    // the answer is an attachment, so the page stays
    globalThis.location.assign(success.url)
    setOpen(false)
  }
  return (
    <>
      <Button variant="outlined" startIcon={<DownloadIcon />} onClick={() => setOpen(true)}>
        {t.sessions.export}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby="export-title">
        <DialogTitle id="export-title">{t.sessions.exportTitle}</DialogTitle>
        <DialogContent>
          <Typography color="text.secondary" sx={{ mb: 2, maxWidth: 420 }}>
            {t.sessions.exportHelp}
          </Typography>
          <RadioGroup
            aria-label={t.sessions.encoding}
            value={encoding}
            onChange={(_event, value) =>
              setEncoding(encodings.find((each) => each === value) ?? encoding)
            }
          >
            {encodings.map((each) => (
              <FormControlLabel
                key={each}
                value={each}
                control={<Radio />}
                label={t.sessions[each]}
              />
            ))}
          </RadioGroup>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t.app.cancel}</Button>
          <Button variant="contained" loading={busy} onClick={() => void download()}>
            {t.sessions.download}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
