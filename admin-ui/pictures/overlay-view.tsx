import CloseIcon from '@mui/icons-material/CloseOutlined'
import PauseIcon from '@mui/icons-material/PauseOutlined'
import PlayIcon from '@mui/icons-material/PlayArrowOutlined'
import { Box, IconButton, Slider, Tooltip, Typography } from '@mui/material'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { slotWords } from '../../domain/words/slots.ts'
import { LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import type { Overlay, OverlaySide } from './overlay-places.ts'
import { displayOf } from './pane-table.ts'
import { usePictureUrl } from './use-picture-url.ts'

/** Two pictures, each by itself and in the middle over each other, face on face: blinking from one to the other or mixed by hand. */
export function OverlayView({
  overlay,
  blinking,
  mix,
  onBlink,
  onMix,
  onClose,
}: {
  readonly overlay: Overlay
  readonly blinking: boolean
  /** 0: only the picture under, 1: only the one over. */
  readonly mix: number
  readonly onBlink: () => void
  readonly onMix: (mix: number) => void
  readonly onClose: () => void
}) {
  const { t, locale } = useWords()
  const { under, over, aligned } = overlay
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    if (!blinking) return undefined
    const timer = setInterval(() => setIsOver((before) => !before), blinkMs)
    return () => clearInterval(timer)
  }, [blinking])
  const names = [under, over].map(({ capture }) => slotWords[locale][capture.slot])
  const title = names.join(' ⇄ ')
  const blinkLabel = blinking ? t.casePage.stopBlinking : t.casePage.blink
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: '100%',
        border: 2,
        borderColor: 'primary.main',
        borderRadius: 1.5,
        overflow: 'hidden',
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', px: 1, gap: 1.5, minHeight: 36 }}>
        <Typography variant="subtitle2" component="h2" noWrap>
          {title}
        </Typography>
        <Typography variant="caption" color="text.secondary" noWrap sx={{ flex: 1 }}>
          {aligned ? t.casePage.aligned : t.casePage.notAligned}
        </Typography>
        <Tooltip title={`${blinkLabel} (Space)`}>
          <IconButton size="small" aria-label={blinkLabel} onClick={onBlink}>
            {blinking ? <PauseIcon fontSize="small" /> : <PlayIcon fontSize="small" />}
          </IconButton>
        </Tooltip>
        <Slider
          size="small"
          aria-label={t.casePage.mix}
          min={0}
          max={100}
          value={Math.round(mix * 100)}
          disabled={blinking}
          onChange={(_event, value) =>
            onMix((Array.isArray(value) ? (value[0] ?? 0) : value) / 100)
          }
          sx={{ width: 160 }}
        />
        <Tooltip title={`${t.app.close} (o)`}>
          <IconButton size="small" aria-label={t.app.close} onClick={onClose}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
          gap: '2px',
          flex: 1,
          minHeight: 0,
        }}
      >
        <Frame>
          <Laid side={under} opacity={1} />
        </Frame>
        <Frame>
          <Laid side={under} opacity={1} />
          <Laid side={over} opacity={blinking ? Number(isOver) : mix} />
        </Frame>
        <Frame>
          <Laid side={over} opacity={1} />
        </Frame>
      </Box>
    </Box>
  )
}

const Frame = ({ children }: { readonly children: ReactNode }) => (
  <Box data-overlay sx={{ position: 'relative', overflow: 'hidden', bgcolor: '#23282a' }}>
    {children}
  </Box>
)

/** Slower than three flashes a second (WCAG 2.3.1). */
const blinkMs = 550
/** Height that a face takes of the frame. */
const faceShare = 0.5

/** A picture moved and scaled so that its box lies in the middle of the frame. */
function Laid({ side, opacity }: { readonly side: OverlaySide; readonly opacity: number }) {
  const { capture, box } = side
  const { locale } = useWords()
  const { url } = usePictureUrl(capture.id, displayOf(capture.slot).variant, 0)
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [natural, setNatural] = useState<{ width: number; height: number } | null>(null)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const laid = natural && layIn(natural, box, size)
  return (
    <Box ref={frame} sx={{ position: 'absolute', inset: 0 }}>
      {url === null ? (
        <LoadingState />
      ) : (
        <img
          src={url}
          alt={slotWords[locale][capture.slot]}
          draggable={false}
          onLoad={({ currentTarget }) =>
            setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
          style={{
            position: 'absolute',
            maxWidth: 'none',
            opacity,
            visibility: laid ? 'visible' : 'hidden',
            ...laid,
          }}
        />
      )}
    </Box>
  )
}

function layIn(
  natural: { readonly width: number; readonly height: number },
  { x0, y0, x1, y1 }: OverlaySide['box'],
  frame: { readonly width: number; readonly height: number },
) {
  const scale = (frame.height * faceShare) / ((y1 - y0) * natural.height)
  const width = natural.width * scale
  const height = natural.height * scale
  return {
    width,
    height,
    left: frame.width / 2 - ((x0 + x1) / 2) * width,
    top: frame.height / 2 - ((y0 + y1) / 2) * height,
  }
}
