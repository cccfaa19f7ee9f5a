import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileBlobStore, type BlobStore } from '../../db/blob-store.ts'
import { openBlobStore } from '../../db/open-blob-store.ts'
import { createS3Client, s3BlobStore } from '../../db/s3-blob-store.ts'
import { freePort } from '../../dev/ports.ts'
import { newId } from '../../domain/ids.ts'
import { codeOf, codeOfAsync } from '../support/code-of.ts'
import { startHttpServer } from '../support/http-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'kakunin-blobs-'))
let stopS3 = () => {}
const stores = new Map<string, BlobStore>()

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'S3RVER'
  const port = await freePort()
  const server = spawn(
    process.execPath,
    [
      'node_modules/s3rver/bin/s3rver.js',
      ...['--directory', join(folder, 's3'), '--address', '127.0.0.1', '--port', String(port)],
      ...['--configure-bucket', 'evidence', '--no-vhost-buckets'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  stopS3 = () => server.kill('SIGKILL')
  await new Promise((resolve) => server.stdout.once('data', resolve))
  const endpoint = encodeURIComponent(`http://127.0.0.1:${port}`)
  stores.set('file', openBlobStore(`file:${join(folder, 'files')}`))
  stores.set('s3', openBlobStore(`s3://evidence/some/prefix?endpoint=${endpoint}&region=us-east-1`))
})
afterAll(() => {
  stopS3()
  rmSync(folder, { recursive: true })
})

describe.each(['file', 's3'])('a blob store on %s', (name) => {
  const theStore = (): BlobStore => {
    const store = stores.get(name)
    if (!store) throw new Error('no such store')
    return store
  }
  const anyKey = () => `uploads/${newId()}/${newId()}/${newId()}`

  test('gives back the very bytes, few and many', async () => {
    for (const size of [0, 1, 300_000, 5_000_000]) {
      const [key, bytes] = [anyKey(), randomBytes(size)]
      await theStore().put(key, bytes)
      expect((await theStore().get(key)).equals(bytes), `${size} bytes`).toBe(true)
    }
  })

  test('replaces a blob unless told otherwise', async () => {
    const key = anyKey()
    await theStore().put(key, Buffer.from('one'))
    await theStore().put(key, Buffer.from('two'))
    expect((await theStore().get(key)).toString()).toBe('two')
  })

  test('takes a name once where that is asked for, and keeps what came first', async () => {
    const key = anyKey()
    await theStore().put(key, Buffer.from('one'), { exclusive: true })
    const again = theStore().put(key, Buffer.from('two'), { exclusive: true })
    expect(await codeOfAsync(again)).toBe('TICKET_USED')
    expect((await theStore().get(key)).toString()).toBe('one')
  })

  test('says that a blob is missing, also where its name is that of a folder', async () => {
    const key = anyKey()
    await theStore().put(`${key}/below`, Buffer.from('x'))
    for (const missing of [anyKey(), key, key.split('/').slice(0, 2).join('/')]) {
      expect(await codeOfAsync(theStore().get(missing))).toBe('NOT_FOUND')
      expect(await theStore().has(missing)).toBe(false)
    }
  })

  test('deletes for good, and twice without complaint', async () => {
    const key = anyKey()
    await theStore().put(key, Buffer.from('x'))
    expect(await theStore().has(key)).toBe(true)
    await theStore().delete(key)
    await theStore().delete(key)
    expect(await theStore().has(key)).toBe(false)
    expect(await codeOfAsync(theStore().get(key))).toBe('NOT_FOUND')
  })

  test('refuses names that could leave their place', async () => {
    writeFileSync(join(folder, 'secret'), 'not a blob')
    for (const key of [
      '../secret',
      '../../secret',
      'a/../../secret',
      '/etc/passwd',
      'a//b',
      'a/./b',
      'a/',
      '/',
      '',
      '.',
      '..',
      'a\\..\\b',
      'a\0b',
      'a%2e%2e/b',
      '画像',
      'a?b',
      'a'.repeat(501),
    ]) {
      const store = theStore()
      for (const call of [
        async () => store.get(key),
        async () => store.has(key),
        async () => store.delete(key),
        async () => store.put(key, Buffer.from('x')),
        async () => store.put(key, Buffer.from('x'), { exclusive: true }),
      ])
        expect(await codeOfAsync(call()), JSON.stringify(key)).toBe('INPUT_INVALID')
    }
  })
})

describe('a blob store on files', () => {
  test('lets one of many win who send the same ticket at once', async () => {
    const root = join(folder, 'race')
    const store = fileBlobStore(root)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        codeOfAsync(store.put('a/b', Buffer.from(String(i)), { exclusive: true })),
      ),
    )
    expect(answers.filter((code) => code === null)).toHaveLength(1)
    expect(answers.filter((code) => code === 'TICKET_USED')).toHaveLength(19)
    expect((await store.get('a/b')).toString()).toBe(String(answers.indexOf(null)))
    expect(readdirSync(join(root, 'a'))).toEqual(['b'])
  })

  test('never shows half a blob, and leaves no parts behind', async () => {
    const root = join(folder, 'whole')
    const store = fileBlobStore(root)
    const versions = Array.from({ length: 8 }, (_, i) => Buffer.alloc(2_000_000, i))
    await store.put('a/b', Buffer.alloc(2_000_000, 99))
    let writing = true
    const writes = Promise.all(versions.map((bytes) => store.put('a/b', bytes))).finally(() => {
      writing = false
    })
    let reads = 0
    while (writing) {
      const bytes = await store.get('a/b')
      expect(bytes).toHaveLength(2_000_000)
      expect(bytes.every((byte) => byte === bytes[0])).toBe(true)
      reads += 1
    }
    await writes
    expect(reads).toBeGreaterThan(0)
    expect(readdirSync(join(root, 'a'))).toEqual(['b'])
  })

  test('cleans up after a write that failed', async () => {
    const root = join(folder, 'failed')
    const store = fileBlobStore(root)
    await store.put('a/b/c', Buffer.from('x'))
    await expect(store.put('a/b', Buffer.from('y'))).rejects.toThrow(/EISDIR|ENOTEMPTY/)
    expect(readdirSync(join(root, 'a'))).toEqual(['b'])
  })

  test('keeps blobs from the eyes of other users', async () => {
    const root = join(folder, 'modes')
    await fileBlobStore(root).put('a/b', Buffer.from('x'))
    expect(statSync(join(root, 'a', 'b')).mode & 0o777).toBe(0o600)
    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700)
  })
})

