import type { Edges } from './edges.ts'

/** x·cos θ + y·sin θ = ρ; the normal points from dark to bright, so opposite sides of a card have opposite normals. */
export interface DirectedLine {
  readonly theta: number
  readonly rho: number
  readonly votes: number
}

const thetaBins = 180
const spread = 2

/** Straight edges of a picture, most votes first. `theta` in 0…2π. */
export function findLines(edges: Edges, maxLines: number): readonly DirectedLine[] {
  const { width, height, gx, gy, strength, threshold } = edges
  const diagonal = Math.ceil(Math.hypot(width, height))
  const rhoBins = 2 * diagonal + 1
  const votes = new Float32Array(thetaBins * rhoBins)
  const { cos, sin } = directions
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x
      const value = strength[at] ?? 0
      if (value < threshold) continue
      const dx = gx[at] ?? 0
      const dy = gy[at] ?? 0
      // Thin: an edge pixel is the strongest across the edge.
      const across = Math.abs(dx) > Math.abs(dy) ? 1 : width
      if (value < (strength[at - across] ?? 0) || value <= (strength[at + across] ?? 0)) continue
      const centre = Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * thetaBins)
      const weight = Math.min(2, value / threshold)
      for (let k = -spread; k <= spread; k++) {
        const t = (centre + k + thetaBins) % thetaBins
        const rho = Math.round(x * (cos[t] ?? 0) + y * (sin[t] ?? 0)) + diagonal
        const bin = t * rhoBins + rho
        votes[bin] = (votes[bin] ?? 0) + weight
      }
    }
  return peaks(votes, rhoBins, diagonal, Math.min(width, height) * 0.18, maxLines)
}

const directions = {
  cos: Float32Array.from({ length: thetaBins }, (_, t) => Math.cos((t / thetaBins) * 2 * Math.PI)),
  sin: Float32Array.from({ length: thetaBins }, (_, t) => Math.sin((t / thetaBins) * 2 * Math.PI)),
}

function peaks(
  votes: Float32Array,
  rhoBins: number,
  diagonal: number,
  minVotes: number,
  maxLines: number,
): readonly DirectedLine[] {
  const candidates: { t: number; r: number; votes: number }[] = []
  for (let t = 0; t < thetaBins; t++)
    for (let r = 1; r < rhoBins - 1; r++) {
      const bin = t * rhoBins + r
      // A line that falls between two bins shares its votes.
      const value = (votes[bin] ?? 0) + 0.5 * ((votes[bin - 1] ?? 0) + (votes[bin + 1] ?? 0))
      if (value >= minVotes) candidates.push({ t, r, votes: value })
    }
  candidates.sort((a, b) => b.votes - a.votes)
  const kept: typeof candidates = []
  for (const candidate of candidates) {
    if (kept.length >= maxLines) break
    const near = kept.some(({ t, r }) => {
      const turn = Math.abs(t - candidate.t)
      return Math.min(turn, thetaBins - turn) <= 3 && Math.abs(r - candidate.r) <= 5
    })
    if (!near) kept.push(candidate)
  }
  return kept.map(({ t, r, votes: count }) => ({
    theta: (t / thetaBins) * 2 * Math.PI,
    rho: r - diagonal,
    votes: count,
  }))
}
