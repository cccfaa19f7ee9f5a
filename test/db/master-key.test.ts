import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { KMSClient } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kmsMasterKey } from '../../db/kms-master-key.ts'
import { fileMasterKey, type MasterKeyProvider } from '../../db/master-key.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { startKmsSimulator, type KmsSimulator } from '../support/kms-simulator.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'kakunin-keys-'))
let kms: KmsSimulator
const clientOf = ({ url }: { url: string }) =>
  new KMSClient({
    endpoint: url,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    maxAttempts: 3,
  })

beforeAll(async () => {
  kms = await startKmsSimulator()
})
afterAll(async () => {
  await kms[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const anyFile = () => join(folder, randomBytes(6).toString('hex'))
/** Makes a provider with a master key of its own. */
const makers: Readonly<Record<string, () => Promise<MasterKeyProvider>>> = {
  file: () => fileMasterKey(anyFile()),
  kms: async () => kmsMasterKey(clientOf(kms), kms.createKey()),
}

describe.each(Object.keys(makers))('a master key by %s', (name) => {
  const make = async () => {
    const provider = await makers[name]?.()
    if (!provider) throw new Error('no such provider')
    return provider
  }
  const place = 'tenant|tenant_keys|wrapped'
  const plain = randomBytes(32)

  test('unwraps what it wrapped, and says its name', async () => {
    const provider = await make()
    expect(provider.name).toBe(name)
    const wrapped = await provider.wrap(plain, place)
    expect((await provider.unwrap(wrapped, place)).equals(plain)).toBe(true)
    expect(wrapped.includes(plain)).toBe(false)
  })

  test('wraps equal keys differently', async () => {
    const provider = await make()
    const [one, two] = await Promise.all([provider.wrap(plain, place), provider.wrap(plain, place)])
    expect(one.equals(two)).toBe(false)
  })

  test("does not unwrap at another tenant's place", async () => {
    const provider = await make()
    const wrapped = await provider.wrap(plain, place)
    expect(await codeOfAsync(provider.unwrap(wrapped, 'other|tenant_keys|wrapped'))).toBe(
      'SEAL_BROKEN',
    )
  })

  test('does not unwrap damaged, empty or foreign bytes', async () => {
    const provider = await make()
    const wrapped = await provider.wrap(plain, place)
    const damaged = Buffer.from(wrapped)
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 20) ^ 1, damaged.length - 20)
    for (const wrong of [damaged, wrapped.subarray(0, -1), randomBytes(120)])
      expect(await codeOfAsync(provider.unwrap(wrong, place))).toBe('SEAL_BROKEN')
  })

  test('does not unwrap what another master key wrapped', async () => {
    const [mine, theirs] = [await make(), await make()]
    const wrapped = await theirs.wrap(plain, place)
    expect(await codeOfAsync(mine.unwrap(wrapped, place))).toBe('SEAL_BROKEN')
  })
})

describe('a master key in a file', () => {
  test('is 32 bytes that only its owner may read, in a folder that is made', async () => {
    const path = join(anyFile(), 'deep', 'master.key')
    await fileMasterKey(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path)).toHaveLength(32)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(path, '..'))).toEqual(['master.key'])
  })

  test('is the same after a restart', async () => {
    const path = anyFile()
    const wrapped = await (await fileMasterKey(path)).wrap(Buffer.from('key'), 'place')
    expect((await (await fileMasterKey(path)).unwrap(wrapped, 'place')).toString()).toBe('key')
  })

  test('that was damaged stops the start', async () => {
    const path = anyFile()
    writeFileSync(path, randomBytes(16), { mode: 0o600 })
    expect(await codeOfAsync(fileMasterKey(path))).toBe('SEAL_BROKEN')
  })

  test('that others may read stops the start', async () => {
    const path = anyFile()
    await fileMasterKey(path)
    chmodSync(path, 0o644)
    expect(await codeOfAsync(fileMasterKey(path))).toBe('FORBIDDEN')
  })

  test('is made once by many who start at the same moment, and nobody sees half of it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const path = anyFile()
      const providers = await Promise.all(Array.from({ length: 8 }, () => fileMasterKey(path)))
      const wrapped = await Promise.all(
        providers.map((provider) => provider.wrap(Buffer.from('key'), 'place')),
      )
      for (const provider of providers)
        for (const each of wrapped)
          expect((await provider.unwrap(each, 'place')).toString()).toBe('key')
    }
  })

  test('is made once by two processes', async () => {
    const path = anyFile()
    const script = `
      import { fileMasterKey } from './db/master-key.ts'
      const provider = await fileMasterKey(${JSON.stringify(path)})
      process.stdout.write((await provider.wrap(Buffer.from('key'), 'place')).toString('hex'))`
    const start = () => run(process.execPath, ['--input-type=module', '-e', script])
    const [one, two] = await Promise.all([start(), start()])
    const provider = await fileMasterKey(path)
    for (const { stdout } of [one, two])
      expect((await provider.unwrap(Buffer.from(stdout, 'hex'), 'place')).toString()).toBe('key')
  })
})

describe('a master key in KMS', () => {
  test('sends the place as encryption context, which KMS authenticates and logs', async () => {
    const provider = kmsMasterKey(clientOf(kms), kms.createKey())
    await provider.wrap(Buffer.from('key'), 'tenant|tenant_keys|wrapped')
    const last = kms.received.at(-1)
    expect(last?.headers['x-amz-target']).toBe('TrentService.Encrypt')
    expect(JSON.parse(last?.body.toString() ?? '')).toMatchObject({
      EncryptionContext: { place: 'tenant|tenant_keys|wrapped' },
    })
  })

  test('is tried again when the service is overloaded', async () => {
    const provider = kmsMasterKey(clientOf(kms), kms.createKey())
    const wrapped = await provider.wrap(Buffer.from('key'), 'place')
    kms.failNext(2, 500)
    expect((await provider.unwrap(wrapped, 'place')).toString()).toBe('key')
  })

  test('that is disabled or unreachable fails in a way that a retry may mend', async () => {
    const keyId = kms.createKey()
    const provider = kmsMasterKey(clientOf(kms), keyId)
    const wrapped = await provider.wrap(Buffer.from('key'), 'place')
    kms.disableKey(keyId)
    await expect(provider.unwrap(wrapped, 'place')).rejects.toMatchObject({
      name: 'DisabledException',
    })
    const nobody = kmsMasterKey(clientOf({ url: 'http://127.0.0.1:9' }), keyId)
    await expect(nobody.unwrap(wrapped, 'place')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