describe('a blob store on S3', () => {
  test('leaves it to the server who comes first, where the server knows If-None-Match', async () => {
    await using server = await startHttpServer(({ method, headers }, response) => {
      // the look before finds nothing; another writer comes in between
      if (method === 'HEAD') return response.writeHead(404).end()
      return response.writeHead(headers['if-none-match'] === '*' ? 412 : 200).end()
    })
    const client = createS3Client({ endpoint: server.url })
    const put = s3BlobStore(client, 'evidence').put('a', Buffer.from('x'), { exclusive: true })
    expect(await codeOfAsync(put)).toBe('TICKET_USED')
    expect(await codeOfAsync(s3BlobStore(client, 'evidence').put('a', Buffer.from('x')))).toBeNull()
  })

  test('does not take a refusal for a missing blob', async () => {
    await using server = await startHttpServer((_request, response) =>
      response.writeHead(403).end(),
    )
    const store = s3BlobStore(createS3Client({ endpoint: server.url }), 'evidence')
    await expect(store.get('a')).rejects.not.toMatchObject({ code: 'NOT_FOUND' })
    await expect(store.has('a')).rejects.toThrow()
  })
})

test('an address of an unknown kind of store stops the start', () => {
  for (const address of ['', '/var/blobs', 'ftp://host', 'https://host/bucket'])
    expect(codeOf(() => openBlobStore(address))).toBe('INPUT_INVALID')
})
