import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getBlob, putBlob } from '../../db/blobs.ts'
import { readUpload, storeUpload, uploadKey, type UploadPlace } from '../../db/uploads.ts'
import { newId } from '../../domain/ids.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let tenantId: string
beforeAll(async () => {
  database = await createTestDatabase()
  tenantId = await database.createTenant()
})
afterAll(() => database[Symbol.asyncDispose]())

async function newSession() {
  const sessionId = newId()
  const { box } = await database.keyring.newSessionKey(tenantId, sessionId)
  const place = { tenantId, sessionId, slot: 'FRONT', ticketId: newId() }
  return { store: database.store, box, ...place }
}
const bytes = Buffer.concat([Buffer.of(0xff, 0xd8), randomBytes(2000)])

describe('an upload', () => {
  test('is stored sealed and read again', async () => {
    const place = await newSession()
    await storeUpload(place, bytes)
    expect((await readUpload(place)).equals(bytes)).toBe(true)
    const onDisk = readFileSync(join(database.folder, 'blobs', uploadKey(place)))
    expect(onDisk.includes(bytes.subarray(0, 32))).toBe(false)
  })

  test('is taken once a ticket, and the first one stays', async () => {
    const place = await newSession()
    await storeUpload(place, bytes)
    expect(await codeOfAsync(storeUpload(place, Buffer.from('other')))).toBe('TICKET_USED')
    expect((await readUpload(place)).equals(bytes)).toBe(true)
  })

  test('is taken once though it is sent twice at the same moment', async () => {
    const place = await newSession()
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => codeOfAsync(storeUpload(place, Buffer.from([n])))),
    )
    expect(answers.toSorted()).toEqual(
      ['TICKET_USED', 'TICKET_USED', 'TICKET_USED', null].toSorted(),
    )
  })

  test('that never came is not found', async () => {
    expect(await codeOfAsync(readUpload(await newSession()))).toBe('NOT_FOUND')
  })

  test('of another slot, session or ticket does not open here, even where its bytes were moved', async () => {
    const mine = await newSession()
    await storeUpload(mine, bytes)
    expect(await codeOfAsync(readUpload({ ...mine, slot: 'FACE' }))).toBe('SEAL_BROKEN')

    const sealed = await database.store.get(uploadKey(mine))
    const move = async (to: UploadPlace) => database.store.put(uploadKey(to), sealed)
    const theirs = await newSession()
    await move(theirs)
    expect(await codeOfAsync(readUpload(theirs))).toBe('SEAL_BROKEN')
    const otherTicket = { ...mine, ticketId: newId() }
    await move(otherTicket)
    expect(await codeOfAsync(readUpload(otherTicket))).toBe('SEAL_BROKEN')
    const otherSession = { ...mine, sessionId: newId() }
    await move(otherSession)
    expect(await codeOfAsync(readUpload(otherSession))).toBe('SEAL_BROKEN')
  })

  test('with a ticket that is a path goes nowhere', async () => {
    const place = { ...(await newSession()), ticketId: '../../../../master' }
    expect(await codeOfAsync(storeUpload(place, bytes))).toBe('INPUT_INVALID')
    expect(await codeOfAsync(readUpload(place))).toBe('INPUT_INVALID')
  })
})

describe('a picture', () => {
  test('opens as what it is only: an original is no masked one', async () => {
    const { store, box, sessionId } = await newSession()
    const place = { store, box, tenantId, sessionId }
    const key = await putBlob({ ...place, kind: 'ORIGINAL' }, bytes)
    expect((await getBlob({ ...place, kind: 'ORIGINAL' }, key)).equals(bytes)).toBe(true)
    expect(await codeOfAsync(getBlob({ ...place, kind: 'MASKED' }, key))).toBe('SEAL_BROKEN')
    const other = await newSession()
    const elsewhere = { ...place, box: other.box, sessionId: other.sessionId }
    expect(await codeOfAsync(getBlob({ ...elsewhere, kind: 'ORIGINAL' }, key))).toBe('SEAL_BROKEN')
  })
})
