import type { FarLevel } from '../domain/findings.ts'

/** Cosine needed for each false-accept rate; null where nobody measured it, and then no score claims that level. */
export type FarThresholds = Readonly<Record<Exclude<FarLevel, 'NONE'>, number | null>>

export interface PinnedFile {
  readonly file: string
  readonly sha256: string
}

interface Described {
  /** Stands in every record that the model had a part in. */
  readonly name: string
  readonly version: string
  /** Weights' licence, and where they come from. */
  readonly licence: string
  readonly home: string
  readonly input: string
  readonly output: string
  /** What was measured, on what; null where nothing was. */
  readonly accuracy: string | null
}
/** Carried by an npm package in TensorFlow.js' form; converted to ONNX at first use. */
export interface NpmModel extends Described {
  readonly origin: 'npm'
  readonly package: '@vladmandic/human' | '@vladmandic/face-api'
  /** Manifest (JSON) and weights, as paths inside the package. */
  readonly manifest: PinnedFile
  readonly weights: PinnedFile
  readonly converter: 'tfjs-graph' | 'dlib-recognition'
}
/** An ONNX file that the operator provides or that set-up fetches. */
export interface FileModel extends Described, PinnedFile {
  readonly origin: 'file'
  /** Public address; null where the ONNX form has none. */
  readonly address: string | null
}
export type ModelSpec = NpmModel | FileModel
type Embedder = {
  readonly thresholds: FarThresholds
}

const human = '@vladmandic/human'

/** BlazeFace, back-camera form: the detector that is always there. */
export const blazeface: NpmModel = {
  origin: 'npm',
  name: 'blazeface-back',
  version: 'human-3.3.6',
  package: human,
  manifest: {
    file: 'models/blazeface.json',
    sha256: 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f',
  },
  weights: {
    file: 'models/blazeface.bin',
    sha256: 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
  },
  converter: 'tfjs-graph',
  licence: 'Apache-2.0 (MediaPipe)',
  home: 'https://github.com/vladmandic/human',
  input: 'RGB −1…1, NCHW 256×256',
  output: '512 and 384 anchors: score logit; box and six points in pixels from the anchor',
  accuracy: null,
}

export const facemesh: NpmModel = {
  origin: 'npm',
  name: 'facemesh',
  version: 'human-3.3.6',
  package: human,
  manifest: {
    file: 'models/facemesh.json',
    sha256: 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7',
  },
  weights: {
    file: 'models/facemesh.bin',
    sha256: '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b',
  },
  converter: 'tfjs-graph',
  licence: 'Apache-2.0 (MediaPipe)',
  home: 'https://github.com/vladmandic/human',
  input: 'RGB 0…1, NCHW 192×192, square crop around an upright face',
  output: '468 points x, y, z in pixels of the crop; probability that there is a face',
  accuracy: null,
}

export const dlib: NpmModel & Embedder & { readonly name: 'dlib-resnet-v1' } = {
  origin: 'npm',
  name: 'dlib-resnet-v1',
  version: 'face-api-1.7.15',
  package: '@vladmandic/face-api',
  manifest: {
    file: 'model/face_recognition_model-weights_manifest.json',
    sha256: 'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
  },
  weights: {
    file: 'model/face_recognition_model.bin',
    sha256: 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
  },
  converter: 'dlib-recognition',
  licence: 'CC0-1.0 (weights, Davis King); MIT (quantised form)',
  home: 'https://github.com/davisking/dlib-models',
  input: 'RGB 0–255, NCHW 150×150, aligned',
  output: 'descriptor of 128',
  thresholds: { HIGH: 0.955, MEDIUM: null, LOW: null },
  accuracy:
    'greyscale LFW, 87 million impostor pairs: TAR 95.0 / 82.0 / 57.9 % at FAR 1e-3 / 1e-4 / 1e-5',
}

export const yunet: FileModel = {
  origin: 'file',
  name: 'yunet-n',
  version: '0047ac24',
  file: 'yunet_n_dynamic.onnx',
  sha256: '104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12',
  address:
    'https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_n_dynamic.onnx',
  licence: 'Apache-2.0',
  home: 'https://github.com/ShiqiYu/libfacedetection.train',
  input: 'BGR 0–255, NCHW, sides multiples of 32',
  output: 'for strides 8, 16, 32: cls, obj, bbox, kps (five points); score = √(cls·obj)',
  accuracy: null,
}

