import { Box } from '@mui/material'
import { useState } from 'react'
import type { Region } from './picture-view.tsx'

/** The stretch of a straightened document where a field stands, as it is printed. */
export function FieldCrop({
  url,
  region,
  aspect,
  height = 26,
}: {
  readonly url: string | null
  readonly region: Region
  /** Width : height of the whole picture, until it is known. */
  readonly aspect: number
  readonly height?: number
}) {
  const [ratio, setRatio] = useState(aspect)
  if (url === null) return null
  const part = { width: region.x1 - region.x0, height: region.y1 - region.y0 }
  const fullHeight = height / part.height
  return (
    <Box
      sx={{
        position: 'relative',
        overflow: 'hidden',
        height,
        width: Math.min(fullHeight * ratio * part.width, 300),
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
