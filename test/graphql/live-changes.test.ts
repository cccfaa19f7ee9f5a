import { connect, createServer, type Server, type Socket } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { listenForChanges, type LiveChanges } from '../../graphql/live-changes.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let live: LiveChanges
let door: Server
let port: number
let isOpen = true
let attempts = 0
const sockets = new Set<Socket>()

beforeEach(async () => {
  database = await createTestDatabase()
  const to = new URL(database.url)
  isOpen = true
  attempts = 0
  // a Postgres that can be away and come back
  door = createServer((socket) => {
    attempts += 1
    socket.on('error', () => undefined)
    if (!isOpen) {
      socket.destroy()
      return
    }
    const onward = connect(Number(to.port), to.hostname)
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
    sockets.add(socket)
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const address = door.address()
  port = typeof address === 'object' && address ? address.port : 0
  const url = new URL(database.url)
  url.port = String(port)
  live = await listenForChanges(url.href, pino({ level: 'silent' }), 100)
})
afterEach(async () => {
  await live.close()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => door.close(resolve))
  await database[Symbol.asyncDispose]()
})

const announce = () =>
  sql`select pg_notify('session_changed', 'tenant:session')`.execute(database.db)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a change is told to whoever listens', async () => {
  const changes = live.subscribe('tenant', 'session')[Symbol.asyncIterator]()
  const next = changes.next()
  await announce()
  expect(await next).toEqual({ done: false, value: true })
  await changes.return?.()
})

test('while the database is away one connection at a time is tried, and afterwards every listener looks again', async () => {
  const changes = live.subscribe('tenant', 'session')[Symbol.asyncIterator]()
  const next = changes.next()
  isOpen = false
  attempts = 0
  for (const socket of sockets) socket.destroy()
  await pause(1550)
  // each loss that made two of one would have made thousands by now
  expect(attempts).toBeGreaterThan(5)
  expect(attempts).toBeLessThanOrEqual(16)
  isOpen = true
  expect(await next).toEqual({ done: false, value: true })
  attempts = 0
  await pause(500)
  expect(attempts).toBe(0)
  // and is heard again
  const later = changes.next()
  await announce()
  expect(await later).toEqual({ done: false, value: true })
})
