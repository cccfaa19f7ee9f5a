import CheckIcon from '@mui/icons-material/CheckOutlined'
import { Badge, Box, Button, Card, Tab, Tabs } from '@mui/material'
import { useCallback, useEffect, useEffectEvent, useReducer, useState } from 'react'
import { slotWords } from '../../domain/words/slots.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { zoomStep } from '../pictures/view-state.ts'
import { EmptyState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import { beginDrawing, frameKey, nextDrawing, type Drawing, type Masks } from './drawing.ts'
import { MaskCanvas } from './mask-canvas.tsx'
import { MaskReview } from './mask-review.tsx'
import { MaskSide } from './mask-side.tsx'
import { MaskTools } from './mask-tools.tsx'
import type { LoadedMasking } from './masking-types.ts'
import { clamp, rectangle } from './outline.ts'
import type { Tool } from './tools.ts'
import { useHeldPictures } from './use-held-pictures.ts'

/** Draws, looks at what will be, confirms. What was drawn stays while the task is not held, its pictures do not. */
export function MaskingBench({
  begun,
  task,
  busy,
  onConfirm,
}: {
  /** As the task was when it was taken first: where the drawing begins. */
  readonly begun: LoadedMasking
  readonly task: LoadedMasking
  readonly busy: boolean
  readonly onConfirm: (masks: Masks) => void
}) {
  const { t, locale } = useWords()
  const [drawing, act] = useReducer(
    nextDrawing,
    begun,
    (first) => kept.get(first.id) ?? beginDrawing(proposed(first)),
  )
  useEffect(() => void kept.set(task.id, drawing), [task.id, drawing])
  const [tool, setTool] = useState<Tool>('RECTANGLE')
  const [zoom, setZoom] = useState(1)
  const [shownKey, setShownKey] = useState<string | null>(null)
  const [reviewing, setReviewing] = useState(false)
  const { frames, retry } = useHeldPictures(task)
  const zoomBy = useCallback((factor: number) => {
    setZoom((before) => clamp(Math.round(before * factor * 100) / 100, 1, 8))
  }, [])

  const shown = frames.find(({ key }) => key === shownKey) ?? frames[0]
  const masks = (shown && drawing.masks[shown.key]) ?? []
  const show = (key: string) => {
    setShownKey(key)
    setZoom(1)
    act({ type: 'CHOOSE', id: null })
  }
  const step = (by: number) => {
    const next = frames[frames.findIndex(({ key }) => key === shown?.key) + by]
    if (next) show(next.key)
  }
  const others = frames.filter(
    ({ captureId, key }) => captureId === shown?.captureId && key !== shown.key,
  )
  const chosen = masks.find(({ id }) => id === drawing.chosen)
  const add = () => {
    if (!shown) return
    setTool('SELECT')
    const points = rectangle({ x0: 0.35, y0: 0.42, x1: 0.65, y1: 0.58 })
    const mask = { id: crypto.randomUUID(), points, automatic: false }
    act({ type: 'ADD', frame: shown.key, mask })
  }
  const deeds = {
    add,
    undo: drawing.past.length > 0 ? () => act({ type: 'UNDO' }) : null,
    redo: drawing.future.length > 0 ? () => act({ type: 'REDO' }) : null,
    remove: shown && chosen ? () => act({ type: 'REMOVE', frame: shown.key, id: chosen.id }) : null,
    copy:
      shown && others.length > 0 && masks.length > 0
        ? () => act({ type: 'COPY', from: shown.key, to: others.map(({ key }) => key) })
        : null,
    zoomIn: () => zoomBy(zoomStep),
    zoomOut: () => zoomBy(1 / zoomStep),
    fit: () => setZoom(1),
  }

  const drawable = !reviewing && frames.length > 0
  useShortcuts('MASKING', {
    maskSelect: () => drawable && setTool('SELECT'),
    maskRectangle: () => drawable && setTool('RECTANGLE'),
    maskFree: () => drawable && setTool('FREE'),
    maskAdd: () => drawable && add(),
    zoomIn: deeds.zoomIn,
    zoomOut: deeds.zoomOut,
    fit: deeds.fit,
    previousPicture: () => drawable && step(-1),
    nextPicture: () => drawable && step(1),
  })
  useUndoKeys(
    () => drawable && deeds.undo?.(),
    () => drawable && deeds.redo?.(),
  )

  if (!shown) return <NotHeld />
  if (reviewing) {
    return (
      <MaskReview
        frames={frames}
        masks={drawing.masks}
        busy={busy}
        onBack={(key) => {
          setReviewing(false)
          if (key !== null) show(key)
        }}
        onConfirm={() => onConfirm(drawing.masks)}
      />
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr) 290px' }}>
      <Card sx={{ p: 1.5 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', mb: 1 }}>
          <Tabs
            value={shown.key}
            onChange={(_event, key: string) => show(key)}
            variant="scrollable"
            aria-label={t.masking.pictures}
            sx={{ flex: 1, minHeight: 38, '& .MuiTab-root': { minHeight: 38, py: 0.5 } }}
          >
            {frames.map(({ key, slot, index, of }) => (
              <Tab
                key={key}
                value={key}
                label={
                  <Badge
                    badgeContent={drawing.masks[key]?.length ?? 0}
                    color="primary"
                    sx={{ '& .MuiBadge-badge': { right: -10, top: 8 }, pr: 0.5 }}
                  >
                    {of > 1 ? `${slotWords[locale][slot]} ${index + 1}` : slotWords[locale][slot]}
                  </Badge>
                }
              />
            ))}
          </Tabs>
          <Button
            variant="contained"
            startIcon={<CheckIcon />}
            onClick={() => {
              act({ type: 'CHOOSE', id: null })
              setReviewing(true)
            }}
          >
            {t.masking.review}
          </Button>
        </Box>
        <MaskTools tool={tool} zoom={zoom} deeds={deeds} onTool={setTool} />
        <MaskCanvas
          key={shown.key}
          frame={shown}
          masks={masks}
          chosen={drawing.chosen}
          tool={tool}
          zoom={zoom}
          onZoom={zoomBy}
          onAction={act}
        />
        {shown.failed && <Button onClick={retry}>{t.app.retry}</Button>}
      </Card>
      <MaskSide task={task} frame={shown} masks={masks} chosen={drawing.chosen} onAction={act} />
    </Box>
  )
}

/** What was drawn, by task: another language, or a look at the list, draws the page anew. It is gone with the tab. */
const kept = new Map<string, Drawing>()

export function NotHeld() {
  const { t } = useWords()
  return (
    <Card>
      <EmptyState>{t.masking.notHeld}</EmptyState>
    </Card>
  )
}

const proposed = ({ pictures }: LoadedMasking): Masks =>
  Object.fromEntries(
    pictures.flatMap(({ captureId, frames }) =>
      frames.map(({ proposed: shapes }, index) => [
        frameKey(captureId, index),
        shapes.map(({ points }, i) => ({
          id: `${captureId}/${index}/${i}`,
          points,
          automatic: true,
        })),
      ]),
    ),
  )

/** With Ctrl or ⌘, as everywhere. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    if (key === 'y' || event.shiftKey) redo()
    else undo()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
