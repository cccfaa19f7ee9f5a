import { homedir } from 'node:os'
import { join } from 'node:path'

export interface ModelPlaces {
  /** The operator's folder, `MODELS_DIR`. */
  readonly modelsDir?: string | undefined
  /** Where converted and downloaded files are kept; made when missing. */
  readonly cacheDir?: string | undefined
}

/** The user's cache folder for models. Pass `XDG_CACHE_HOME` where it is set. */
export const modelsCacheDir = (xdgCacheHome?: string): string =>
  join(xdgCacheHome ?? join(homedir(), '.cache'), 'kakunin', 'models')

/** Folders in which a model file is looked for, first match first. */
export const modelFolders = ({
  modelsDir,
  cacheDir = modelsCacheDir(),
}: ModelPlaces): readonly string[] => [...(modelsDir === undefined ? [] : [modelsDir]), cacheDir]
