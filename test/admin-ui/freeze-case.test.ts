import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parseGlobalId } from '../../graphql/global-ids.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach, type PreparedTenant } from '../support/tenant.ts'
import { allFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 120_000 })

let stack: Stack
let browser: Browser
let tenant: PreparedTenant
let sessionId: string

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  browser = await launchBrowser()
  tenant = await prepareTenant(stack.database)
  const key = await stack.addKey(tenant.tenantId)
  const opened = await openByApi(stack, { key })
  sessionId = opened.id
  await applyByApi(stack, await followLink(opened.link))
  const id = parseGlobalId('VerificationSession', sessionId)
  await reach(stack.database, tenant.tenantId, id, 'APPROVED')
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

test('a supervisor freezes a decided session, and the profile shows it decided as expected', async () => {
  const supervisor = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])
  const page = await openManager(browser, stack, supervisor, `/sessions/${sessionId}/show`)
  await page.getByRole('button', { name: 'Freeze as a regression case' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'What it shows' }).fill('plain approval')
  expect(await allFindings(page, { include: '[role=dialog]' })).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Kept as a regression case').waitFor()

  const rules = await openManager(browser, stack, supervisor, '/profiles')
  await rules.getByRole('row', { name: 'FULL' }).click()
  const cases = rules.getByRole('region', { name: 'Regression cases' })
  const row = cases.getByRole('row', { name: /plain approval/ })
  await row.waitFor()
  expect(await row.getByRole('cell').allTextContents()).toEqual(
    expect.arrayContaining(['As expected', 'plain approval', 'Approved']),
  )
  expect(await cases.getByRole('button', { name: 'Retire' }).count()).toBe(0)
  expect(await allFindings(rules)).toEqual([])
})
