import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulVision, waitingCase, type WaitingCase } from '../support/review-desk.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { seriousFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let tenantId: string
let waiting: WaitingCase
let aheadMs = 0

beforeAll(async () => {
  stack = await startStack(await doubtfulVision(), {
    clock: () => new Date(Date.now() + aheadMs),
  })
  browser = await launchBrowser()
  tenantId = (await prepareTenant(stack.database)).tenantId
  waiting = await waitingCase(stack, await stack.addKey(tenantId), 'customer-seen')
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

test('a supervisor has a person shown by saying what for, sees the time run, hides it again, and the auditor reads who it was', async () => {
  const supervisor = await stack.signIn(tenantId, ['SUPERVISOR'])
  const page = await openManager(browser, stack, supervisor, `/sessions/${waiting.sessionId}/show`)
  const bar = page.getByRole('region', { name: 'Personal data' })
  await bar.getByText('Personal data is masked').waitFor()
  await page.getByText('東京都●●●●').first().waitFor()
  expect(await page.getByText('霞が関').count()).toBe(0)
  expect(await page.getByRole('img', { name: 'Front' }).count()).toBe(0)
  await shoot(page, 'masked')

  await bar.getByRole('button', { name: 'Show…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show personal data' })
  const confirm = dialog.getByRole('button', { name: 'Show for 10 minutes' })
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: 'Address' }).check()
  await dialog.getByRole('checkbox', { name: 'Pictures' }).check()
  await dialog.getByRole('combobox', { name: 'What for' }).click()
  await page.getByRole('option', { name: 'Inquiry of the customer' }).click()
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('inquiry 4711')
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'dialog')
  await confirm.click()

  await bar.getByText('Shown to you: Address, Pictures').waitFor()
  await page
    .getByText(/千代田区霞が関/)
    .first()
    .waitFor()
  await page.getByRole('img', { name: 'Front' }).waitFor()
  // what was not asked for stays masked
  expect(await page.getByText('山田').count()).toBe(0)
  const timer = bar.getByRole('timer')
  expect(await timer.textContent()).toMatch(/(9:\d\d|10:00)/)
  await expect.poll(() => timer.textContent(), { timeout: 10_000 }).toMatch(/9:5\d/)
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'shown')

  await bar.getByRole('button', { name: 'Hide now' }).click()
  await bar.getByText('Personal data is masked').waitFor()
  await expect.poll(() => page.getByText('霞が関').count()).toBe(0)
  await expect.poll(() => page.getByRole('img', { name: 'Front' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Who saw this person' }).count()).toBe(0)

  const auditor = await stack.signIn(tenantId, ['AUDITOR'])
  const desk = await openManager(browser, stack, auditor, `/sessions/${waiting.sessionId}/show`)
  await desk.getByRole('link', { name: 'Who saw this person' }).click()
  await desk.getByRole('heading', { name: 'Who saw customer-seen' }).waitFor()
  const row = desk.getByRole('row', { name: /Had it shown/ })
  await row.getByText('inquiry 4711').waitFor()
  expect(await row.textContent()).toContain('Address, Pictures')
  expect(await row.textContent()).toContain('Inquiry of the customer')
  expect(await seriousFindings(desk)).toEqual([])
  await desk.getByRole('button', { name: 'All of this applicant' }).click()
  await desk.getByRole('columnheader', { name: 'Application of' }).waitFor()
  await shoot(desk, 'who-saw')
})

test('a reveal that is over hides what was shown, without anybody doing anything', async () => {
  const owner = await stack.signIn(tenantId, ['OWNER'])
  // it is granted so long ago that half a minute of it is left
  aheadMs = -570_000
  const page = await openManager(browser, stack, owner, `/sessions/${waiting.sessionId}/show`)
  const bar = page.getByRole('region', { name: 'Personal data' })
  await bar.getByRole('button', { name: 'Show…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show personal data' })
  await dialog.getByRole('checkbox', { name: 'Name' }).check()
  await dialog.getByRole('combobox', { name: 'What for' }).click()
  await page.getByRole('option', { name: 'Complaint' }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('complaint 12')
  await dialog.getByRole('button', { name: 'Show for 10 minutes' }).click()
  await page.getByText('山田 太郎').first().waitFor()
  aheadMs = 0
  await bar.getByText('Personal data is masked').waitFor()
  await expect.poll(() => page.getByText('山田 太郎').count()).toBe(0)
})

test('taking a case opens it to its reviewer, and giving it back masks it again', async () => {
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const page = await openManager(browser, stack, reviewer, `/cases/${waiting.caseId}/show`)
  const bar = page.getByRole('region', { name: 'Personal data' })
  await bar.waitFor()
  expect(await page.getByText('霞が関').count()).toBe(0)
  await shoot(page, 'case-masked')
  await page.getByRole('button', { name: 'Take this case' }).first().click()
  await page.getByRole('button', { name: 'Release' }).waitFor()
  await page
    .getByText(/千代田区/)
    .first()
    .waitFor()
  await page.getByRole('img', { name: 'Front' }).waitFor()
  expect(await bar.count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Release' }).click()
  await page.waitForURL(/#\/cases(?:\?.*)?$/)
  await page.goto(`${stack.url}/admin/#/cases/${waiting.caseId}/show`)
  await bar.waitFor()
  await expect.poll(() => page.getByText(/千代田区/).count()).toBe(0)
})

test('a developer is offered no scope that shows persons, and sees the beginnings alone', async () => {
  const developer = await stack.signIn(tenantId, ['DEVELOPER'])
  const page = await openManager(browser, stack, developer, '/api-keys')
  await page.getByRole('button', { name: 'New API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New API key' })
  await dialog.getByRole('checkbox', { name: 'Read applications' }).waitFor()
  for (const name of ['See persons’ data and pictures, any time', 'Export CSV', 'Read cases'])
    expect(await dialog.getByRole('checkbox', { name }).count()).toBe(0)
  await page.goto(`${stack.url}/admin/#/sessions/${waiting.sessionId}/show`)
  await page.getByText('Your role has no need of it.').waitFor()
  await page.getByText('東京都●●●●').first().waitFor()
  expect(await page.getByRole('button', { name: 'Show…' }).count()).toBe(0)
})

test('all of it in Japanese and in the dark', async () => {
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const page = await openManager(browser, stack, owner, '/')
  await page.setViewportSize({ width: 1280, height: 860 })
  await page.evaluate(() => {
    localStorage.setItem('RaStorekakunin.locale', '"ja"')
    localStorage.setItem('RaStorekakunin.theme', '"dark"')
  })
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goto(`${stack.url}/admin/#/sessions/${waiting.sessionId}/show`)
  const bar = page.getByRole('region', { name: '個人情報' })
  await bar.getByRole('button', { name: '表示する…' }).click()
  await page.getByRole('dialog', { name: '個人情報の表示' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'ja-dark-dialog')
  await page.goto(`${stack.url}/admin/#/who-saw/${waiting.sessionId}`)
  await page.getByRole('heading', { name: 'customer-seen の閲覧者' }).waitFor()
  await page.getByText('目的を記録して表示').first().waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'ja-dark-who-saw')
})
