import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'

/** The user interfaces, each with the folders whose files end up in it besides its own. */
const uis = [
  { name: 'capture-ui', shares: ['domain', 'vision/pixels', 'graphql/operations'] },
  { name: 'admin-ui', shares: ['domain', 'vision/pixels', 'graphql/operations', 'rules'] },
] as const

/**
 * Builds the user interfaces whose sources have changed since they were built.
 * @returns names of those built now
 * @throws Error with Vite's words
 */
export async function buildUis(checkout: string = root): Promise<readonly string[]> {
  const built: string[] = []
  for (const { name, shares } of uis) {
    const mark = join(checkout, name, 'dist', '.built-from')
    const hash = sourceHash(checkout, [name, ...shares])
    if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) continue
    await viteBuild(checkout, name)
    writeFileSync(mark, hash)
    built.push(name)
  }
  return built
}

/** SHA-256 over the names and contents of all that goes into a build. */
export function sourceHash(checkout: string, folders: readonly string[]): string {
  const hash = createHash('sha256')
  const files = globSync(
    folders.map((folder) => `${folder}/**/*`),
    { cwd: checkout, exclude: ['**/node_modules/**', '**/dist/**'] },
  ).filter((file) => statSync(join(checkout, file)).isFile())
  for (const file of ['package-lock.json', ...files.toSorted()]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(checkout, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function viteBuild(checkout: string, name: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', name, '--logLevel', 'warn'], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (words += text))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`vite build ${name} failed:\n${words}`)),
    )
  })
}
