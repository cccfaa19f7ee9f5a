import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freeLowPort, freePort, isFree } from '../../dev/ports.ts'
import { choosePorts, PortTaken } from '../../dev/remembered-ports.ts'

let folder = ''
let file = ''
const servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ports-'))
  file = join(folder, 'ports.json')
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  rmSync(folder, { recursive: true })
})

test('a second start gets the ports of the first', async () => {
  const first = await choosePorts(file, undefined)
  expect(new Set(Object.values(first)).size).toBe(3)
  expect(await choosePorts(file, undefined)).toEqual(first)
  expect(await choosePorts(file, '0')).toEqual(first)
})

test('a port that somebody took meanwhile is replaced, the others stay', async () => {
  const first = await choosePorts(file, undefined)
  await occupy(first.postgres)
  const second = await choosePorts(file, undefined)
  expect(second.postgres).not.toBe(first.postgres)
  expect(second).toEqual({ ...first, postgres: second.postgres })
})

test('a port that was asked for is had or refused, never replaced', async () => {
  const port = await freePort()
  expect((await choosePorts(file, String(port))).api).toBe(port)
  await occupy(port)
  await expect(choosePorts(file, String(port))).rejects.toThrow(PortTaken)
})

test.each(['x', '-1', '65536', '80.5'])('PORT=%s is refused', async (asked) => {
  await expect(choosePorts(file, asked)).rejects.toThrow(/PORT/)
})

test("the file is its owner's alone", async () => {
  await choosePorts(file, undefined)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('ports for the ring of members fit into a smallint', async () => {
  for (let round = 0; round < 5; round += 1) expect(await freeLowPort()).toBeLessThan(32_768)
  expect(await freeLowPort(60_000)).toBeLessThan(32_768)
})

async function occupy(port: number): Promise<void> {
  const server = createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  expect(await isFree(port)).toBe(false)
}
