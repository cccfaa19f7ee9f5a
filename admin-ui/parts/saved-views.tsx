import SaveIcon from '@mui/icons-material/BookmarkAddOutlined'
import SharedIcon from '@mui/icons-material/GroupOutlined'
import {
  Box,
  Button,
  Checkbox,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useListContext } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  DeleteViewDocument,
  SavedViewsDocument,
  SaveViewDocument,
  type SavedViewsQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { viewFilters, type ViewedList } from '../../domain/saved-view.ts'
import { useWords } from '../words/use-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useOperation } from './use-operation.ts'

type View = SavedViewsQuery['savedViews'][number]

/** Named filters of a list: one's own and those that others share. What was searched for is never among them. */
export function SavedViews({ list }: { readonly list: ViewedList }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { filterValues, setFilters } = useListContext()
  const [naming, setNaming] = useState(false)
  const [deleted, setDeleted] = useState<View | null>(null)
  const views = useQuery({
    queryKey: ['savedViews', list],
    queryFn: async () => (await run(SavedViewsDocument, { list })).savedViews,
    retry: false,
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['savedViews', list] })
  const removing = useOperation(async (key: string) =>
    expectSuccess((await run(DeleteViewDocument, { key })).deleteView),
  )
  const current = keptFilter(list, filterValues)
  const text = JSON.stringify(sorted(current))
  const remove = async () => {
    if (deleted && (await removing.start(deleted.key))) await refresh()
    setDeleted(null)
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5 }}>
      {(views.data ?? []).map((view) => {
        const chosen = JSON.stringify(sorted(keptFilter(list, view.filter))) === text
        return (
          <Chip
            key={view.key}
            label={view.name}
            {...(view.shared ? { icon: <SharedIcon titleAccess={t.lists.shared} /> } : {})}
            color={chosen ? 'primary' : 'default'}
            variant={chosen ? 'filled' : 'outlined'}
            aria-pressed={chosen}
            onClick={() => setFilters(chosen ? {} : keptFilter(list, view.filter), [])}
            {...(view.mine ? { onDelete: () => setDeleted(view) } : {})}
          />
        )
      })}
      <Button
        size="small"
        startIcon={<SaveIcon />}
        disabled={Object.keys(current).length === 0}
        onClick={() => setNaming(true)}
      >
        {t.lists.saveView}
      </Button>
      {naming && (
        <NameDialog
          list={list}
          filter={current}
          onClose={() => setNaming(false)}
          onSaved={() => {
            setNaming(false)
            void refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={deleted !== null}
        title={t.lists.deleteView(deleted?.name ?? '')}
        confirm={t.lists.delete}
        tone="error"
        busy={removing.busy}
        onConfirm={() => void remove()}
        onClose={() => setDeleted(null)}
      >
        {deleted?.shared === true ? t.lists.deleteShared : ''}
      </ConfirmDialog>
    </Box>
  )
}

function NameDialog({
  list,
  filter,
  onClose,
  onSaved,
}: {
  readonly list: ViewedList
  readonly filter: object
  readonly onClose: () => void
  readonly onSaved: () => void
}) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const saving = useOperation(async () =>
    expectSuccess(
      (await run(SaveViewDocument, { input: { list, name: name.trim(), filter, shared } }))
        .saveView,
    ),
  )
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="view-title">
      <DialogTitle id="view-title">{t.lists.saveView}</DialogTitle>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          void saving.start(undefined).then((saved) => saved && onSaved())
        }}
      >
        <DialogContent sx={{ display: 'grid', gap: 1.5, pt: 1 }}>
          <TextField
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is this field
            autoFocus
            label={t.lists.viewName}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 60 } }}
          />
          <FormControlLabel
            control={
              <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)} />
            }
            label={t.lists.shareView}
          />
          <Typography variant="caption" color="text.secondary">
            {t.lists.viewHelp}
          </Typography>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.app.cancel}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={saving.busy}
            disabled={name.trim() === ''}
          >
            {t.app.save}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}

/** What of a form a view may hold; the rest, and what nobody knows any more, is left out. */
function keptFilter(list: ViewedList, form: unknown): Record<string, unknown> {
  const { shape } = viewFilters[list]
  if (typeof form !== 'object' || form === null) return {}
  return Object.fromEntries(
    Object.entries(form).filter(
      ([key, value]) =>
        Object.hasOwn(shape, key) && viewFilters[list].safeParse({ [key]: value }).success,
    ),
  )
}

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
