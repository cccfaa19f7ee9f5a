import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { seriousFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let supervisor: SignedIn
let tenantId: string
const people = [
  ['customer-1', '髙橋　さくら', 'タカハシ　サクラ', '1990-03-04'],
  ['customer-2', '高橋 一郎', 'タカハシ イチロウ', '1971-05-06'],
  ['customer-3', '渡邉 蓮', 'ワタナベ レン', '1988-12-31'],
  ['customer-4', '佐藤 葵', 'サトウ アオイ', '2001-07-07'],
] as const

beforeAll(async () => {
  const doubtful = { ...goodFace, score: 0.4, farLevel: 'LOW' } as const
  stack = await startStack(scriptedVision({ compareFaces: () => doubtful }))
  browser = await launchBrowser()
  tenantId = (await prepareTenant(stack.database, { settings: { caseDueMs: 3_600_000 } })).tenantId
  const plan = await withTenant(stack.database.db, tenantId, (trx) =>
    planForTenant(trx, tenantId, { sessions: 300, days: 60 }),
  )
  await loadPast(stack.database, tenantId, plan)
  supervisor = await stack.signIn(tenantId, ['SUPERVISOR'])
  const key = { key: await stack.addKey(tenantId) }
  for (const [externalId, name, nameKana, birthDate] of people) {
    const declared = { name, nameKana, birthDate }
    const { id, link } = await openByApi(stack, key, { externalId, declared })
    await applyByApi(stack, await followLink(link))
    await reach(stack.database, tenantId, id.slice(3), 'IN_REVIEW')
  }
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const rowsOf = (page: Page) => page.locator('tbody tr')

test('a supervisor finds people, marks cases by keyboard, moves them in bulk and keeps the view', async () => {
  const page = await openManager(browser, stack, supervisor, '/cases')
  const { keyboard } = page
  await page.getByRole('row', { name: 'customer-4' }).waitFor()
  expect(await rowsOf(page).count()).toBe(4)
  expect(await seriousFindings(page)).toEqual([])

  // found by beginning, whatever glyph the name is written with; what was understood is told
  await keyboard.press('/')
  await keyboard.type('高橋')
  await page.getByText('Looking for: name (beginning)').waitFor()
  await vi.waitFor(async () => expect(await rowsOf(page).count()).toBe(2), 10_000)
  await page.getByLabel('Find a person').fill('高橋 平成2年3月4日')
  await page.getByText('birth date 1990-03-04 (平成2年3月4日)').waitFor()
  await vi.waitFor(async () => expect(await rowsOf(page).count()).toBe(1), 10_000)
  // nobody's name stands in an address, nor in what the browser keeps
  expect(decodeURIComponent(page.url())).not.toContain('高橋')
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  )
  expect(kept).not.toMatch(/高橋|1990-03-04/)
  await page.getByLabel('Find a person').fill('高橋')
  await vi.waitFor(async () => expect(await rowsOf(page).count()).toBe(2), 10_000)

  // both are marked and moved
  await page.getByLabel('Find a person').blur()
  await keyboard.press('j')
  await keyboard.press('x')
  await keyboard.press('j')
  await keyboard.press('x')
  await page.getByText('2 marked').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Queue').fill('urgent')
  await page.getByRole('dialog').getByLabel('Priority').fill('60')
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await page.getByText('2 cases changed.').waitFor()
  await page.getByRole('button', { name: /^urgent/ }).waitFor()

  // the queue is kept as a view, and shows what it says
  await page.getByLabel('Find a person').fill('')
  await page.getByRole('button', { name: /^urgent/ }).click()
  await vi.waitFor(async () => expect(await rowsOf(page).count()).toBe(2), 10_000)
  await page.getByRole('button', { name: 'Save this view' }).click()
  await page.getByLabel('Name of the view').fill('Urgent ones')
  await keyboard.press('Enter')
  const view = page.getByRole('button', { name: 'Urgent ones' })
  await view.waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await vi.waitFor(async () => expect(await rowsOf(page).count()).toBe(4), 10_000)
  await view.click()
  await vi.waitFor(async () => expect(await rowsOf(page).count()).toBe(2), 10_000)
  await page.context().close()
})

test('counts follow what others do, without a reload', async () => {
  const page = await openManager(browser, stack, supervisor, '/cases')
  const other = await stack.signIn(tenantId, ['REVIEWER'])
  const waiting = page.getByRole('button', { name: /^suspicion/ })
  await waiting.waitFor()
  await vi.waitFor(async () => expect(await waiting.innerText()).toMatch(/in work\s*0/), 10_000)
  const reviewer = await openManager(
    browser,
    stack,
    other,
    '/cases?filter=%7B%22queue%22%3A%22suspicion%22%7D',
  )
  await reviewer
    .getByRole('row', { name: /customer-/ })
    .first()
    .waitFor()
  await reviewer.keyboard.press('n')
  await reviewer.waitForURL(/cases\/.+\/show/)
  // sooner than the next look by the clock
  await vi.waitFor(async () => expect(await waiting.innerText()).toMatch(/in work\s*1/), 8000)
  await reviewer.context().close()
  await page.context().close()
})

test('what one may not do is not offered: no assigning for a reviewer, no search for an auditor', async () => {
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const first = await openManager(browser, stack, reviewer, '/cases')
  await first
    .getByRole('row', { name: /customer-/ })
    .first()
    .waitFor()
  await first.getByRole('checkbox', { name: 'Mark all on this page' }).check()
  await first.getByRole('button', { name: 'Take', exact: true }).waitFor()
  expect(await first.getByRole('button', { name: 'Assign' }).count()).toBe(0)
  expect(await first.getByRole('button', { name: 'Who is given what' }).count()).toBe(0)
  await first.context().close()

  const auditor = await stack.signIn(tenantId, ['AUDITOR'])
  const second = await openManager(browser, stack, auditor, '/sessions')
  await second
    .getByRole('row', { name: /customer-/ })
    .first()
    .waitFor()
  expect(await second.getByLabel('Find a person').count()).toBe(0)
  await second.context().close()
})

test('sessions are found by kana and birth date, and the list says so where there are none', async () => {
  const page = await openManager(browser, stack, supervisor, '/sessions')
  await page.getByRole('row', { name: /customer-4/ }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const box = page.getByLabel('Find a person')
  await box.fill('ﾜﾀﾅﾍﾞ ﾚ')
  await page.getByText('Looking for: kana (beginning)').waitFor()
  await page.getByRole('row', { name: /customer-3/ }).waitFor()
  await box.fill('S63.12.31')
  await page.getByText('birth date 1988-12-31').waitFor()
  await page.getByRole('row', { name: /customer-3/ }).waitFor()
  await box.fill(`'; drop table "%" 😀`)
  await page.getByText('Nothing matches').waitFor()
  await page.context().close()
})
