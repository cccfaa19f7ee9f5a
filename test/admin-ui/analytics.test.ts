import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { applicantAsks, applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach, type PreparedTenant } from '../support/tenant.ts'
import { allFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 120_000 })

let stack: Stack
let browser: Browser
let tenant: PreparedTenant

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
  browser = await launchBrowser()
  tenant = await prepareTenant(stack.database)
  const key = await stack.addKey(tenant.tenantId)
  const applied = await openByApi(stack, { key })
  const applicant = await followLink(applied.link)
  await applicantAsks(stack, applicant, 'NoteScreen', { screen: 'WELCOME' })
  await applicantAsks(stack, applicant, 'NoteScreen', { screen: 'FRONT' })
  await applyByApi(stack, applicant)
  await reach(stack.database, tenant.tenantId, applied.id.slice('vs_'.length), 'IN_REVIEW')
  const left = await followLink((await openByApi(stack, { key })).link)
  await applicantAsks(stack, left, 'NoteScreen', { screen: 'WELCOME' })
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

test('a supervisor sees the funnel as a picture and as a table, and the queue to come', async () => {
  const supervisor = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])
  const page = await openManager(browser, stack, supervisor, '/analytics')
  const funnel = page.getByRole('region', { name: 'The way through the screens' })
  await funnel.locator('svg').first().waitFor()
  expect(await allFindings(page)).toEqual([])
  await funnel.getByRole('button', { name: 'Show as a table' }).click()
  const row = async (name: string) =>
    (await funnel.getByRole('row', { name }).getByRole('cell').allTextContents()).slice(0, 2)
  expect(await row('Welcome')).toEqual(['Welcome', '2'])
  expect(await row('Front')).toEqual(['Front', '1'])

  await page.getByRole('tab', { name: 'Decisions' }).click()
  await page
    .getByRole('region', { name: 'Reasons, most frequent first' })
    .locator('svg')
    .first()
    .waitFor()
  expect(await allFindings(page)).toEqual([])

  await page.getByRole('tab', { name: 'Review' }).click()
  await page.getByText('No case was resolved in this span').waitFor()
  expect(new URL(page.url()).hash).toContain('tab=review')
})

test('how fast people work is for those who lead them', async () => {
  const auditor = await stack.signIn(tenant.tenantId, ['AUDITOR'])
  const page = await openManager(browser, stack, auditor, '/analytics?tab=review')
  await page.getByRole('region', { name: 'The way through the screens' }).waitFor()
  expect(await page.getByRole('tab', { name: 'Review' }).count()).toBe(0)
  const answer = await page.evaluate(() => document.body.textContent)
  expect(answer).not.toContain('Time on a case')
})
