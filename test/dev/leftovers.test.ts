import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processMark } from '../../dev/process-mark.ts'
import { AlreadyRunning, takeRun } from '../../dev/run-record.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-record-'))
  file = join(folder, 'run.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('children of a start that was killed are ended by the next', async () => {
  const child = spawn('sleep', ['60'])
  record({ supervisor: gone, children: [ran('worker', child.pid)] })
  const said: string[] = []
  await takeRun(file, (line) => said.push(line))
  await ended(child)
  expect(child.signalCode).toBe('SIGTERM')
  expect(said[0]).toContain('ending worker')
})

test('a child that does not listen is ended by force', async () => {
  const child = spawn('sh', ['-c', 'trap "" TERM; echo up; while :; do sleep 0.05; done'])
  await once(child.stdout, 'data')
  record({ supervisor: gone, children: [ran('worker', child.pid)] })
  await takeRun(file, () => undefined, 200)
  await ended(child)
  expect(child.signalCode).toBe('SIGKILL')
})

test('a process that merely has the number of one of ours is left alone', async () => {
  const stranger = spawn('sleep', ['60'])
  record({ supervisor: gone, children: [{ name: 'worker', pid: stranger.pid, mark: '1' }] })
  await takeRun(file, () => undefined)
  await sleep(50)
  expect(stranger.signalCode).toBeNull()
  stranger.kill()
})

test('while the other start is alive, a second one on the same data is refused and nothing is ended', async () => {
  const other = spawn('sleep', ['60'])
  const child = spawn('sleep', ['60'])
  record({ supervisor: ran('start', other.pid), children: [ran('api', child.pid)] })
  await expect(takeRun(file, () => undefined)).rejects.toThrow(AlreadyRunning)
  expect(child.signalCode).toBeNull()
  other.kill()
  child.kill()
})

test('a record that was cut off ends nobody', async () => {
  writeFileSync(file, '{"supervisor":{"name":"start","pid":1')
  await takeRun(file, () => undefined)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    supervisor: { pid: process.pid },
    children: [],
  })
})

test('when a start is killed with -9, its guard ends the children, the last first', async () => {
  const guard = fileURLToPath(import.meta.resolve('../../dev/guard.ts'))
  const script = `
    import { spawn } from 'node:child_process'
    import { createGuard } from ${JSON.stringify(guard)}
    const guard = createGuard()
    const pids = [1, 2].map(() => {
      const { pid } = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
      guard.watch(pid, 'SIGTERM')
      return pid
    })
    console.log(pids.join(' '))
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script])
  const [line] = await once(parent.stdout, 'data')
  const pids = String(line).trim().split(' ').map(Number)
  // the guard reads the two lines while it comes up
  await sleep(300)
  expect(pids.map((pid) => processMark(pid) !== null)).toEqual([true, true])
  parent.kill('SIGKILL')
  for (let round = 0; pids.some((pid) => processMark(pid) !== null); round += 1) {
    if (round > 500) throw new Error('children were left')
    await sleep(20)
  }
})

/** Of a start that is over: no process ever has this number. */
const gone = { name: 'start', pid: 2 ** 22 + 1, mark: '1' }
const ran = (name: string, pid = 0) => ({ name, pid, mark: processMark(pid) ?? '' })
const record = (content: object) => writeFileSync(file, JSON.stringify(content))

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
