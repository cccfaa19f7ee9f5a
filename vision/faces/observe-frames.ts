import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { detectFaces } from './detect-faces.ts'
import { cosine, embedFace, type Embedding } from './embed.ts'
import { mainFace, type Face } from './face.ts'
import { headPose, type HeadPose } from './head-pose.ts'
import { faceRegion, meshFace, type FaceMesh } from './mesh-face.ts'
import { passiveLiveScore } from './passive-live-score.ts'

export interface LivenessFrame {
  readonly image: Raster
  /** Milliseconds since the capture began, as the client's clock says. */
  readonly atMs: number
}

/** One frame of a liveness film with everything that its judgement needs; the pixels are gone. */
export interface ObservedFrame {
  readonly atMs: number
  readonly face: Face
  readonly otherFaces: number
  readonly mesh: FaceMesh
  readonly pose: HeadPose
  /** Of some of the frames that face the camera; the first frame always has one. */
  readonly embedding: Embedding | null
  readonly passiveScore: number | null
  /** The same pixels as the frame before: no camera does that. */
  readonly repeated: boolean
}

export interface ObservedFilm {
  /** Frames that show a face. */
  readonly seen: readonly ObservedFrame[]
  readonly frames: number
  readonly timesMs: readonly number[]
}

/** Who it is, is looked at where the head is within these degrees of the first frame and after these pauses. */
const facing = { yaw: 15, pitch: 20 } as const
const pauseMs = { embedding: 300, passive: 900 } as const

/** Looks at a film frame by frame, so that only one frame's pixels are in memory at a time. */
export async function observeFrames(
  frames: AsyncIterable<LivenessFrame> | Iterable<LivenessFrame>,
  models: Models,
): Promise<ObservedFilm> {
  const seen: ObservedFrame[] = []
  const timesMs: number[] = []
  let before: Raster | null = null
  let embeddedAtMs = -Infinity
  let passiveAtMs = -Infinity
  for await (const { image, atMs } of frames) {
    timesMs.push(atMs)
    const repeated: boolean = before !== null && samePixels(before, image)
    before = image
    const { main, others } = mainFace(await detectFaces(image, models))
    if (main === null) continue
    const mesh = await meshFace(image, faceRegion(main), models.facemesh)
    const pose = headPose(mesh)
    const first = seen[0]?.pose ?? pose
    const isFacing =
      Math.abs(pose.yaw - first.yaw) <= facing.yaw &&
      Math.abs(pose.pitch - first.pitch) <= facing.pitch
    // A turn takes longer than the pause, so the first frame after it is always looked at.
    const embeds = isFacing && atMs - embeddedAtMs >= pauseMs.embedding
    const passes = isFacing && atMs - passiveAtMs >= pauseMs.passive
    if (embeds) embeddedAtMs = atMs
    if (passes) passiveAtMs = atMs
    seen.push({
      atMs,
      face: main,
      otherFaces: others,
      mesh,
      pose,
      embedding: embeds ? await embedFace(image, main, models.embedder) : null,
      passiveScore: passes ? await passiveLiveScore(image, main, models) : null,
      repeated,
    })
  }
  return { seen, frames: timesMs.length, timesMs }
}

/** Lowest cosine between a person and the frames that were looked at for who it is. */
export const lowestCosine = (person: Embedding, frames: readonly ObservedFrame[]): number =>
  frames.reduce(
    (least, { embedding }) =>
      embedding === null ? least : Math.min(least, cosine(person, embedding)),
    1,
  )

const samePixels = (a: Raster, b: Raster) => Buffer.compare(a.data, b.data) === 0
