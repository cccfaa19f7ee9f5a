import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { putInbox, readInbox } from '../../db/inbox.ts'
import { resolutionSchema } from '../../db/inbox-schemas.ts'
import { newId } from '../../domain/ids.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { connect } from '../support/sql.ts'

let database: TestDatabase
let tenantId: string
beforeAll(async () => {
  database = await createTestDatabase()
  tenantId = await database.createTenant()
})
afterAll(() => database[Symbol.asyncDispose]())

const words = {
  internalNote: '写真と別人',
  applicantMessage: null,
  actor: { kind: 'MEMBER' as const, id: newId() },
}
const put = (kind = 'RESOLUTION', content: object = words) =>
  withTenant(database.db, tenantId, (trx) =>
    putInbox(trx, database.keyring, tenantId, kind, content),
  )
const read = (id: string, kind = 'RESOLUTION', reader = tenantId) =>
  withTenant(database.db, reader, (trx) =>
    readInbox(trx, database.keyring, reader, id, kind, resolutionSchema),
  )

describe('the inbox', () => {
  test('gives words back, as often as they are asked for', async () => {
    const id = await put()
    // written before there were checklists
    const whole = { ...words, checklist: [] }
    expect(await read(id)).toEqual(whole)
    expect(await read(id)).toEqual(whole)
  })

  test('holds no plain words', async () => {
    const id = await put()
    await using owner = await connect(database.ownerUrl)
    const [row] = await owner.run('select content_sealed from inbox where id = $1', [id])
    expect(JSON.stringify(row)).not.toContain('写真')
    expect(Buffer.from(String(row?.['content_sealed'])).includes('写真と別人')).toBe(false)
  })

  test('gives nothing of another kind, of another tenant, or that is not there', async () => {
    const id = await put()
    const other = await database.createTenant()
    expect(await codeOfAsync(read(id, 'OPEN_SESSION'))).toBe('NOT_FOUND')
    expect(await codeOfAsync(read(id, 'RESOLUTION', other))).toBe('NOT_FOUND')
    expect(await codeOfAsync(read(newId()))).toBe('NOT_FOUND')
  })

  test('does not open words that were moved to another entry', async () => {
    const [one, two] = [await put(), await put()]
    await using owner = await connect(database.ownerUrl)
    await owner.run(
      'update inbox set content_sealed = (select content_sealed from inbox where id = $1) where id = $2',
      [one, two],
    )
    expect(await codeOfAsync(read(two))).toBe('SEAL_BROKEN')
  })

  test('refuses content of another shape than its reader wants', async () => {
    const id = await put('RESOLUTION', { ...words, internalNote: 'x'.repeat(4001) })
    await expect(read(id)).rejects.toThrow()
  })
})
