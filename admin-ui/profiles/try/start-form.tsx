import { Autocomplete, Box, Button, Card, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { endOfDayInJapan, startOfDayInJapan } from '../../../domain/japan-days.ts'
import { documentTypes, type DocumentType } from '../../../domain/document-catalogue.ts'
import { documentWords } from '../../../domain/words/documents.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { backTestAddress } from './addresses.ts'
import { startBackTest } from './operations.ts'

/** Which past applications are tried, and the start. */
export function StartForm({
  profileId,
  versionId,
  sound = true,
  onSave,
}: {
  readonly profileId: string
  readonly versionId: string
  /** Without errors, so that it can be saved. */
  readonly sound?: boolean
  /** What is being edited is saved first; false: it could not be. */
  readonly onSave?: () => Promise<boolean>
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  const notify = useNotify()
  const navigate = useNavigate()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [documents, setDocuments] = useState<readonly DocumentType[]>([])
  const [sandbox, setSandbox] = useState(false)
  const isBackwards = from !== '' && to !== '' && from > to
  const { start, busy } = useOperation(async () => {
    if (onSave && !(await onSave())) return null
    const id = await startBackTest({
      versionId,
      idempotencyKey: crypto.randomUUID(),
      from: from === '' ? null : startOfDayInJapan(from),
      to: to === '' ? null : endOfDayInJapan(to),
      documentTypes: documents.length === 0 ? null : [...documents],
      sandbox,
    })
    if (id === null) notify(words.busy, { type: 'warning' })
    return id
  })
  const begin = async () => {
    const id = await start(undefined)
    if (id !== null) void navigate(backTestAddress(profileId, id))
  }
  return (
    <Card component="section" aria-labelledby="start-back-test" sx={{ p: 2 }}>
      <Typography id="start-back-test" variant="h6" component="h2">
        {words.startTitle}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {words.help}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
        <Day label={words.from} value={from} onChange={setFrom} help={words.dayHelp} />
        <Day
          label={words.to}
          value={to}
          onChange={setTo}
          help={isBackwards ? words.fromAfterTo : words.dayHelp}
          error={isBackwards}
        />
        <Autocomplete
          multiple
          disableCloseOnSelect
          limitTags={1}
          options={documentTypes}
          value={documentTypes.filter((type) => documents.includes(type))}
          onChange={(_event, next) => setDocuments(next)}
          getOptionLabel={(type) => documentWords[locale][type]}
          renderInput={(props) => (
            <TextField
              {...props}
              label={words.documents}
              placeholder={documents.length === 0 ? words.allDocuments : ''}
              slotProps={{ ...props.slotProps, inputLabel: { shrink: true } }}
            />
          )}
          sx={{ width: 280 }}
        />
        <TextField
          select
          label={words.kind}
          value={sandbox ? 'sandbox' : 'live'}
          onChange={(event) => setSandbox(event.target.value === 'sandbox')}
          sx={{ width: 140 }}
        >
          <MenuItem value="live">{t.app.live}</MenuItem>
          <MenuItem value="sandbox">{t.app.sandbox}</MenuItem>
        </TextField>
        <Button
          variant="contained"
          loading={busy}
          disabled={isBackwards || !sound}
          onClick={() => void begin()}
          sx={{ height: 38 }}
        >
          {onSave ? words.saveAndStart : words.start}
        </Button>
      </Box>
    </Card>
  )
}

function Day({
  label,
  value,
  help,
  error = false,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly help: string
  readonly error?: boolean
  readonly onChange: (day: string) => void
}) {
  return (
    <TextField
      type="date"
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      helperText={help}
      error={error}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: 190 }}
    />
  )
}