export const mobilefacenet: FileModel & Embedder & { readonly name: 'mobilefacenet-foamliu' } = {
  origin: 'file',
  name: 'mobilefacenet-foamliu',
  version: 'b62011e3',
  file: 'mobilefacenet_foamliu.onnx',
  sha256: '8cba0c9041fefd5a8bcc74b5756856a4fdc7fd4a4b3b330a1adb436ca39c7c8e',
  address:
    'https://raw.githubusercontent.com/luisabreu99/Facegate/b62011e375ae84bd1987d3fba7b98c87a93a8fd6/models/MobileFaceNet.onnx',
  licence:
    'Apache-2.0 (weights); MIT (ONNX form). Trained on research data: take legal advice before production',
  home: 'https://github.com/foamliu/MobileFaceNet',
  input: 'RGB, ImageNet mean and deviation, NCHW 112×112, aligned on five points',
  output: 'embedding of 128',
  thresholds: { HIGH: 0.485, MEDIUM: null, LOW: null },
  accuracy:
    'greyscale LFW, 87 million impostor pairs: TAR 99.27 / 97.93 / 94.51 % at FAR 1e-3 / 1e-4 / 1e-5',
}

type AntiSpoof = {
  readonly inputPx: number
  /** Side of the crop in face boxes. */
  readonly cropScale: number
  readonly channelOrder: 'RGB' | 'BGR'
  readonly divisor: number
  readonly liveIndex: number
}
const silentFace = 'https://github.com/minivision-ai/Silent-Face-Anti-Spoofing'
const researchData = 'Trained on research data: take legal advice before production'

/** Passive anti-spoofing: known to generalise poorly, so one signal among several and never alone. */
export const minifasV2: FileModel & AntiSpoof = {
  origin: 'file',
  name: 'minifasnet-v2-2.7',
  version: 'b6d5f04a',
  file: 'minifas_v2_2.7.onnx',
  sha256: '59e705218ed8bdb6800d835f32c839a675dffc8a6e07ef88c5ab31b26b795635',
  address: null,
  licence: `Apache-2.0. ${researchData}`,
  home: silentFace,
  input: 'BGR 0–255, NCHW 80×80, 2.7 × the face box',
  output: 'softmax of three, index 1 is live',
  inputPx: 80,
  cropScale: 2.7,
  channelOrder: 'BGR',
  divisor: 1,
  liveIndex: 1,
  accuracy:
    'with minifasnet-v1se-4.0, live / simulated print / simulated screen pass at 0.5: 89 / 15 / 3 %',
}
export const minifasV1se: FileModel & AntiSpoof = {
  ...minifasV2,
  name: 'minifasnet-v1se-4.0',
  file: 'minifas_v1se_4.0.onnx',
  sha256: '53895160944f7a281b13f047af6479f96d292c5af3f7287c39717adaaf445ea7',
  input: 'BGR 0–255, NCHW 80×80, 4.0 × the face box',
  cropScale: 4,
}
export const minifas128: FileModel & AntiSpoof = {
  origin: 'file',
  name: 'minifasnet-v2-128',
  version: '2b9830bb',
  file: 'minifas_v2_128.onnx',
  sha256: 'af2381b88f38769222ed93379e12444e2a50814575de1c46170de570c55a42b6',
  address:
    'https://raw.githubusercontent.com/johnraivenolazo/face-antispoof-onnx/2b9830bb0eccafddcf0abcedf5c6ad506f0a1142/models/best/98.20/best_model.onnx',
  licence: `Apache-2.0. ${researchData}`,
  home: 'https://github.com/johnraivenolazo/face-antispoof-onnx',
  input: 'RGB 0…1, NCHW 128×128, 1.5 × the face box',
  output: 'logits of two, index 0 is live',
  inputPx: 128,
  cropScale: 1.5,
  channelOrder: 'RGB',
  divisor: 255,
  liveIndex: 0,
  accuracy: 'live / simulated print / simulated screen pass at 0.5: 94 / 53 / 51 %',
}

/** All models, best of its kind first. */
export const manifest: readonly ModelSpec[] = [
  yunet,
  blazeface,
  facemesh,
  mobilefacenet,
  dlib,
  minifasV2,
  minifasV1se,
  minifas128,
]
export type EmbedderSpec = typeof dlib | typeof mobilefacenet
export type AntiSpoofSpec = typeof minifasV2

/** The strictest false-accept rate that a cosine reaches; levels whose threshold is unknown are not claimed. */
export function farLevelOf(cosine: number, thresholds: FarThresholds): FarLevel {
  for (const level of ['HIGH', 'MEDIUM', 'LOW'] as const) {
    const threshold = thresholds[level]
    if (threshold !== null && cosine >= threshold) return level
  }
  return 'NONE'
}
