import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)
// Both packages' main files stand in `dist/`.
const distOf = (name: string) => dirname(require.resolve(name))
const human = join(distOf('@vladmandic/human'), '../models')
const wasm = distOf('@tensorflow/tfjs-backend-wasm')

const parts: Readonly<Record<string, string>> = {
  'blazeface.json': human,
  'blazeface.bin': human,
  'facemesh.json': human,
  'facemesh.bin': human,
  'tfjs-backend-wasm.wasm': wasm,
  'tfjs-backend-wasm-simd.wasm': wasm,
}

/** Puts the face models and the wasm back end beside the page, under `face/`: nothing is fetched from elsewhere. */
export const copyFaceParts = (): Plugin => ({
  name: 'copy-face-parts',
  configureServer(server) {
    server.middlewares.use('/capture/face/', (request, response, next) => {
      const name = request.url?.slice(1).split('?')[0] ?? ''
      const folder = parts[name]
      if (folder === undefined) return next()
      response.setHeader('content-type', contentType(name))
      response.end(readFileSync(join(folder, name)))
    })
  },
  generateBundle() {
    for (const [name, folder] of Object.entries(parts))
      this.emitFile({
        type: 'asset',
        fileName: `face/${name}`,
        source: readFileSync(join(folder, name)),
      })
  },
})

const contentType = (name: string): string =>
  name.endsWith('.wasm')
    ? 'application/wasm'
    : name.endsWith('.json')
      ? 'application/json'
      : 'application/octet-stream'
