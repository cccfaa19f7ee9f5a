import RemoveIcon from '@mui/icons-material/DeleteOutlined'
import {
  Alert,
  Box,
  Card,
  IconButton,
  List,
  ListItem,
  ListItemButton,
  ListItemText,
  Typography,
} from '@mui/material'
import { useEffect, useRef } from 'react'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { DrawingAction, Mask } from './drawing.ts'
import { maskKey } from './mask-keys.ts'
import type { LoadedMasking } from './masking-types.ts'
import { boundsOf } from './outline.ts'
import type { HeldFrame } from './use-held-pictures.ts'

/** Why the pictures are here, what must not be seen on this side, and the masks of this frame as a list. */
export function MaskSide({
  task,
  frame,
  masks,
  chosen,
  onAction,
}: {
  readonly task: LoadedMasking
  readonly frame: HeldFrame
  readonly masks: readonly Mask[]
  readonly chosen: string | null
  readonly onAction: (action: DrawingAction) => void
}) {
  const { t } = useWords()
  const { documentType } = task
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('.Mui-selected')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const side = frame.slot === 'THICKNESS' ? 'FRONT' : frame.slot
  const hidden = documentType
    ? documentCatalogue[documentType].masks.filter(({ slot }) => slot === side)
    : []
  return (
    <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
      <Alert severity="info">
        {t.masking.originsHelp[task.origin]}
        {task.note !== null && (
          <Typography
            component="blockquote"
            variant="body2"
            sx={{ m: 0, mt: 0.5, fontWeight: 600 }}
          >
            {t.masking.quoted(task.note)}
          </Typography>
        )}
      </Alert>
      <Card sx={{ p: 1.5 }}>
        <Typography variant="subtitle2" component="h2">
          {t.masking.mustHide}
        </Typography>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {hidden.map(({ name }) => (
            <li key={name}>{wordOf(t.masking.hides, name)}</li>
          ))}
          <li>{t.masking.always}</li>
        </Box>
      </Card>
      <Card>
        <Typography variant="subtitle2" component="h2" sx={{ px: 1.5, pt: 1.5 }}>
          {t.masking.masks(masks.length)}
        </Typography>
        {masks.length === 0 && (
          <Typography variant="body2" color="text.secondary" sx={{ px: 1.5, pb: 1.5 }}>
            {t.masking.none}
          </Typography>
        )}
        <List ref={list} dense disablePadding sx={{ maxHeight: 260, overflow: 'auto' }}>
          {masks.map((mask, index) => {
            const { x0, y0, x1, y1 } = boundsOf(mask.points)
            const label = t.masking.mask(index + 1, mask.automatic)
            return (
              <ListItem
                key={mask.id}
                disablePadding
                secondaryAction={
                  <IconButton
                    edge="end"
                    size="small"
                    aria-label={t.masking.removeMask(index + 1)}
                    onClick={() => onAction({ type: 'REMOVE', frame: frame.key, id: mask.id })}
                  >
                    <RemoveIcon fontSize="small" />
                  </IconButton>
                }
              >
                <ListItemButton
                  selected={mask.id === chosen}
                  onClick={() => onAction({ type: 'CHOOSE', id: mask.id })}
                  onKeyDown={(event) => {
                    const action = maskKey(event, frame.key, mask, listStep)
                    if (!action) return
                    event.preventDefault()
                    onAction(action)
                  }}
                >
                  <ListItemText
                    primary={label}
                    secondary={t.masking.place(
                      Math.round(x0 * 100),
                      Math.round(y0 * 100),
                      Math.round((x1 - x0) * 100),
                      Math.round((y1 - y0) * 100),
                    )}
                  />
                </ListItemButton>
              </ListItem>
            )
          })}
        </List>
      </Card>
      <Typography variant="caption" color="text.secondary">
        {t.masking.keysHelp}
      </Typography>
    </Box>
  )
}

const listStep = { x: 0.005, y: 0.005 }
