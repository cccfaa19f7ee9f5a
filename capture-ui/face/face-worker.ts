import { Human, type FaceResult } from '@vladmandic/human'
import type { FaceLook } from './face-look.ts'

export type FaceQuestion = { readonly frame: ImageData } | { readonly warmUp: true }

// The wasm back end always: on phones without a GPU driver webgl is drawn in software, at a frame a second.
const parts = `${import.meta.env.BASE_URL}face/`
const human = new Human({
  backend: 'wasm',
  wasmPath: parts,
  modelBasePath: parts,
  cacheSensitivity: 0,
  filter: { enabled: false },
  gesture: { enabled: false },
  body: { enabled: false },
  hand: { enabled: false },
  object: { enabled: false },
  segmentation: { enabled: false },
  face: {
    enabled: true,
    detector: { modelPath: 'blazeface.json', maxDetected: 3, minConfidence: 0.55, rotation: false },
    mesh: { enabled: true, modelPath: 'facemesh.json' },
    attention: { enabled: false },
    iris: { enabled: false },
    emotion: { enabled: false },
    description: { enabled: false },
    antispoof: { enabled: false },
    liveness: { enabled: false },
  },
})

addEventListener('message', ({ data }: MessageEvent<FaceQuestion>) => {
  void answer(data)
})

async function answer(question: FaceQuestion): Promise<void> {
  if ('warmUp' in question) {
    await human.load()
    await human.detect(new ImageData(128, 128))
    postMessage(true)
    return
  }
  const { frame } = question
  const { face } = await human.detect(frame)
  postMessage(toLook(face, frame))
}

function toLook(faces: readonly FaceResult[], frame: ImageData): FaceLook {
  const [first] = faces.toSorted((a, b) => b.boxRaw[3] - a.boxRaw[3])
  const light = medianLight(frame)
  if (first === undefined)
    return { faces: 0, centreX: 0, centreY: 0, height: 0, yawDegrees: 0, pitchDegrees: 0, light }
  const [left, top, width, height] = first.boxRaw
  const { yaw, pitch } = turnOf(first)
  return {
    // Faces far behind count only when they are large enough to be taken for the applicant.
    faces: faces.filter(({ boxRaw }) => boxRaw[3] > height / 3).length,
    centreX: left + width / 2,
    centreY: top + height / 2,
    height,
    yawDegrees: yaw,
    pitchDegrees: pitch,
    light,
  }
}

/** Head turn from the mesh: the line between the outer eye corners for yaw, forehead to chin for pitch. */
function turnOf({ meshRaw, mesh }: FaceResult): { readonly yaw: number; readonly pitch: number } {
  const points = mesh.length > 400 ? mesh : meshRaw
  const [rightEye, leftEye, forehead, chin] = [points[33], points[263], points[10], points[152]]
  if (!rightEye || !leftEye || !forehead || !chin) return { yaw: 0, pitch: 0 }
  const depth = (point: readonly (number | undefined)[]) => point[2] ?? 0
  const yaw = Math.atan2(depth(leftEye) - depth(rightEye), leftEye[0] - rightEye[0])
  const pitch = Math.atan2(depth(forehead) - depth(chin), chin[1] - forehead[1])
  return { yaw: (yaw * 180) / Math.PI, pitch: (pitch * 180) / Math.PI }
}

function medianLight({ width, height, data }: ImageData): number {
  const levels: number[] = []
  for (let y = height >> 2; y < height - (height >> 2); y += 6)
    for (let x = width >> 2; x < width - (width >> 2); x += 6)
      levels.push(data[(y * width + x) * 4 + 1] ?? 0)
  return levels.toSorted((a, b) => a - b)[levels.length >> 1] ?? 0
}
