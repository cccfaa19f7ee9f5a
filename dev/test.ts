import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { prepareModels } from '../models/prepare.ts'
import { modelsCacheDir } from '../models/model-folders.ts'
import { buildUis } from './build-uis.ts'
import { findTemporal, TemporalMissing } from './find-temporal.ts'
import { root } from './paths.ts'
import { createSteps } from './steps.ts'
import { countTests, noReport, type TestCount } from './test-count.ts'

// `npm test`: types, lint, format, dead code, then all tests; the last line counts them. `npm test -- test/db` runs
// those tests alone, without the checks before.
const say = (line: string): void => console.log(line)
const step = createSteps(say)
const filters = process.argv.slice(2)
const checks: readonly (readonly string[])[] = [
  ['tsc', '-p', '.'],
  ['tsc', '-p', 'capture-ui'],
  ['tsc', '-p', 'admin-ui'],
  ['oxlint'],
  ['oxfmt', '--check', '.'],
  ['knip'],
]

let failedChecks = 0
let passedChecks = 0
if (filters.length === 0) {
  say('Checks')
  for (const check of checks) {
    // one after the other: each takes all the cores there are
    if (await passes(check)) passedChecks += 1
    else failedChecks += 1
  }
}

say('What the tests need')
const tests = await runTests()
const passed = tests.passed + passedChecks
const failed = tests.failed + failedChecks
if (tests.skipped > 0) say(`${tests.skipped} skipped`)
say(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function passes(check: readonly string[]): Promise<boolean> {
  const words: string[] = []
  try {
    await step(check.join(' '), async () => {
      const status = await run(check, (text) => words.push(text))
      if (status !== 0) throw new Error(`exit code ${status}`)
    })
    return true
  } catch {
    say(words.join('').slice(-20_000))
    return false
  }
}

async function runTests(): Promise<TestCount> {
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-report-'))
  const report = join(folder, 'report.json')
  try {
    await step('finding a Temporal server', () => findTemporal({ say }))
    await step('models', () =>
      prepareModels({
        log: () => undefined,
        modelsDir: process.env['MODELS_DIR'] || undefined,
        cacheDir: modelsCacheDir(process.env['XDG_CACHE_HOME'] || undefined),
      }),
    )
    await step('user interfaces', () => buildUis())
    say('Tests')
    const status = await run([
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ])
    return countTests(JSON.parse(readFileSync(report, 'utf8')), status)
  } catch (error) {
    console.error(error instanceof TemporalMissing ? error.message : error)
    return noReport
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs one of the project's tools; without `hear`, straight to the console. */
function run(
  [tool = '', ...args]: readonly string[],
  hear?: (text: string) => void,
): Promise<number> {
  const bin = join(root, 'node_modules', '.bin')
  const child = spawn(join(bin, tool), args, {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', hear ? 'pipe' : 'inherit', hear ? 'pipe' : 'inherit'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => hear?.(text))
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      hear?.(String(error))
      resolve(127)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}
