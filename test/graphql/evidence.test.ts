import { execFile } from 'node:child_process'
import { createHash, createPrivateKey } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { canonicalJson } from '../../evidence/canonical.ts'
import { readZip, writeZip } from '../../evidence/zip.ts'
import { verifyPackage } from '../../evidence/verify-package.ts'
import { isSignedBy, keyIdOf, newSigningKey, signBytes } from '../../evidence/signing.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { addressOf, answerTo, fetchAs, reachExport } from '../support/fetch-export.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let owner: Caller
let sessionId: string
let zip: Buffer
/** A machine without the platform: a few folders of the checkout and the packages. */
let bare: string

beforeAll(async () => {
  const picture = Uint8Array.from(
    await sharp({ create: { width: 640, height: 400, channels: 3, background: '#8899aa' } })
      .jpeg()
      .toBuffer(),
  )
  const by = { engine: 'test', model: null, version: '1' }
  const vision = scriptedVision({
    maskCapture: ({ slot, frames }) => ({
      finding:
        slot === 'FACE' || slot === 'LIVENESS' ? null : { slot, boxes: [], confident: true, by },
      masked: frames.map(() => picture),
      rectified: null,
      regions: [],
    }),
  })
  stack = await startStack(vision, { trustedProxies: 1 })
  tenantId = (await prepareTenant(stack.database)).tenantId
  const key = { key: await stack.addKey(tenantId) }
  owner = { cookie: (await stack.signIn(tenantId, ['OWNER'])).cookie }
  const { id, link } = await openByApi(stack, key)
  await applyByApi(stack, await followLink(link))
  await reach(stack.database, tenantId, id.slice(3), 'APPROVED')
  sessionId = id
  zip = await packageOf(owner)

  bare = mkdtempSync(join(tmpdir(), 'bare-'))
  const root = fileURLToPath(new URL('../..', import.meta.url))
  for (const name of ['domain', 'rules', 'evidence', 'package.json'])
    cpSync(join(root, name), join(bare, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(bare, 'node_modules'))
})
afterAll(async () => {
  if (bare) rmSync(bare, { recursive: true, force: true })
  await stack?.[Symbol.asyncDispose]()
})

async function packageOf(caller: Caller): Promise<Buffer> {
  const { orderEvidence } = await answerTo(
    stack,
    caller,
    `mutation ($id: ID!) { orderEvidence(sessionId: $id) { __typename ... on Export { id } ... on OperationError { code message } } }`,
    { id: sessionId },
  )
  await reachExport(stack, caller, orderEvidence.id, 'READY')
  const { url } = await addressOf(stack, caller, orderEvidence.id)
  const response = await fetchAs(caller, url)
  expect(response.headers.get('content-type')).toBe('application/zip')
  return Buffer.from(await response.arrayBuffer())
}

/** The offline command as its own process, with nothing of the platform around it. */
async function verify(bytes: Buffer, ...flags: string[]) {
  const file = join(bare, 'evidence.zip')
  writeFileSync(file, bytes)
  const run = promisify(execFile)
  const answer = await run(process.execPath, ['evidence/verify.ts', file, ...flags], {
    cwd: bare,
    env: { PATH: '', LANG: 'C' },
  }).catch((error: unknown) => error)
  return {
    code: Number(Reflect.get(Object(answer), 'code') ?? 0),
    out: String(Reflect.get(Object(answer), 'stdout')),
    err: String(Reflect.get(Object(answer), 'stderr')),
  }
}

const json = async (path: string, bytes = zip) =>
  JSON.parse((await readZip(bytes)).get(path)?.toString('utf8') ?? 'null')

test('a package is verified offline, in both languages, and decides the same again', async () => {
  const english = await verify(zip)
  expect(english).toMatchObject({ code: 0 })
  expect(english.out).toContain('Same decision: yes')
  expect(english.out).toContain('the workflow took the same course')
  const { evidenceKeys } = await answerTo(stack, owner, '{ evidenceKeys { keyId publicKey } }')
  const pem = join(bare, 'public.pem')
  writeFileSync(pem, evidenceKeys[0].publicKey)
  const japanese = await verify(zip, '--key', pem, '--lang', 'ja')
  expect(japanese).toMatchObject({ code: 0 })
  expect(japanese.out).toContain('同じ判定になるか：はい')
  expect(japanese.out).toContain(`鍵 ${evidenceKeys[0].keyId}`)
  writeFileSync(pem, newSigningKey().publicKey)
  expect(await verify(zip, '--key', pem)).toMatchObject({ code: 1 })
  expect((await verify(zip, '--no-such-flag')).code).toBe(2)
})

test('it holds what 規則20条 asks, the masked pictures marked, the trace in sentences, and a report', async () => {
  const files = await readZip(zip)
  const session = await json('session.json')
  expect(session).toMatchObject({ status: 'APPROVED', method: 'DOC_SELFIE' })
  expect(Date.parse(session.documentReceivedAt)).toBeGreaterThan(0)
  expect(Date.parse(session.faceReceivedAt)).toBeGreaterThan(0)
  expect((await json('person.json')).declared.name).toBe('山田 太郎')
  const [decision] = await json('decisions.json')
  expect(decision.sentences.ja.join()).toContain('結果を決めました')
  expect([...files.keys()].some((path) => path.startsWith('images/front-'))).toBe(true)
  expect(files.get('report.pdf')?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await json('replay.json')).toMatchObject({ deterministic: true, sameDecision: true })
  const manifest = files.get('manifest.json')?.toString() ?? ''
  expect(manifest).toBe(canonicalJson(JSON.parse(manifest)))
})

test('one changed byte is found, wherever it lies', async () => {
  const places = Array.from({ length: 60 }, (_, i) => Math.floor(((i + 0.5) * zip.length) / 60))
  for (const place of [0, 30, ...places, zip.length - 1]) {
    const changed = Buffer.from(zip)
    changed[place] = (changed[place] ?? 0) ^ 1
    await expect(verifyPackage(changed, null), `byte ${place}`).rejects.toMatchObject({
      name: 'EvidenceError',
    })
  }
  // packed anew as it should be, but with another content
  const files = new Map(await readZip(zip))
  for (const [path, bytes] of files) {
    if (path === 'manifest.json' || path === 'manifest.sig') continue
    const changed = Buffer.from(bytes)
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
    const forged = await writeZip(new Map([...files, [path, changed]]))
    await expect(verifyPackage(forged, null)).rejects.toMatchObject({
      fault: 'HASH_MISMATCH',
      path,
    })
  }
})

describe('a package from elsewhere is refused with its reason:', () => {
  const faultOf = (bytes: Buffer) =>
    verifyPackage(bytes, null).then(
      () => null,
      (error: unknown) => Reflect.get(Object(error), 'fault'),
    )

  test('nothing, noise, cut off, or with something behind it', async () => {
    expect(await faultOf(Buffer.alloc(0))).toBe('NOT_A_ZIP')
    expect(await faultOf(Buffer.from('hello'))).toBe('NOT_A_ZIP')
    expect(await faultOf(zip.subarray(0, -200))).toBe('NOT_A_ZIP')
    expect(await faultOf(zip.subarray(1000))).not.toBeNull()
    expect(await faultOf(Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]))).not.toBeNull()
    const { code, err } = await verify(zip.subarray(0, 5000))
    expect(code).toBe(1)
    expect(err).toContain('NOT_A_ZIP')
  })

  test('a bomb, a path that leaves its folder, a file twice', async () => {
    const bomb = new ZipFile()
    bomb.addBuffer(Buffer.alloc(50_000_000), 'manifest.json')
    bomb.end()
    expect(await faultOf(await buffer(bomb.outputStream))).toBe('COMPRESSED')
    const plain = new ZipFile()
    plain.addBuffer(Buffer.from('x'), 'aaaaaaaaaaa.txt', { compress: false })
    plain.end()
    const bytes = await buffer(plain.outputStream)
    for (const path of [
      '../../../etc/pw',
      '/etc/passwd/xxx',
      'C:\\windows\\xx',
      '..\\..\\xxxx.txt',
    ]) {
      const evil = Buffer.from(
        bytes.toString('latin1').replaceAll('aaaaaaaaaaa.txt', path.padEnd(15, 'x').slice(0, 15)),
        'latin1',
      )
      expect(await faultOf(evil), path).toBe('PATH_UNSAFE')
    }
    const twice = new ZipFile()
    for (const text of ['a', 'b']) twice.addBuffer(Buffer.from(text), 'a.txt', { compress: false })
    twice.end()
    expect(await faultOf(await buffer(twice.outputStream))).toBe('FILE_TWICE')
  })

  test('a file too many, a file too few, another manifest, another signer', async () => {
    const files = await readZip(zip)
    expect(await faultOf(await writeZip(new Map([...files, ['x.txt', Buffer.from('x')]])))).toBe(
      'FILE_UNLISTED',
    )
    const fewer = new Map(files)
    fewer.delete('audit.json')
    expect(await faultOf(await writeZip(fewer))).toBe('FILE_MISSING')
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
    const remade = async (content: object, signer: ReturnType<typeof newSigningKey> | null) => {
      const bytes = Buffer.from(canonicalJson(content))
      const signature = signer
        ? signBytes(
            bytes,
            createPrivateKey({ key: signer.privateKey, format: 'der', type: 'pkcs8' }),
          ).toString('base64')
        : (files.get('manifest.sig')?.toString() ?? '')
      return writeZip(
        new Map([...files, ['manifest.json', bytes], ['manifest.sig', Buffer.from(signature)]]),
      )
    }
    expect(await faultOf(await remade({ ...manifest, sessionId: 'other' }, null))).toBe(
      'SIGNATURE_INVALID',
    )
    expect(await faultOf(await remade({ ...manifest, more: 1 }, null))).toBe('MANIFEST_INVALID')
    // signed anew by a stranger's key: sound in itself, but not the company's
    const stranger = newSigningKey()
    const key = {
      id: keyIdOf(stranger.publicKey),
      algorithm: 'Ed25519',
      publicKey: stranger.publicKey,
    }
    const forged = await remade({ ...manifest, key }, stranger)
    expect(await faultOf(forged)).toBeNull()
    const ours = manifest.key.publicKey
    await expect(verifyPackage(forged, ours)).rejects.toMatchObject({ fault: 'KEY_MISMATCH' })
    expect(isSignedBy(Buffer.from('x'), Buffer.from('x'), 'no key')).toBe(false)
  })
})

