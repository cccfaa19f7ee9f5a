/** JPEG frames one after another, with their lengths and times: what `confirmCapture` takes. */
export interface Footage {
  readonly bytes: Blob
  readonly frames: readonly { readonly bytes: number; readonly atMs: number }[]
}

export interface TimedFrame {
  readonly jpeg: Blob
  /** Of the page's monotonic clock. */
  readonly atMs: number
}

/** Joins frames into one upload. Times count from the first frame and never go back. */
export function joinFrames(frames: readonly TimedFrame[]): Footage {
  const startMs = frames[0]?.atMs ?? 0
  const type = frames.length === 1 ? 'image/jpeg' : 'video/x-motion-jpeg'
  return {
    bytes: new Blob(
      frames.map(({ jpeg }) => jpeg),
      { type },
    ),
    frames: frames.map(({ jpeg, atMs }) => ({
      bytes: jpeg.size,
      atMs: Math.max(0, Math.round(atMs - startMs)),
    })),
  }
}

/**
 * Keeps footage of unknown length within `most` frames: when full, every second frame goes and the pace halves.
 * First and last frames stay.
 */
export function createFrameKeeper(most: number, everyMs: number) {
  let kept: TimedFrame[] = []
  let paceMs = everyMs
  return {
    wants: (atMs: number): boolean => atMs - (kept.at(-1)?.atMs ?? -Infinity) >= paceMs,
    add(frame: TimedFrame): void {
      kept.push(frame)
      if (kept.length < most) return
      kept = kept.filter((_, index) => index % 2 === 0 || index === kept.length - 1)
      paceMs *= 2
    },
    frames: (): readonly TimedFrame[] => kept,
  }
}

/** Lower-case hex. */
export async function sha256Hex(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
