import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root: string = dirname(dirname(fileURLToPath(import.meta.url)))

/** Where this checkout keeps everything it makes while running. Deleting the folder starts afresh. */
export const dataFolder: string = join(root, '.data')