test('facts that were changed and signed anew decide otherwise, and the command says so', async () => {
  const files = new Map(await readZip(zip))
  const attempts = JSON.parse(files.get('attempts.json')?.toString() ?? '')
  const face = attempts[0].checks.find(({ key }: { key: string }) => key === 'FACE_MATCH')
  face.outcome = 'FAIL'
  files.set('attempts.json', Buffer.from(canonicalJson(attempts)))
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
  const signer = newSigningKey()
  manifest.key = {
    id: keyIdOf(signer.publicKey),
    algorithm: 'Ed25519',
    publicKey: signer.publicKey,
  }
  for (const file of manifest.files) {
    const bytes = files.get(file.path) ?? Buffer.alloc(0)
    file.size = bytes.length
    file.sha256 = createHash('sha256').update(bytes).digest('hex')
  }
  const bytes = Buffer.from(canonicalJson(manifest))
  const key = createPrivateKey({ key: signer.privateKey, format: 'der', type: 'pkcs8' })
  files.set('manifest.json', bytes)
  files.set('manifest.sig', Buffer.from(signBytes(bytes, key).toString('base64')))
  const { code, out } = await verify(await writeZip(files))
  expect(code).toBe(3)
  expect(out).toContain('Same decision: no')
})

test('who may not see persons gets a package without them; who may not have evidence gets none', async () => {
  const auditor = { cookie: (await stack.signIn(tenantId, ['AUDITOR'])).cookie }
  const packed = await packageOf(auditor)
  expect((await verifyPackage(packed, null)).sameDecision).toBe(true)
  const files = await readZip(packed)
  expect(files.has('person.json')).toBe(false)
  for (const [path, bytes] of files)
    expect({ path, found: bytes.includes('山田') }).toEqual({ path, found: false })
  const developer = { cookie: (await stack.signIn(tenantId, ['DEVELOPER'])).cookie }
  const { orderEvidence } = await answerTo(
    stack,
    developer,
    'mutation ($id: ID!) { orderEvidence(sessionId: $id) { ... on OperationError { code } } }',
    { id: sessionId },
  )
  expect(orderEvidence).toEqual({ code: 'FORBIDDEN' })
})

