import { Box, Typography } from '@mui/material'
import { alpha, useTheme } from '@mui/material/styles'
import { useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import { LoadingState } from '../parts/states.tsx'
import { checkWords } from '../../domain/words/checks.ts'
import { toneColor } from '../parts/tone-chip.tsx'
import { outcomeLooks } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { Region } from './region.ts'
import { filterOf, fittedSize, zoomStep, type ViewAction, type ViewState } from './view-state.ts'

/** One picture that can be enlarged, turned, moved and brightened; regions are fractions of it. */
export function PictureView({
  url,
  alt,
  view,
  regions,
  pending,
  withheld = false,
  onAction,
  onBroken,
  onRegion,
}: {
  readonly url: string | null
  readonly alt: string
  readonly view: ViewState
  readonly regions: readonly Region[]
  readonly pending: boolean
  /** Waits for a mask operator. */
  readonly withheld?: boolean
  readonly onAction: (action: ViewAction) => void
  readonly onBroken: () => void
  /** A place was clicked: its check is wanted. */
  readonly onRegion: (check: string) => void
}) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [frameSize, setFrameSize] = useState({ width: 0, height: 0 })
  const [natural, setNatural] = useState<{
    readonly width: number
    readonly height: number
  } | null>(null)
  const [broken, setBroken] = useState<string | null>(null)

  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const measure = () => setFrameSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // React listens to wheels passively, and the page would scroll along
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      onAction({ type: 'ZOOM', factor: event.deltaY < 0 ? zoomStep : 1 / zoomStep })
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', wheel)
    }
  }, [onAction])

  const drag = (event: PointerEvent) => {
    if (event.buttons !== 1 || Math.abs(event.movementX) + Math.abs(event.movementY) < 2) return
    // from here on it is a drag; a click must reach the place that it is on
    event.currentTarget.setPointerCapture(event.pointerId)
    onAction({ type: 'PAN', dx: event.movementX, dy: event.movementY })
  }
  const size = natural && fittedSize(natural, frameSize, 0)
  const turned = natural && fittedSize(natural, frameSize, view.turns)
  // a picture that lies on its side is scaled so that its long side fits the other way
  const fit = size && turned ? (view.turns % 2 === 1 ? turned.height / size.width : 1) : 1

  return (
    <Box
      ref={frame}
      onPointerMove={drag}
      onDoubleClick={() =>
        onAction(view.zoom > 1 ? { type: 'FIT' } : { type: 'ZOOM', factor: 2.5 })
      }
      sx={{
        position: 'absolute',
        inset: 0,
        overflow: 'hidden',
        cursor: view.zoom > 1 ? 'grab' : 'default',
        touchAction: 'none',
        userSelect: 'none',
        display: 'grid',
        placeItems: 'center',
      }}
    >
      {url === null || broken === url ? (
        pending ? (
          <LoadingState />
        ) : (
          <Typography sx={{ color: '#d5dbd9' }}>
            {withheld ? t.masking.waits : url === null ? t.case.noPicture : t.case.pictureGone}
          </Typography>
        )
      ) : (
        <Box
          sx={{
            position: 'relative',
            gridArea: '1 / 1',
            width: size?.width,
            height: size?.height,
            visibility: size ? 'visible' : 'hidden',
            transform: `translate(${view.offsetX}px, ${view.offsetY}px) rotate(${view.turns * 90}deg) scale(${view.zoom * fit})`,
            transition: 'transform 80ms ease-out',
          }}
        >
          <img
            src={url}
            alt={alt}
            draggable={false}
            onLoad={({ currentTarget }) =>
              setNatural({
                width: currentTarget.naturalWidth,
                height: currentTarget.naturalHeight,
              })
            }
            onError={() => {
              setBroken(url)
              onBroken()
            }}
            style={{
              width: '100%',
              height: '100%',
              display: 'block',
              filter: filterOf(view),
            }}
          />
          {regions.map((region) => (
            <RegionMark
              key={JSON.stringify(region)}
              region={region}
              scale={view.zoom * fit}
              onChoose={onRegion}
            />
          ))}
        </Box>
      )}
    </Box>
  )
}

function RegionMark({
  region: { x0, y0, x1, y1, check, outcome, chosen },
  scale,
  onChoose,
}: {
  readonly region: Region
  readonly scale: number
  readonly onChoose: (check: string) => void
}) {
  const theme = useTheme()
  const { locale } = useWords()
  const color =
    chosen || outcome === null ? '#ffb300' : toneColor(theme, outcomeLooks[outcome].tone)
  const name = check === null ? null : wordOf(checkWords[locale], check)
  // lines keep their thickness however large the picture is
  const px = (length: number) => `${length / scale}px`
  return (
    <Box
      {...(chosen ? { 'data-region': '' } : { 'data-check-region': check })}
      {...(check !== null && {
        // with the keyboard one walks through the list of checks, which leads here
        title: name ?? check,
        onClick: () => onChoose(check),
      })}
      sx={{
        position: 'absolute',
        left: `${x0 * 100}%`,
        top: `${y0 * 100}%`,
        width: `${(x1 - x0) * 100}%`,
        height: `${(y1 - y0) * 100}%`,
        outline: chosen ? `${px(2.5)} solid ${color}` : `${px(1)} dashed ${alpha(color, 0.75)}`,
        outlineOffset: px(chosen ? 2 : 1),
        ...(chosen && {
          boxShadow: `0 0 0 ${px(6)} ${alpha(theme.palette.common.black, 0.35)}`,
          bgcolor: alpha(color, 0.1),
        }),
        borderRadius: '2px',
        cursor: check === null ? 'inherit' : 'pointer',
        pointerEvents: check === null ? 'none' : 'auto',
        '&:hover': { bgcolor: alpha(color, 0.16) },
      }}
    />
  )
}
