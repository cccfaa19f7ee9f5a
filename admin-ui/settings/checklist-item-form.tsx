import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import DownIcon from '@mui/icons-material/ArrowDownwardOutlined'
import UpIcon from '@mui/icons-material/ArrowUpwardOutlined'
import {
  Autocomplete,
  Box,
  Card,
  Checkbox,
  FormControlLabel,
  IconButton,
  Stack,
  TextField,
  Tooltip,
  Typography,
} from '@mui/material'
import { resolutions } from '../../domain/case-state.ts'
import type { ChecklistItem } from '../../domain/checklist.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { methods } from '../../domain/method.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { useWords } from '../words/use-words.ts'
import { toggled } from '../parts/toggled.ts'

/** One item: its words, when it is asked, and its place. */
export function ChecklistItemForm({
  number,
  item,
  mayWrite,
  onItem,
  onRemove,
  onUp,
  onDown,
}: {
  readonly number: number
  readonly item: ChecklistItem
  readonly mayWrite: boolean
  readonly onItem: (item: ChecklistItem) => void
  readonly onRemove: () => void
  /** Null: it stands at that end already. */
  readonly onUp: (() => void) | null
  readonly onDown: (() => void) | null
}) {
  const { t, locale } = useWords()
  const words = t.settings.checklist
  const buttons = [
    { label: words.up, Icon: UpIcon, act: onUp },
    { label: words.down, Icon: DownIcon, act: onDown },
    { label: words.remove, Icon: DeleteIcon, act: onRemove },
  ]
  return (
    <Card
      component="li"
      variant="outlined"
      aria-label={words.item(number)}
      sx={{ p: 2, display: 'grid', gap: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        <Typography variant="subtitle2" component="h2" sx={{ flex: 1 }}>
          {words.item(number)}
        </Typography>
        {mayWrite &&
          buttons.map(({ label, Icon, act }) => (
            <Tooltip key={label} title={label}>
              <span>
                <IconButton
                  size="small"
                  aria-label={`${label}: ${words.item(number)}`}
                  disabled={act === null}
                  onClick={() => act?.()}
                >
                  <Icon fontSize="small" />
                </IconButton>
              </span>
            </Tooltip>
          ))}
      </Box>
      <Stack direction={{ xs: 'column', md: 'row' }} spacing={1.5}>
        {(['ja', 'en'] as const).map((language) => (
          <TextField
            key={language}
            fullWidth
            size="small"
            label={words[language]}
            value={item[language]}
            disabled={!mayWrite}
            error={item[language].trim() === ''}
            onChange={({ target }) => onItem({ ...item, [language]: target.value })}
            slotProps={{ htmlInput: { maxLength: 200, lang: language } }}
          />
        ))}
      </Stack>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="body2" color="text.secondary">
          {words.when}
        </Typography>
        {resolutions.map((resolution) => (
          <FormControlLabel
            key={resolution}
            label={t.resolutions[resolution]}
            control={
              <Checkbox
                size="small"
                checked={item.resolutions.includes(resolution)}
                disabled={!mayWrite}
                onChange={() =>
                  onItem({ ...item, resolutions: toggled(item.resolutions, resolution) })
                }
              />
            }
          />
        ))}
        <FormControlLabel
          label={words.noteRequired}
          control={
            <Checkbox
              size="small"
              checked={item.noteRequired}
              disabled={!mayWrite}
              onChange={() => onItem({ ...item, noteRequired: !item.noteRequired })}
            />
          }
        />
      </Stack>
      <Stack direction={{ xs: 'column', md: 'row' }} spacing={1.5}>
        <Choices
          label={words.documents}
          none={words.anyDocument}
          options={documentTypes}
          value={item.documents}
          nameOf={(type) => documentWords[locale][type]}
          disabled={!mayWrite}
          onValue={(documents) => onItem({ ...item, documents })}
        />
        <Choices
          label={words.methods}
          none={words.anyMethod}
          options={methods}
          value={item.methods}
          nameOf={(method) => methodWords[locale][method]}
          disabled={!mayWrite}
          onValue={(chosen) => onItem({ ...item, methods: chosen })}
        />
      </Stack>
    </Card>
  )
}

function Choices<Option extends string>({
  label,
  none,
  options,
  value,
  nameOf,
  disabled,
  onValue,
}: {
  readonly label: string
  /** What it means that nothing is chosen. */
  readonly none: string
  readonly options: readonly Option[]
  readonly value: readonly Option[]
  readonly nameOf: (option: Option) => string
  readonly disabled: boolean
  readonly onValue: (value: Option[]) => void
}) {
  return (
    <Autocomplete
      multiple
      fullWidth
      size="small"
      disableCloseOnSelect
      options={options}
      value={[...value]}
      disabled={disabled}
      getOptionLabel={nameOf}
      onChange={(_event, next) => onValue(next)}
      renderInput={(props) => (
        <TextField {...props} label={label} placeholder={value.length === 0 ? none : ''} />
      )}
    />
  )
}
