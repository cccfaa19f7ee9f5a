import { Box, ButtonBase, Typography } from '@mui/material'
import type { Dispatch } from 'react'
import { slotWords } from '../../domain/words/slots.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import type { LoadedCapture, Place } from '../case/case-types.ts'
import { useWords } from '../words/use-words.ts'
import type { LightTable, TableAction } from './light-table.ts'
import { panes, slotDisplays, type Pane } from './pane-table.ts'
import { PicturePane } from './picture-pane.tsx'
import { brightnessStep, zoomStep, type ViewAction } from './view-state.ts'

/** Document and person side by side, and under them everything else that was captured. */
export function Pictures({
  captures,
  table,
  evidence,
  onTable,
}: {
  readonly captures: readonly LoadedCapture[]
  readonly table: LightTable
  /** Places that the chosen check or field speaks of. */
  readonly evidence: readonly Place[]
  readonly onTable: Dispatch<TableAction>
}) {
  const { t } = useWords()
  const captureIn = (pane: Pane) =>
    captures.find(({ id }) => id === table.panes[pane].captureId) ?? null
  const view = (action: ViewAction) => onTable({ type: 'VIEW', pane: table.active, action })
  const turnFrame = (by: number) =>
    onTable({
      type: 'FRAME',
      pane: table.active,
      frame: table.panes[table.active].frame + by,
      count: captureIn(table.active)?.frameCount ?? 1,
    })

  useShortcuts('CASE', {
    picture: ({ key }) => {
      const capture = captures[Number(key) - 1]
      if (capture) onTable({ type: 'LAY', capture })
    },
    swap: () => onTable({ type: 'SWAP' }),
    zoomIn: () => view({ type: 'ZOOM', factor: zoomStep }),
    zoomOut: () => view({ type: 'ZOOM', factor: 1 / zoomStep }),
    fit: () => view({ type: 'FIT' }),
    rotateLeft: () => view({ type: 'TURN', by: -1 }),
    rotateRight: () => view({ type: 'TURN', by: 1 }),
    brighter: () => view({ type: 'BRIGHTEN', by: brightnessStep }),
    darker: () => view({ type: 'BRIGHTEN', by: -brightnessStep }),
    nextFrame: () => turnFrame(1),
    previousFrame: () => turnFrame(-1),
    variant: () => onTable({ type: 'VARIANT', pane: table.active }),
  })

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, minHeight: 0 }}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
          gap: 1,
          height: 'clamp(300px, 46vh, 620px)',
        }}
      >
        {panes.map((pane) => {
          const state = table.panes[pane]
          const capture = captureIn(pane)
          const marked = evidence.filter(
            ({ slot }) => slot === capture?.slot && state.variant === slotDisplays[slot].variant,
          )
          return (
            <PicturePane
              key={pane}
              name={pane === 'DOCUMENT' ? t.case.document : t.case.person}
              capture={capture}
              variant={state.variant}
              frame={state.frame}
              view={state.view}
              regions={marked.flatMap(({ box }) => (box ? [box] : []))}
              active={table.active === pane}
              onAction={(action) => onTable({ type: 'VIEW', pane, action })}
              onFrame={(frame) =>
                onTable({ type: 'FRAME', pane, frame, count: capture?.frameCount ?? 1 })
              }
              onVariant={() => onTable({ type: 'VARIANT', pane })}
              onActivate={() => onTable({ type: 'ACTIVATE', pane })}
            />
          )
        })}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {captures.map((capture, index) => (
          <CaptureButton
            key={capture.id}
            capture={capture}
            keyNumber={index + 1}
            laid={panes.some((pane) => table.panes[pane].captureId === capture.id)}
            onClick={() => onTable({ type: 'LAY', capture })}
          />
        ))}
      </Box>
    </Box>
  )
}

function CaptureButton({
  capture,
  keyNumber,
  laid,
  onClick,
}: {
  readonly capture: LoadedCapture
  readonly keyNumber: number
  readonly laid: boolean
  readonly onClick: () => void
}) {
  const { t, locale } = useWords()
  return (
    <ButtonBase
      aria-pressed={laid}
      onClick={onClick}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        px: 1,
        py: 0.4,
        borderRadius: 1,
        border: 1,
        borderColor: laid ? 'primary.main' : 'divider',
        bgcolor: 'background.paper',
        opacity: capture.superseded ? 0.6 : 1,
      }}
    >
      {keyNumber <= 9 && <KeyCap>{String(keyNumber)}</KeyCap>}
      <Typography component="span" variant="body2" sx={{ fontWeight: laid ? 700 : 400 }}>
        {slotWords[locale][capture.slot]}
      </Typography>
      {capture.frameCount > 1 && (
        <Typography component="span" variant="caption" color="text.secondary">
          {t.case.frames(capture.frameCount)}
        </Typography>
      )}
    </ButtonBase>
  )
}
