import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createVisionPool, type VisionPool } from '../../activities/vision-pool.ts'
import { modelsCacheDir } from '../../models/model-folders.ts'
import { makeApplicant, type Applicant } from '../../specimens/applicant.ts'
import { cast } from '../../specimens/persons/cast.ts'
import { openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { createLiveCamera, type LiveCamera } from '../support/live-camera.ts'
import { openManager } from '../support/staff-browser.ts'
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

const sessionQuery = `query ($id: ID!) {
  verificationSession(id: $id) {
    status reasonCodes decisions { outcome decidedBy }
    attempts { captures { slot accepted reasonCodes } checks { key outcome reasonCodes } fields { key read declared } }
  }
}`
const read = async (key: string, id: string) =>
  (await stack.ask({ key }, sessionQuery, { id })).data?.['verificationSession']

function shotsOf(name: string): string | undefined {
  if (!shots) return undefined
  mkdirSync(join(shots, name), { recursive: true })
  return join(shots, name)
}

const ends = ['APPROVED', 'DECLINED', 'IN_REVIEW']

test('an applicant with a phone goes from the link to an approval', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await stack.addKey(tenantId)
  const applicant = makeApplicant({ seed: 2 })
  const puppet = await puppetOf(applicant)
  const { id, link } = await openByApi(stack, { key }, { declared: declaredOf(applicant) })
  const page = await openPhone(link, 'ja-JP')
  const ended = await walkCapture(page, { camera, puppet, until: ends, shots: shotsOf('ja') })
  const session = await read(key, id)
  // all of it, so that a failure says which check it was
  if (ended !== 'APPROVED') console.error(JSON.stringify(session, null, 1))
  expect({ ended, status: session.status }).toEqual({ ended: 'APPROVED', status: 'APPROVED' })
  await page.context().close()
})

test('another person’s face goes to a reviewer, who looks and declines by clicks', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await stack.addKey(tenantId)
  const applicant = makeApplicant({ seed: 8, selfieFaceSeed: cast[5] })
  const puppet = await puppetOf(applicant)
  const { id, link } = await openByApi(
    stack,
    { key },
    { declared: declaredOf(applicant), locale: 'vi', externalId: 'customer-8' },
  )
  const phone = await openPhone(link, 'vi-VN')
  expect(await walkCapture(phone, { camera, puppet, until: ends, shots: shotsOf('vi') })).toBe(
    'IN_REVIEW',
  )
  const { checks } = (await read(key, id)).attempts.at(-1)
  expect(checks).toContainEqual({
    key: 'FACE_MATCH',
    outcome: 'FAIL',
    reasonCodes: ['FACE_MISMATCH'],
  })

  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const page = await openManager(browser, stack, reviewer, '/cases')
  const inShots = shotsOf('admin')
  await page.getByRole('row', { name: 'customer-8' }).waitFor()
  if (inShots) await page.screenshot({ path: join(inShots, 'queue.png') })
  await page.getByRole('row', { name: 'customer-8' }).click()
  await page.getByRole('button', { name: 'Take' }).click()
  await page.getByRole('button', { name: 'Decline' }).waitFor()
  await page.locator('img[src^="blob:"]').first().waitFor()
  await page.waitForTimeout(1500)
  if (inShots) await page.screenshot({ path: join(inShots, 'case.png') })
  await page.getByRole('button', { name: 'Decline' }).click()
  await page.getByLabel('Internal note').fill('Another person than on the licence')
  await page.getByLabel('Message to the applicant').fill('Xin vui lòng liên hệ với chúng tôi.')
  if (inShots) await page.screenshot({ path: join(inShots, 'decline.png') })
  await page.getByRole('button', { name: 'Decline Enter' }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await vi.waitFor(async () => expect((await read(key, id)).status).toBe('DECLINED'), 60_000)

  // the applicant, who stayed on the page, sees it without doing anything
  await phone.locator('body[data-screen=DECLINED]').waitFor({ timeout: 60_000 })
  await phone.getByText('Xin vui lòng liên hệ với chúng tôi.').waitFor()
})
