import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createVisionPool, type VisionPool } from '../../activities/vision-pool.ts'
import { modelsCacheDir } from '../../models/model-folders.ts'
import { makeApplicant, type Applicant } from '../../specimens/applicant.ts'
import { openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { createLiveCamera, type LiveCamera } from '../support/live-camera.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { puppetOf, walkCapture } from '../support/walk-capture.ts'

vi.setConfig({ testTimeout: 400_000, hookTimeout: 200_000 })

let vision: VisionPool
let stack: Stack
let browser: Browser
let camera: LiveCamera
let folder: string
const shots = process.env['SHOTS']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kakunin-camera-'))
  camera = await createLiveCamera(folder, { width: 1600, height: 1200 })
  vision = createVisionPool({
    threads: 2,
    modelsDir: process.env['MODELS_DIR'] ?? null,
    cacheDir: modelsCacheDir(process.env['XDG_CACHE_HOME']),
    npmOnly: false,
  })
  stack = await startStack(vision)
  browser = await launchBrowser({ film: camera.path })
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
  await vision?.[Symbol.asyncDispose]()
  camera?.close()
  rmSync(folder, { recursive: true, force: true })
})

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

async function openPhone(link: string, locale: string) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    userAgent: iphone,
    locale,
    permissions: ['camera'],
  })
  const page = await context.newPage()
  await page.goto(link)
  return page
}

const declaredOf = ({ identity }: Applicant) => ({
  name: `${identity.familyName}　${identity.givenName}`,
  birthDate: identity.birthDate,
  address: identity.address,
})

test('an applicant with a phone goes from the link to an approval', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await stack.addKey(tenantId)
  const applicant = makeApplicant({ seed: 7 })
  const puppet = await puppetOf(applicant)
  const { id, link } = await openByApi(stack, { key }, { declared: declaredOf(applicant) })
  const page = await openPhone(link, 'ja-JP')
  const inShots = shots ? join(shots, 'ja') : undefined
  if (inShots) mkdirSync(inShots, { recursive: true })
  const ended = await walkCapture(page, {
    camera,
    puppet,
    until: ['APPROVED', 'DECLINED', 'IN_REVIEW'],
    shots: inShots,
  })
  const { data } = await stack.ask(
    { key },
    `query ($id: ID!) { verificationSession(id: $id) { status reasonCodes
      attempts { captures { slot accepted reasonCodes } checks { key outcome reasonCodes } fields { key read declared } } } }`,
    { id },
  )
  // all of it, so that a failure says which check it was
  if (ended !== 'APPROVED') console.error(JSON.stringify(data, null, 1))
  expect({ ended, session: data?.['verificationSession'] }).toMatchObject({
    ended: 'APPROVED',
    session: { status: 'APPROVED' },
  })
})
