import { Box } from '@mui/material'
import { useState } from 'react'
import type { Box as Region } from './region.ts'

/** The stretch of a straightened document where a field stands, as it is printed. */
export function FieldCrop({
  url,
  region,
  aspect,
  mostWidth = 220,
}: {
  readonly url: string | null
  readonly region: Region
  /** Width : height of the whole picture, until it is known. */
  readonly aspect: number
  readonly mostWidth?: number
}) {
  const [ratio, setRatio] = useState(aspect)
  if (url === null) return null
  const part = { width: region.x1 - region.x0, height: region.y1 - region.y0 }
  // a long line is shown smaller, but not so small that it can't be read
  const shape = (ratio * part.width) / part.height
  const height = Math.min(lineHeight, Math.max(leastHeight, mostWidth / shape))
  const fullHeight = height / part.height
  return (
    <Box
      sx={{
        position: 'relative',
        overflow: 'hidden',
        height,
        width: Math.min(height * shape, mostWidth),
        maxWidth: '100%',
        borderRadius: 0.5,
        border: 1,
        borderColor: 'divider',
      }}
    >
      <img
        src={url}
        alt=""
        draggable={false}
        onLoad={({ currentTarget }) =>
          setRatio(currentTarget.naturalWidth / currentTarget.naturalHeight)
        }
        style={{
          position: 'absolute',
          height: fullHeight,
          width: fullHeight * ratio,
          left: -region.x0 * fullHeight * ratio,
          top: -region.y0 * fullHeight,
          maxWidth: 'none',
        }}
      />
    </Box>
  )
}

const lineHeight = 26
const leastHeight = 18
