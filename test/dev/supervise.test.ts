import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { stopChild } from '../../dev/stop-child.ts'
import { createSupervisor, type Part } from '../../dev/supervise.ts'

test('a part that is killed is reported and runs again', async () => {
  const { supervisor, said } = supervise()
  const { part, children } = sleeper('worker')
  await supervisor.run(part)
  children[0]?.kill('SIGKILL')
  await until(() => children.length === 2)
  await until(() => said.includes('worker runs again'))
  expect(said[0]).toContain('worker ended by itself (SIGKILL)')
  await supervisor.stopAll()
})

test('a part that keeps dying is started ever more slowly', async () => {
  const { supervisor } = supervise()
  const startedAtMs: number[] = []
  await supervisor.run({
    name: 'api',
    endSignal: 'SIGTERM',
    async start() {
      startedAtMs.push(performance.now())
      const child = spawn('true')
      await once(child, 'exit')
      return { process: child, stop: () => Promise.resolve() }
    },
  })
  await until(() => startedAtMs.length === 5)
  await supervisor.stopAll()
  const pausesMs = startedAtMs.slice(1).map((at, index) => at - (startedAtMs[index] ?? 0))
  // 20, 40, 80, 160 ms and the time to start
  expect(pausesMs[3]).toBeGreaterThan(150)
  expect(pausesMs[0]).toBeLessThan(pausesMs[3] ?? 0)
})

test('a part that does not come back is tried again', async () => {
  const { supervisor, said } = supervise()
  const { part, children } = sleeper('temporal')
  let attempts = 0
  await supervisor.run({
    ...part,
    async start() {
      attempts += 1
      if (attempts === 2) throw new Error('the port is taken')
      return part.start()
    },
  })
  children[0]?.kill('SIGKILL')
  await until(() => said.includes('temporal runs again'))
  expect(said).toContain('temporal does not start: the port is taken')
  await supervisor.stopAll()
})

test('the first start fails aloud', async () => {
  const { supervisor } = supervise()
  await expect(
    supervisor.run({ name: 'postgres', endSignal: 'SIGINT', start: noInitdb }),
  ).rejects.toThrow('no initdb')
})

test('stopping ends the last started first, and nothing is started again', async () => {
  const { supervisor, said } = supervise()
  const order: string[] = []
  const parts = ['postgres', 'temporal', 'api'].map((name) => sleeper(name, order))
  for (const { part } of parts) await supervisor.run(part)
  await supervisor.stopAll()
  await sleep(100)
  expect(order).toEqual(['api', 'temporal', 'postgres'])
  expect(parts.map(({ children }) => children.length)).toEqual([1, 1, 1])
  expect(said).toEqual([])
})

test('a child that does not listen is ended by force', async () => {
  const child = spawn('sh', ['-c', 'trap "" TERM; echo up; while :; do sleep 0.05; done'])
  await once(child.stdout, 'data')
  await stopChild(child, 'SIGTERM', 200)
  expect(child.signalCode).toBe('SIGKILL')
})

const noInitdb = () => Promise.reject(new Error('no initdb'))

function supervise() {
  const said: string[] = []
  const supervisor = createSupervisor({
    say: (line) => said.push(line),
    guard: null,
    note: () => undefined,
    firstPauseMs: 20,
  })
  return { supervisor, said }
}

function sleeper(name: string, order: string[] = []) {
  const children: ChildProcess[] = []
  const part: Part = {
    name,
    endSignal: 'SIGTERM',
    start() {
      const child = spawn('sleep', ['60'])
      children.push(child)
      return Promise.resolve({
        process: child,
        async stop() {
          await stopChild(child, 'SIGTERM', 1000)
          order.push(name)
        },
      })
    },
  }
  return { part, children }
}

async function until(holds: () => boolean): Promise<void> {
  const endMs = Date.now() + 10_000
  while (!holds()) {
    if (Date.now() > endMs) throw new Error('waited for ten seconds')
    await sleep(5)
  }
}
