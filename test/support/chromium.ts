import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { z } from 'zod'
import { cacheFolder } from '../../dev/find-temporal.ts'

/**
 * The Chromium that tests drive, the first of: `CHROMIUM`, Debian's `chromium` on PATH, the one that npm carries
 * (unpacked once into the user's cache).
 * @throws Error that says what to install, where it can't start
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['CHROMIUM']
  if (chosen) return mustStart(chosen)
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, 'chromium')
    if (folder && existsSync(candidate)) return mustStart(candidate)
  }
  return mustStart(unpacked(env))
}

const packageSchema = z.object({ version: z.string() })

/** The package unpacks into the temporary folder, and half a file is visible while it does: so, in one apart. */
function unpacked(env: NodeJS.ProcessEnv): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const manifest = entry.replace(/(@sparticuz[/\\]chromium).*$/, '$1/package.json')
  const { version } = packageSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const folder = join(cacheFolder(env), `chromium-${version}`)
  const program = join(folder, 'chromium')
  if (existsSync(program)) return program
  mkdirSync(dirname(folder), { recursive: true })
  const part = mkdtempSync(`${folder}.part-`)
  try {
    const script =
      'import chromium from "@sparticuz/chromium"; process.stdout.write(await chromium.executablePath())'
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { cwd: import.meta.dirname, env: { ...env, TMPDIR: part }, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`@sparticuz/chromium does not unpack: ${stderr}`)
    renameSync(part, folder)
  } catch (error) {
    // of two that unpacked at once, the second finds the first one's
    if (!existsSync(program)) throw error
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
  return program
}

function mustStart(program: string): string {
  const { status, stderr, error } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  if (status === 0) return program
  const missing = /(lib[\w.+-]+\.so[\w.]*)/.exec(stderr ?? '')?.[1]
  throw new Error(
    missing
      ? `Chromium lacks ${missing}. On Debian and Ubuntu: apt-get install libnss3 libnspr4 (or: apt-get install chromium).`
      : `Chromium at ${program} does not start: ${error?.message ?? stderr}`,
  )
}
