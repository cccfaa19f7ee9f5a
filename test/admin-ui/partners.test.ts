import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { allFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let tenantId: string
let owner: SignedIn

beforeAll(async () => {
  const card = await sharp({
    create: { width: 856, height: 540, channels: 3, background: '#c9d6e2' },
  })
    .jpeg()
    .toBuffer()
  stack = await startStack(
    scriptedVision({
      compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }),
      maskCapture: ({ slot, frames }) => ({
        finding: {
          slot,
          boxes: [],
          confident: true,
          by: { engine: 'test', model: null, version: '1' },
        },
        masked: frames.map(() => card),
        rectified: null,
        regions: [],
      }),
    }),
    { trustedProxies: 1 },
  )
  browser = await launchBrowser()
  tenantId = (await prepareTenant(stack.database)).tenantId
  owner = await stack.signIn(tenantId, ['OWNER'])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const caseOf = (sessionId: string): Promise<string> =>
  withTenant(stack.database.db, tenantId, async (trx) => {
    const { id } = await trx
      .selectFrom('cases')
      .select('id')
      .where('sessionId', '=', sessionId)
      .executeTakeFirstOrThrow()
    return id
  })

test('the company makes a partner and hands two cases over; the partner answers one, the company recalls the other', async () => {
  const key = { key: await stack.addKey(tenantId, ['sessions:read', 'sessions:write']) }
  const sessions: string[] = []
  for (const externalId of ['customer-1', 'customer-2']) {
    const { id, link } = await openByApi(stack, key, { externalId })
    await applyByApi(stack, await followLink(link))
    await reach(stack.database, tenantId, id.slice(3), 'IN_REVIEW')
    sessions.push(id.slice(3))
  }

  const office = await openManager(browser, stack, owner, '/partners')
  await office.getByRole('button', { name: 'New partner' }).click()
  await office.getByRole('textbox', { name: 'Name' }).fill('Night Desk')
  await office.getByRole('textbox', { name: 'Yen per answered case' }).fill('180')
  expect(await allFindings(office)).toEqual([])
  await office.getByRole('button', { name: 'Create' }).click()
  await office.getByRole('heading', { name: 'Night Desk' }).waitFor()
  await office.getByRole('button', { name: 'Add a person' }).click()
  await office.getByRole('textbox', { name: 'Name' }).fill('Night reviewer')
  await office.getByRole('textbox', { name: 'Email' }).fill('night@partner.test')
  await office.getByRole('button', { name: 'Create' }).click()
  const password = await office
    .locator('code')
    .filter({ hasText: /^[\w-]{20}$/ })
    .textContent()
  await office.getByRole('button', { name: 'Close' }).click()

  const handOver = async (externalId: string) => {
    await office.goto(`${stack.url}/admin/#/cases`)
    await office.getByRole('row', { name: externalId }).click()
    await office.getByRole('button', { name: 'Hand to a partner' }).click()
    await office.getByRole('menuitem', { name: 'Night Desk' }).click()
    await office.getByText('With Night Desk').waitFor()
  }
  await handOver('customer-1')
  await handOver('customer-2')
  await shoot(office, 'case-with-partner')

  // the partner's own login: two cases, and no other part of the manager
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
  })
  const night = await context.newPage()
  night.setDefaultTimeout(60_000)
  await night.goto(`${stack.url}/admin/`)
  await night.getByLabel(/Email/).fill('night@partner.test')
  await night
    .getByLabel(/Password/)
    .first()
    .fill(password ?? '')
  await night.keyboard.press('Enter')
  await night.getByRole('heading', { name: 'Cases to review' }).waitFor()
  await expect.poll(() => night.getByRole('row').count()).toBe(3)
  expect(await night.getByRole('menuitem').count()).toBe(1)
  expect(await allFindings(night)).toEqual([])
  await shoot(night, 'desk')
  expect(await night.textContent('body')).not.toContain('customer-')

  const [first = '', second = ''] = await Promise.all(
    sessions.map(async (sessionId) => (await caseOf(sessionId)).slice(-8)),
  )
  const open = async (code: string) => {
    await night.getByRole('row', { name: code }).click()
    await night.getByRole('heading', { name: code }).waitFor()
    await night.getByRole('button', { name: 'Accept' }).click()
  }
  await open(first)
  await night.getByRole('img', { name: /Front/i }).waitFor()
  expect(await allFindings(night)).toEqual([])
  await shoot(night, 'desk-case')
  expect(await night.textContent('body')).not.toContain('山田')
  await night.getByRole('button', { name: 'Approve' }).click()
  await night.getByRole('button', { name: 'Send answer' }).click()
  await night.getByText('Your answer was sent.').waitFor()
  await reach(stack.database, tenantId, sessions[0] ?? '', 'APPROVED')

  // the second is called back while the partner writes
  await night.getByRole('heading', { name: 'Cases to review' }).waitFor()
  expect(await night.getByRole('row', { name: first }).count()).toBe(0)
  await open(second)
  await night.getByLabel('Note to the company').fill('the photograph looks')
  await office.getByRole('button', { name: 'Recall' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Recall' }).click()
  await office.getByText('With Night Desk').waitFor({ state: 'detached' })
  await night.getByRole('button', { name: 'Approve' }).click()
  await night.getByRole('button', { name: 'Send answer' }).click()
  await night.getByText(/The company has recalled this case/).waitFor()
  await night.getByText('This case does not lie with you any more.').waitFor()

  await office.goto(`${stack.url}/admin/#/partners`)
  const lines = office.getByRole('table', { name: 'Invoice lines' })
  await lines.getByText('Answered').waitFor()
  await lines.getByText('Recalled').waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'partners')
})

test('partners and how far reviewers agree read well in Japanese and in the dark', async () => {
  const office = await openManager(browser, stack, owner, '/partners')
  await office.getByRole('heading', { name: 'Night Desk' }).waitFor()
  await office.setViewportSize({ width: 1280, height: 860 })
  await office.getByRole('button', { name: /日本語/ }).click()
  await office.getByRole('table', { name: '請求明細' }).getByText('回答済み').waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'partners-ja')
  await office.goto(`${stack.url}/admin/#/calibration`)
  await office.getByLabel('否認のとき').check()
  await office.getByText('2人目は1人目の判断を推測できます').waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'calibration-ja')
  await office.evaluate(() => localStorage.setItem('RaStorekakunin.theme', '"dark"'))
  await office.reload()
  await office.getByLabel('否認のとき').waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'calibration-ja-dark')
  await office.goto(`${stack.url}/admin/#/partners`)
  await office.getByRole('table', { name: '請求明細' }).waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'partners-ja-dark')
})