test('a key in a reviewer’s hands packs no pictures', async () => {
  const tool = {
    key: await stack.addKey(tenantId, ['sessions:read', 'cases:review', 'exports:read']),
  }
  const files = await readZip(await packageOf(tool))
  expect([...files.keys()].filter((path) => path.startsWith('images/'))).toEqual([])
})

test('a former key’s packages stay good when another signs', async () => {
  const { rotateEvidenceKey } = await answerTo(
    stack,
    owner,
    'mutation { rotateEvidenceKey { ... on EvidenceKeys { keys { keyId publicKey retiredAt } } } }',
  )
  const [now, former] = rotateEvidenceKey.keys
  expect(now.retiredAt).toBeNull()
  expect(former.retiredAt).not.toBeNull()
  const fresh = await packageOf(owner)
  expect((await verifyPackage(fresh, now.publicKey)).manifest.key.id).toBe(now.keyId)
  expect((await verifyPackage(zip, former.publicKey)).sameDecision).toBe(true)
})

test('the certificate is shown with the session, and orders and fetches are in its history', async () => {
  const data = await answerTo(
    stack,
    owner,
    `query ($id: ID!) { verificationSession(id: $id) {
       replayCertificate { deterministic sameDecision workflows { type replay events } facts profiles models workflowsSha256 }
       evidence { status kind } history(first: 50) { action } } }`,
    { id: sessionId },
  )
  const { replayCertificate, evidence, history } = data['verificationSession']
  expect(replayCertificate).toMatchObject({
    deterministic: true,
    sameDecision: true,
    workflows: [{ type: 'verifyApplicant', replay: 'SAME' }],
  })
  expect(replayCertificate.facts[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(evidence).toEqual({ status: 'READY', kind: 'EVIDENCE_PACKAGE' })
  const actions = history.map(({ action }: { action: string }) => action)
  expect(actions).toEqual(
    expect.arrayContaining([
      'export.ordered',
      'verification_session.replayed',
      'export.written',
      'export.fetched',
    ]),
  )
})

test('nothing personal of the package reaches Temporal or lies open in the store', async () => {
  const rows = await withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('exports').selectAll().execute(),
  )
  expect(JSON.stringify(rows.map(({ spec }) => spec))).not.toContain('山田')
  const part = await stack.dependencies.store.get(`exports/${tenantId}/${rows[0]?.id}/0`)
  expect(part.includes('manifest.json')).toBe(false)
  await vi.waitFor(() => expect(stack.logged.join('\n')).not.toContain('山田'))
})
