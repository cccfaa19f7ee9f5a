import type { Bench } from './bench.ts'
import { printTable } from './table.ts'

const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  verdict: () => import('./verdict.ts'),
  decision: () => import('./decision.ts'),
  orchestration: () => import('./orchestration.ts'),
  reading: () => import('./reading.ts'),
  faces: () => import('./faces.ts'),
  exports: () => import('./exports.ts'),
  lists: () => import('./lists.ts'),
  queues: () => import('./queues.ts'),
  kill: () => import('./kill.ts'),
  bundles: () => import('./bundles.ts'),
  start: () => import('./start.ts'),
  rules: () => import('./rules.ts'),
  backtest: () => import('./backtest.ts'),
  linter: () => import('./linter.ts'),
}

const [name, ...flags] = process.argv.slice(2)
const load = name === undefined ? undefined : benches[name]
if (!load) {
  console.error(`usage: npm run bench -- NAME [--json]\nNAME: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const { bench } = await load()
const { rows, notes, figures } = await bench({ say: (line) => console.error(line) })
printTable(rows)
for (const note of notes) console.log(note)
if (flags.includes('--json')) console.log(JSON.stringify(figures))
// pools of threads and servers are gone by now; what they leave open must not keep the shell waiting
process.exit(0)
