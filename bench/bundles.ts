import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import type { Bench } from './bench.ts'
import { round } from './statistics.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** JavaScript that a browser loads before the first screen shows: the entry and what it imports statically. */
export const bench: Bench = async ({ say }) => {
  const screens = [
    { ui: 'capture-ui', name: 'capture_kb', budget: 150 },
    { ui: 'admin-ui', name: 'admin_kb', budget: 450 },
  ] as const
  const rows = []
  const figures: Record<string, number> = {}
  for (const { ui, name, budget } of screens) {
    say(`building ${ui} …`)
    await build({ root: join(root, ui), logLevel: 'error' })
    const files = firstScreenScripts(join(root, ui, 'dist'))
    const kb = round(
      files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024,
      1,
    )
    figures[name] = kb
    rows.push({ ui, scripts: files.length, 'gzip kB': kb, 'budget kB': budget })
  }
  return { rows, notes: [], figures }
}

/** Scripts that index.html names: the module entry and its preloads. */
function firstScreenScripts(dist: string): readonly string[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const names = [...html.matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.js)"/g)].map(
    ([, path]) => path ?? '',
  )
  return [...new Set(names)].map((path) => join(dist, path)).filter((path) => existsSync(path))
}
