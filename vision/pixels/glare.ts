import type { CardBox } from '../../domain/geometry.ts'
import type { Grey } from './pixels.ts'

/** Cells across the rectified card; one is about the size of a printed letter. */
const cellsAcross = 50

/**
 * The largest share of any of the boxes that is burnt out. White paper is bright too, so what counts is not brightness but
 * cells where every pixel is clipped: a light's reflection leaves neither print nor paper structure.
 * @returns 0…1 and the index of the worst box
 */
export function measureGlare(
  card: Grey,
  boxes: readonly CardBox[],
): { readonly share: number; readonly worst: number } {
  const cell = Math.max(2, Math.round(card.width / cellsAcross / 2))
  let share = 0
  let worst = -1
  for (const [index, box] of boxes.entries()) {
    const left = Math.round(box.x0 * card.width)
    const right = Math.round(box.x1 * card.width)
    const top = Math.round(box.y0 * card.height)
    const bottom = Math.round(box.y1 * card.height)
    let burnt = 0
    let cells = 0
    for (let y = top; y + cell <= bottom; y += cell)
      for (let x = left; x + cell <= right; x += cell) {
        cells++
        if (isBurnt(card, x, y, cell)) burnt++
      }
    if (cells > 0 && burnt / cells > share) {
      share = burnt / cells
      worst = index
    }
  }
  return { share, worst }
}

function isBurnt({ width, data }: Grey, left: number, top: number, size: number): boolean {
  for (let y = top; y < top + size; y++)
    for (let x = left; x < left + size; x++) if ((data[y * width + x] ?? 0) < 250) return false
  return true
}
