import { InferenceSession, Tensor } from 'onnxruntime-node'
import { DomainError } from '../domain/errors.ts'
import { findModel } from './find-model.ts'
import {
  blazeface,
  dlib,
  facemesh,
  minifas128,
  minifasV1se,
  minifasV2,
  mobilefacenet,
  yunet,
  type AntiSpoofSpec,
  type EmbedderSpec,
  type ModelSpec,
} from './manifest.ts'
import type { ModelPlaces } from './model-folders.ts'

/** A model ready to run: one float input NCHW of one picture, float outputs by name. */
export interface Model<Spec extends ModelSpec = ModelSpec> {
  readonly spec: Spec
  run(input: Float32Array, shape: readonly number[]): Promise<ReadonlyMap<string, Float32Array>>
}

export interface Models {
  /** Better detector; null means blazeface finds the faces. */
  readonly yunet: Model | null
  readonly blazeface: Model
  readonly facemesh: Model
  /** The best embedder present. */
  readonly embedder: Model<EmbedderSpec>
  /** Passive anti-spoof nets, whose scores are averaged; empty where none is present. */
  readonly antiSpoof: readonly Model<AntiSpoofSpec>[]
}

export interface LoadModelsOptions extends ModelPlaces {
  /** Leave out every model that npm packages don't carry. */
  readonly npmOnly?: boolean
}

const loadedByKey = new Map<string, Promise<Models>>()

/**
 * Loads the models that are present, once for each process or worker thread and set of places.
 *
 * @throws DomainError MODEL_UNAVAILABLE when npm's own files are damaged
 */
export function loadModels(options: LoadModelsOptions = {}): Promise<Models> {
  const key = JSON.stringify([options.modelsDir, options.cacheDir, options.npmOnly === true])
  const loaded = loadedByKey.get(key) ?? load(options)
  loadedByKey.set(key, loaded)
  // A failure may be a full disk: the next call tries again.
  loaded.catch(() => loadedByKey.delete(key))
  return loaded
}

async function load({ npmOnly = false, ...places }: LoadModelsOptions): Promise<Models> {
  const optional = async <Spec extends ModelSpec>(spec: Spec) => {
    const bytes = npmOnly ? null : await findModel(spec, places)
    return bytes === null ? null : lazyModel(spec, bytes)
  }
  const required = async <Spec extends ModelSpec>(spec: Spec) => {
    const bytes = await findModel(spec, places)
    if (bytes === null) throw new DomainError('MODEL_UNAVAILABLE', `model ${spec.name}: not found`)
    return lazyModel(spec, bytes)
  }
  // The pair is stronger than the single net, which stands in where the pair is missing.
  const pair = [await optional(minifasV2), await optional(minifasV1se)].filter(
    (net) => net !== null,
  )
  const single = pair.length === 2 ? null : await optional(minifas128)
  return {
    yunet: await optional(yunet),
    blazeface: await required(blazeface),
    facemesh: await required(facemesh),
    embedder: (await optional(mobilefacenet)) ?? (await required(dlib)),
    antiSpoof: pair.length === 2 ? pair : single === null ? [] : [single],
  }
}

/** The session is made when the model first runs. */
function lazyModel<Spec extends ModelSpec>(spec: Spec, bytes: Uint8Array): Model<Spec> {
  let source: Uint8Array | null = bytes
  let session: Promise<InferenceSession> | null = null
  return {
    spec,
    async run(input, shape) {
      // One thread each: the vision workers already are as many as the cores.
      session ??= InferenceSession.create(source ?? new Uint8Array(), {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        logSeverityLevel: 3,
        executionProviders: ['cpu'],
      })
      const ready = await session
      // The runtime keeps its own copy of the weights.
      source = null
      const feeds = { [ready.inputNames[0] ?? '']: new Tensor('float32', input, shape) }
      const outputs = await ready.run(feeds)
      return new Map(
        Object.entries(outputs).map(([name, { data }]) => {
          if (!(data instanceof Float32Array))
            throw new DomainError('MODEL_UNAVAILABLE', `model ${spec.name}: float output expected`)
          return [name, data] as const
        }),
      )
    },
  }
}
