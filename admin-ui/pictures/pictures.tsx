import { Box, ButtonBase, Typography } from '@mui/material'
import { useMemo, useState, type Dispatch } from 'react'
import { useStore } from 'react-admin'
import type { DocumentType } from '../../domain/document-catalogue.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { keyCap, shortcutTable } from '../keyboard/shortcuts.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import type { LoadedCapture, LoadedCheck, Place } from '../case/case-types.ts'
import { useWords } from '../words/use-words.ts'
import type { LightTable, TableAction } from './light-table.ts'
import { overlayOf } from './overlay-places.ts'
import { OverlayView } from './overlay-view.tsx'
import { panes, type Pane } from './pane-table.ts'
import { PicturePane } from './picture-pane.tsx'
import { regionsOn } from './region.ts'
import { useFilm, type Film } from './use-film.ts'
import { brightnessStep, contrastStep, zoomStep, type ViewAction } from './view-state.ts'

/** Document and person side by side, and under them everything else that was captured. */
export function Pictures({
  captures,
  checks,
  documentType,
  table,
  evidence,
  chosen,
  onTable,
  onCheck,
}: {
  readonly captures: readonly LoadedCapture[]
  /** Their places are drawn on the pictures. */
  readonly checks: readonly LoadedCheck[]
  readonly documentType: DocumentType | null
  readonly table: LightTable
  /** Places that the chosen check or field speaks of. */
  readonly evidence: readonly Place[]
  readonly chosen: string | null
  readonly onTable: Dispatch<TableAction>
  readonly onCheck: (check: string) => void
}) {
  const { t } = useWords()
  const [overlaid, setOverlaid] = useState(false)
  const [blinking, setBlinking] = useState(() => !prefersStill())
  const [mix, setMix] = useState(0.5)
  const [showsRegions, setShowsRegions] = useStore('case.regions', true)
  const overlay = useMemo(
    () => overlayOf(checks, chosen, captures, documentType),
    [checks, chosen, captures, documentType],
  )
  const captureIn = (pane: Pane) =>
    captures.find(({ id }) => id === table.panes[pane].captureId) ?? null
  const view = (action: ViewAction) => onTable({ type: 'VIEW', pane: table.active, action })
  const showFrame = (pane: Pane, frame: number) =>
    onTable({ type: 'FRAME', pane, frame, count: captureIn(pane)?.frameCount ?? 1 })
  const active = table.panes[table.active]
  const film = useFilm(captureIn(table.active), active.variant, active.frame, (frame) =>
    showFrame(table.active, frame),
  )
  const turnFrame = (by: number) => {
    if (overlaid && overlay) setMix((before) => Math.min(1, Math.max(0, before + by * 0.1)))
    else showFrame(table.active, active.frame + by)
  }

  useShortcuts('CASE', {
    picture: ({ key }) => {
      const capture = captures[Number(key) - 1]
      if (!capture) return
      setOverlaid(false)
      onTable({ type: 'LAY', capture })
    },
    swap: () => onTable({ type: 'SWAP' }),
    enlarge: () => onTable({ type: 'ENLARGE' }),
    zoomIn: () => view({ type: 'ZOOM', factor: zoomStep }),
    zoomOut: () => view({ type: 'ZOOM', factor: 1 / zoomStep }),
    fit: () => view({ type: 'FIT' }),
    rotateLeft: () => view({ type: 'TURN', by: -1 }),
    rotateRight: () => view({ type: 'TURN', by: 1 }),
    brighter: () => view({ type: 'BRIGHTEN', by: brightnessStep }),
    darker: () => view({ type: 'BRIGHTEN', by: -brightnessStep }),
    moreContrast: () => view({ type: 'CONTRAST', by: contrastStep }),
    lessContrast: () => view({ type: 'CONTRAST', by: -contrastStep }),
    nextFrame: () => turnFrame(1),
    previousFrame: () => turnFrame(-1),
    play: () => (overlaid && overlay ? setBlinking(!blinking) : film.toggle()),
    overlay: () => setOverlaid(!overlaid),
    regions: () => setShowsRegions(!showsRegions),
    variant: () => onTable({ type: 'VARIANT', pane: table.active }),
  })

  const shownPanes = table.alone ? [table.active] : panes
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, flexShrink: 0 }}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns:
            table.alone || (overlaid && overlay)
              ? 'minmax(0, 1fr)'
              : 'minmax(0, 3fr) minmax(0, 2fr)',
          gap: 1,
          height: 'clamp(320px, 50vh, 660px)',
        }}
      >
        {overlaid && overlay ? (
          <OverlayView
            overlay={overlay}
            blinking={blinking}
            mix={mix}
            onBlink={() => setBlinking(!blinking)}
            onMix={setMix}
            onClose={() => setOverlaid(false)}
          />
        ) : (
          shownPanes.map((pane) => {
            const state = table.panes[pane]
            const capture = captureIn(pane)
            return (
              <PicturePane
                key={pane}
                name={pane === 'DOCUMENT' ? t.case.document : t.case.person}
                capture={capture}
                variant={state.variant}
                frame={state.frame}
                view={state.view}
                regions={
                  capture
                    ? regionsOn(capture, state.variant, showsRegions ? checks : [], evidence)
                    : []
                }
                checks={checks}
                film={
                  table.active === pane
                    ? film
                    : stillFilm(() => onTable({ type: 'ACTIVATE', pane }))
                }
                active={table.active === pane}
                onAction={(action) => onTable({ type: 'VIEW', pane, action })}
                onFrame={(frame) => showFrame(pane, frame)}
                onVariant={() => onTable({ type: 'VARIANT', pane })}
                onActivate={() => onTable({ type: 'ACTIVATE', pane })}
                onEnlarge={() => {
                  onTable({ type: 'ACTIVATE', pane })
                  onTable({ type: 'ENLARGE' })
                }}
                onRegion={onCheck}
              />
            )
          })
        )}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {captures.map((capture, index) => (
          <CaptureButton
            key={capture.id}
            capture={capture}
            keyNumber={index + 1}
            laid={!overlaid && panes.some((pane) => table.panes[pane].captureId === capture.id)}
            onClick={() => {
              setOverlaid(false)
              onTable({ type: 'LAY', capture })
            }}
          />
        ))}
        {overlay && (
          <Toggle shortcut="overlay" pressed={overlaid} onClick={() => setOverlaid(!overlaid)} />
        )}
        <Toggle
          shortcut="regions"
          pressed={showsRegions}
          onClick={() => setShowsRegions(!showsRegions)}
        />
      </Box>
    </Box>
  )
}

const prefersStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** A film that is not looked at: its button looks at it first. */
const stillFilm = (toggle: () => void): Film => ({ state: 'STILL', toggle })

function Toggle({
  shortcut,
  pressed,
  onClick,
}: {
  readonly shortcut: 'overlay' | 'regions'
  readonly pressed: boolean
  readonly onClick: () => void
}) {
  const { t } = useWords()
  return (
    <ButtonBase aria-pressed={pressed} onClick={onClick} sx={buttonLook(pressed)}>
      <KeyCap>{keyCap(shortcutTable[shortcut].keys[0])}</KeyCap>
      <Typography component="span" variant="body2" sx={{ fontWeight: pressed ? 700 : 400 }}>
        {t.casePage[shortcut]}
      </Typography>
    </ButtonBase>
  )
}

const buttonLook = (pressed: boolean) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 0.75,
  px: 1,
  py: 0.4,
  borderRadius: 1,
  border: 1,
  borderColor: pressed ? 'primary.main' : 'divider',
  bgcolor: 'background.paper',
})

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
      sx={{ ...buttonLook(laid), opacity: capture.superseded ? 0.6 : 1 }}
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
