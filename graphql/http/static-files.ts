import { readFile, realpath, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { replyText } from './reply.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.onnx': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
}
const compressible = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.svg',
  '.wasm',
  '.ttf',
  '.txt',
])

type Encoding = 'br' | 'gzip' | 'identity'
interface Ready {
  readonly mtimeMs: number
  readonly body: Buffer
}

/**
 * Serves a built user interface: hashed assets for ever, the page itself asked for anew each time, and the page for every
 * path that is none of its files. Compressed once, then kept.
 * @param folder absolute; may come into being later
 */
export function createStaticFiles(folder: string) {
  const ready = new Map<string, Ready>()

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> => {
    const file = (await findFile(folder, path)) ?? (await pageFor(folder, path))
    if (!file) {
      const isBuilt = (await findFile(folder, 'index.html')) !== null
      replyText(
        response,
        isBuilt ? 404 : 503,
        isBuilt ? 'Not found.' : 'Not built yet: npm run build',
      )
      return
    }
    const extension = extname(file.path).toLowerCase()
    const encoding = encodingFor(request, extension)
    const body = await bodyOf(file, encoding)
    response.writeHead(200, {
      'content-type': types[extension] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  async function bodyOf(file: Found, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding}|${file.path}`
    const known = ready.get(key)
    if (known?.mtimeMs === file.mtimeMs) return known.body
    const body = await compress(await readFile(file.path), encoding)
    ready.set(key, { mtimeMs: file.mtimeMs, body })
    return body
  }
}

interface Found {
  readonly path: string
  readonly mtimeMs: number
}

/** A file inside the folder, or null; links that lead outside are not followed. */
async function findFile(folder: string, path: string): Promise<Found | null> {
  const wanted = resolve(join(folder, path === '' ? 'index.html' : path))
  if (path.includes('\0') || !wanted.startsWith(folder + sep)) return null
  try {
    const real = await realpath(wanted)
    if (!real.startsWith((await realpath(folder)) + sep)) return null
    const info = await stat(real)
    return info.isFile() ? { path: real, mtimeMs: info.mtimeMs } : null
  } catch {
    return null
  }
}

/** Screens have addresses of their own; what looks like a file and isn't there is missing. */
const pageFor = (folder: string, path: string): Promise<Found | null> =>
  extname(path) === '' ? findFile(folder, 'index.html') : Promise.resolve(null)

/** Vite puts the content's hash into the names below assets/. */
const isHashed = (path: string): boolean => /^assets\/.*-[\w-]{8}\.\w+$/.test(path)

function encodingFor(request: IncomingMessage, extension: string): Encoding {
  if (!compressible.has(extension)) return 'identity'
  const accepted = request.headers['accept-encoding'] ?? ''
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

const asGzip = promisify(gzip)
const asBrotli = promisify(brotliCompress)
function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return asGzip(body)
  if (encoding === 'identity') return Promise.resolve(body)
  return asBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
}
