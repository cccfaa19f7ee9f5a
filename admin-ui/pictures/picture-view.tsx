import { Box, Typography } from '@mui/material'
import { alpha, useTheme } from '@mui/material/styles'
import { useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import { LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import { fittedSize, zoomStep, type ViewAction, type ViewState } from './view-state.ts'

export interface Region {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** One picture that can be enlarged, turned, moved and brightened; regions are fractions of it. */
export function PictureView({
  url,
  alt,
  view,
  regions,
  pending,
  onAction,
  onBroken,
}: {
  readonly url: string | null
  readonly alt: string
  readonly view: ViewState
  readonly regions: readonly Region[]
  readonly pending: boolean
  readonly onAction: (action: ViewAction) => void
  readonly onBroken: () => void
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
    if (event.buttons !== 1) return
    onAction({ type: 'PAN', dx: event.movementX, dy: event.movementY })
  }
  const size = natural && fittedSize(natural, frameSize, 0)
  const turned = natural && fittedSize(natural, frameSize, view.turns)
  // a picture that lies on its side is scaled so that its long side fits the other way
  const fit = size && turned ? (view.turns % 2 === 1 ? turned.height / size.width : 1) : 1

  return (
    <Box
      ref={frame}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
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
            {url === null ? t.case.noPicture : t.case.pictureGone}
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
              filter: view.brightness === 1 ? undefined : `brightness(${view.brightness})`,
            }}
          />
          {regions.map((region) => (
            <RegionMark key={JSON.stringify(region)} region={region} scale={view.zoom * fit} />
          ))}
        </Box>
      )}
    </Box>
  )
}

function RegionMark({ region, scale }: { readonly region: Region; readonly scale: number }) {
  const theme = useTheme()
  const color = '#ffb300'
  return (
    <Box
      data-region
      sx={{
        position: 'absolute',
        left: `${region.x0 * 100}%`,
        top: `${region.y0 * 100}%`,
        width: `${(region.x1 - region.x0) * 100}%`,
        height: `${(region.y1 - region.y0) * 100}%`,
        // the line keeps its thickness however large the picture is
        outline: `${2.5 / scale}px solid ${color}`,
        outlineOffset: `${2 / scale}px`,
        boxShadow: `0 0 0 ${6 / scale}px ${alpha(theme.palette.common.black, 0.35)}`,
        bgcolor: alpha(color, 0.1),
        borderRadius: '2px',
        pointerEvents: 'none',
      }}
    />
  )
}
