import { channelsOf, type Grey, type Pixels, type RgbPixels } from './pixels.ts'

/** Luma (Rec. 601), as the eye and cameras weigh it. */
export function toGrey(pixels: Pixels): Grey {
  const { width, height, data } = pixels
  const channels = channelsOf(pixels)
  const grey = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < grey.length; i++, at += channels)
    grey[i] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) >> 8
  return { width, height, data: grey }
}

/** Averages areas down until the longer side has at most `maxSidePx`; never enlarges. Alpha is dropped. */
export function shrink(pixels: Pixels, maxSidePx: number): RgbPixels {
  const channels = channelsOf(pixels)
  const scale = Math.min(1, maxSidePx / Math.max(pixels.width, pixels.height))
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  const data = new Uint8Array(width * height * 3)
  // Few samples an area are enough and keep a 12 MP picture cheap.
  const stepX = Math.max(1, Math.floor(pixels.width / width / 4))
  const stepY = Math.max(1, Math.floor(pixels.height / height / 4))
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * pixels.height) / height)
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * pixels.height) / height))
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * pixels.width) / width)
      const right = Math.max(left + 1, Math.floor(((x + 1) * pixels.width) / width))
      let red = 0
      let green = 0
      let blue = 0
      let count = 0
      for (let sy = top; sy < bottom; sy += stepY)
        for (let sx = left; sx < right; sx += stepX) {
          const at = (sy * pixels.width + sx) * channels
          red += pixels.data[at] ?? 0
          green += pixels.data[at + 1] ?? 0
          blue += pixels.data[at + 2] ?? 0
          count++
        }
      const to = (y * width + x) * 3
      data[to] = red / count
      data[to + 1] = green / count
      data[to + 2] = blue / count
    }
  }
  return { width, height, data }
}
