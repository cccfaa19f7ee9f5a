import { Box } from '@mui/material'
import type { PointerEvent } from 'react'
import type { DrawingAction, Mask } from './drawing.ts'
import { maskKey } from './mask-keys.ts'
import { boundsOf, svgPoints } from './outline.ts'

/** A mask on the picture: dashed as the machine proposed it; chosen, it has corners to pull. */
export function MaskMark({
  frame,
  mask,
  label,
  chosen,
  size,
  movable,
  onAction,
  onDown,
  onCorner,
}: {
  readonly frame: string
  readonly mask: Mask
  readonly label: string
  readonly chosen: boolean
  /** Of the picture on the screen, in pixels. */
  readonly size: { readonly width: number; readonly height: number }
  readonly movable: boolean
  readonly onAction: (action: DrawingAction) => void
  readonly onDown: (event: PointerEvent, mask: Mask) => void
  readonly onCorner: (event: PointerEvent, mask: Mask, corner: number) => void
}) {
  const { x0, y0, x1, y1 } = boundsOf(mask.points)
  const corners = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const
  const color = mask.automatic ? '#ffb300' : '#4fc3f7'
  return (
    <>
      <Box
        component="g"
        role="button"
        tabIndex={0}
        data-mask={mask.id}
        aria-label={label}
        aria-pressed={chosen}
        onFocus={() => !chosen && onAction({ type: 'CHOOSE', id: mask.id })}
        onPointerDown={(event: PointerEvent) => onDown(event, mask)}
        onKeyDown={(event: React.KeyboardEvent) => {
          const action = maskKey(event, frame, mask, {
            x: stepPx / size.width,
            y: stepPx / size.height,
          })
          if (!action) return
          event.preventDefault()
          onAction(action)
        }}
        sx={{
          cursor: movable ? 'move' : 'inherit',
          outline: 'none',
          '&:focus-visible polygon': { strokeWidth: 3, stroke: '#fff' },
        }}
      >
        <polygon
          points={svgPoints(mask.points, size)}
          fill={chosen ? 'rgba(0,0,0,.72)' : 'rgba(0,0,0,.6)'}
          stroke={color}
          strokeWidth={chosen ? 2.5 : 1.5}
          strokeDasharray={mask.automatic ? '6 4' : undefined}
        />
      </Box>
      {chosen &&
        corners.map(([x, y], corner) => (
          <rect
            key={corner}
            data-corner={corner}
            x={x * size.width - handlePx / 2}
            y={y * size.height - handlePx / 2}
            width={handlePx}
            height={handlePx}
            rx={2}
            fill="#fff"
            stroke={color}
            strokeWidth={2}
            cursor={corner % 2 === 0 ? 'nwse-resize' : 'nesw-resize'}
            onPointerDown={(event) => onCorner(event, mask, corner)}
          />
        ))}
    </>
  )
}

const stepPx = 4
const handlePx = 11
