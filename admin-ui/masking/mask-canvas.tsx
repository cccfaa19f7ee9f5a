import { Box } from '@mui/material'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { slotWords } from '../../domain/words/slots.ts'
import { fittedSize, zoomStep } from '../pictures/view-state.ts'
import { EmptyState, LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import type { DrawingAction, Mask } from './drawing.ts'
import { MaskMark } from './mask-mark.tsx'
import { svgPoints } from './outline.ts'
import type { Tool } from './tools.ts'
import { useGesture } from './use-gesture.ts'
import type { HeldFrame } from './use-held-pictures.ts'

/** One picture with its masks, to be drawn on. Enlarged, it is moved by its scroll bars. */
export function MaskCanvas({
  frame,
  masks,
  chosen,
  tool,
  zoom,
  onZoom,
  onAction,
}: {
  readonly frame: HeldFrame
  readonly masks: readonly Mask[]
  readonly chosen: string | null
  readonly tool: Tool
  readonly zoom: number
  readonly onZoom: (factor: number) => void
  readonly onAction: (action: DrawingAction) => void
}) {
  const { t, locale } = useWords()
  const pane = useRef<HTMLDivElement>(null)
  const fitted = useFitted(pane, onZoom)
  const [natural, setNatural] = useState<{ width: number; height: number } | null>(null)
  const fit = natural && fittedSize(natural, fitted, 0)
  const size = {
    width: Math.floor((fit?.width ?? 0) * zoom),
    height: Math.floor((fit?.height ?? 0) * zoom),
  }
  const gesture = useGesture(frame.key, tool, size, onAction)
  useKeptMiddle(pane, zoom)
  useEffect(() => {
    if (chosen === null) return
    // keys act on what was just drawn or chosen
    pane.current?.querySelector<SVGElement>(`[data-mask="${CSS.escape(chosen)}"]`)?.focus()
  }, [chosen])

  const name = slotWords[locale][frame.slot]
  return (
    <Box
      ref={pane}
      sx={{
        position: 'relative',
        overflow: zoom > 1 ? 'auto' : 'hidden',
        height: 'calc(100vh - 262px)',
        minHeight: 320,
        bgcolor: '#23282a',
        borderRadius: 1,
        display: 'grid',
        placeItems: 'safe center',
      }}
    >
      {frame.address === null ? (
        <Box sx={{ color: '#d5dbd9', '& *': { color: 'inherit' } }}>
          {frame.failed ? <EmptyState>{t.masking.noPicture}</EmptyState> : <LoadingState />}
        </Box>
      ) : (
        <Box sx={{ position: 'relative', ...size, visibility: fit ? 'visible' : 'hidden' }}>
          <img
            src={frame.address}
            alt={name}
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
              setNatural({ width, height })
            }
            style={{ display: 'block', width: '100%', height: '100%', userSelect: 'none' }}
          />
          <Box
            component="svg"
            role="group"
            aria-label={t.masking.masksOn(name)}
            viewBox={`0 0 ${size.width} ${size.height}`}
            onPointerDown={gesture.down}
            onPointerMove={gesture.move}
            onPointerUp={gesture.up}
            onPointerCancel={gesture.cancel}
            sx={{
              position: 'absolute',
              inset: 0,
              width: '100%',
              height: '100%',
              overflow: 'visible',
              touchAction: 'none',
              cursor: tool === 'SELECT' ? 'default' : 'crosshair',
            }}
          >
            {masks.map((mask, index) => (
              <MaskMark
                key={mask.id}
                frame={frame.key}
                mask={mask}
                label={t.masking.mask(index + 1, mask.automatic)}
                chosen={mask.id === chosen}
                size={size}
                movable={tool === 'SELECT'}
                onAction={onAction}
                onDown={gesture.downOnMask}
                onCorner={gesture.downOnCorner}
              />
            ))}
            {gesture.draft && (
              <polygon
                points={svgPoints(gesture.draft, size)}
                fill="rgba(0,0,0,.45)"
                stroke="#4fc3f7"
                strokeWidth={1.5}
                pointerEvents="none"
              />
            )}
          </Box>
        </Box>
      )}
    </Box>
  )
}

/** The room for a picture that is not enlarged; scroll bars take nothing from it. Ctrl and the wheel enlarge. */
function useFitted(
  pane: React.RefObject<HTMLDivElement | null>,
  onZoom: (factor: number) => void,
): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const { current: element } = pane
    if (!element) return undefined
    const measure = () => setSize({ width: element.offsetWidth, height: element.offsetHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // React listens to wheels passively, and the page would scroll along
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      onZoom(event.deltaY < 0 ? zoomStep : 1 / zoomStep)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', wheel)
    }
  }, [pane, onZoom])
  return size
}

/** What was in the middle stays there when the picture is enlarged. */
function useKeptMiddle(pane: React.RefObject<HTMLDivElement | null>, zoom: number): void {
  const before = useRef(zoom)
  useLayoutEffect(() => {
    const { current: element } = pane
    const factor = zoom / before.current
    before.current = zoom
    if (!element || factor === 1) return
    const { clientWidth: width, clientHeight: height } = element
    element.scrollTo({
      left: (element.scrollLeft + width / 2) * factor - width / 2,
      top: (element.scrollTop + height / 2) * factor - height / 2,
    })
  }, [pane, zoom])
}
