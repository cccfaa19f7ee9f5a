import type { Payload } from '@temporalio/common'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTenantCodec } from '../../db/temporal-codec.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let mine: string
let theirs: string
beforeAll(async () => {
  database = await createTestDatabase()
  mine = await database.createTenant()
  theirs = await database.createTenant()
})
afterAll(() => database[Symbol.asyncDispose]())

const inWorkflowOf = (tenantId: string) =>
  ({
    type: 'workflow',
    namespace: 'kakunin',
    workflowId: `applicant/${tenantId}/${newId()}`,
  }) as const
const json = (text: string): Payload => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(text)),
})
const plain = ({ metadata, data }: Payload) => [
  ...Object.entries(metadata ?? {}).map(([key, value]) => [key, Buffer.from(value).toString()]),
  Buffer.from(data ?? []).toString(),
]

describe("a tenant's payloads", () => {
  test('come out as they went in, whatever they hold', async () => {
    const codec = createTenantCodec(database.keyring)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
        async (texts) => {
          const context = inWorkflowOf(mine)
          const sealed = await codec.encode(texts.map(json), context)
          const opened = await codec.decode(sealed, context)
          expect(opened.map(plain)).toEqual(texts.map(json).map(plain))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('wait for a database that is away for a moment, and for a destroyed key they do not', async () => {
    let asked = 0
    const away = {
      tenantBox(tenantId: string) {
        asked += 1
        if (asked < 3) throw new Error('connection lost')
        return database.keyring.tenantBox(tenantId)
      },
    }
    const sealed = await createTenantCodec(away).encode([json('x')], inWorkflowOf(mine))
    expect(asked).toBe(3)
    expect(plain(sealed[0] ?? {})).not.toEqual(plain(json('x')))

    const destroyed = {
      tenantBox() {
        asked += 1
        return Promise.reject(new DomainError('KEY_DESTROYED', 'the key is gone'))
      },
    }
    const refused = createTenantCodec(destroyed).decode(sealed, inWorkflowOf(mine))
    expect(await codeOfAsync(refused)).toBe('KEY_DESTROYED')
    expect(asked).toBe(4)
  })

  test('show nothing of their content, its metadata included', async () => {
    const codec = createTenantCodec(database.keyring)
    const [sealed] = await codec.encode([json('山田太郎')], inWorkflowOf(mine))
    expect(Buffer.from(sealed?.data ?? []).includes('山田太郎')).toBe(false)
    expect(Object.keys(sealed?.metadata ?? {}).toSorted()).toEqual(['encoding', 'tenant'])
    expect(Buffer.from(sealed?.metadata?.['encoding'] ?? []).toString()).toBe('binary/encrypted')
  })

  test('open without a context too, as for a person who looks at a history', async () => {
    const codec = createTenantCodec(database.keyring)
    const sealed = await codec.encode([json('x')], inWorkflowOf(mine))
    expect((await codec.decode(sealed)).map(plain)).toEqual([plain(json('x'))])
  })

  test("do not open in another tenant's workflow", async () => {
    const codec = createTenantCodec(database.keyring)
    const sealed = await codec.encode([json('x')], inWorkflowOf(mine))
    expect(await codeOfAsync(codec.decode(sealed, inWorkflowOf(theirs)))).toBe('SEAL_BROKEN')
  })

  test("do not open under another tenant's name", async () => {
    const codec = createTenantCodec(database.keyring)
    const [sealed] = await codec.encode([json('x')], inWorkflowOf(mine))
    const renamed = {
      ...sealed,
      metadata: { ...sealed?.metadata, tenant: Buffer.from(theirs) },
    }
    expect(await codeOfAsync(codec.decode([renamed], inWorkflowOf(theirs)))).toBe('SEAL_BROKEN')
    expect(await codeOfAsync(codec.decode([renamed]))).toBe('SEAL_BROKEN')
  })

  test('are not made where no tenant is known', async () => {
    const codec = createTenantCodec(database.keyring)
    expect(await codeOfAsync(codec.encode([json('x')]))).toBe('UNEXPECTED')
    const nobody = { type: 'workflow', namespace: 'n', workflowId: 'no-tenant' } as const
    expect(await codeOfAsync(codec.encode([json('x')], nobody))).toBe('UNEXPECTED')
    const stranger = inWorkflowOf(newId())
    expect(await codeOfAsync(codec.encode([json('x')], stranger))).toBe('KEY_DESTROYED')
  })

  test('that are plain pass through, as those of search attributes', async () => {
    const codec = createTenantCodec(database.keyring)
    expect((await codec.decode([json('APPROVED')])).map(plain)).toEqual([plain(json('APPROVED'))])
  })
})
