import { Box, Button, ListSubheader, MenuItem, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  DeleteExportPresetDocument,
  SaveExportPresetDocument,
  type CsvLayoutInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import type { ExportPreset } from './export-types.ts'

/** Layouts to begin with, and the present one to be kept under a name. */
export function PresetBar({
  presets,
  layout,
  onChoose,
}: {
  readonly presets: readonly ExportPreset[]
  readonly layout: CsvLayoutInput
  readonly onChoose: (preset: ExportPreset) => void
}) {
  const { t, locale } = useWords()
  const client = useQueryClient()
  const notify = useNotify()
  const [key, setKey] = useState(presets[1]?.key ?? '')
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const chosen = presets.find((preset) => preset.key === key)
  const refresh = () => client.invalidateQueries({ queryKey: ['export-choices'] })
  const saving = useOperation(async () =>
    expectSuccess((await run(SaveExportPresetDocument, { name, layout, locale })).saveExportPreset),
  )
  const deleting = useOperation(async (own: string) =>
    expectSuccess(
      (await run(DeleteExportPresetDocument, { name: own, locale })).deleteExportPreset,
    ),
  )
  const save = async () => {
    if (!(await saving.start(undefined))) return
    setNaming(false)
    setName('')
    notify(t.exports.presetSaved, { type: 'success' })
    await refresh()
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      <Typography variant="h6" component="h2" sx={{ mr: 'auto' }}>
        {t.exports.make}
      </Typography>
      <TextField
        select
        label={t.exports.preset}
        value={chosen ? key : ''}
        onChange={({ target }) => {
          setKey(target.value)
          const preset = presets.find((each) => each.key === target.value)
          if (preset) onChoose(preset)
        }}
        sx={{ width: 240 }}
      >
        {presets.filter(({ own }) => !own).map(item)}
        {presets.some(({ own }) => own) && <ListSubheader>{t.exports.ownPresets}</ListSubheader>}
        {presets.filter(({ own }) => own).map(item)}
      </TextField>
      <Button
        variant="outlined"
        disabled={layout.columns.length === 0}
        onClick={() => setNaming(true)}
      >
        {t.exports.savePreset}
      </Button>
      {chosen?.own === true && (
        <Button
          color="inherit"
          loading={deleting.busy}
          onClick={() => void deleting.start(chosen.name).then(refresh)}
        >
          {t.exports.deletePreset}
        </Button>
      )}
      <ConfirmDialog
        open={naming}
        title={t.exports.savePreset}
        confirm={t.app.save}
        busy={saving.busy}
        onConfirm={() => void save()}
        onClose={() => setNaming(false)}
      >
        <TextField
          fullWidth
          required
          label={t.exports.presetName}
          helperText={t.exports.presetNameHelp}
          value={name}
          onChange={({ target }) => setName(target.value)}
          slotProps={{ htmlInput: { maxLength: 60 } }}
          sx={{ mt: 1 }}
        />
      </ConfirmDialog>
    </Box>
  )
}

const item = ({ key, name }: ExportPreset) => (
  <MenuItem key={key} value={key}>
    {name}
  </MenuItem>
)
