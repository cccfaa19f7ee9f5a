import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { allFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser

beforeAll(async () => {
  const doubtful = { ...goodFace, score: 0.4, farLevel: 'LOW' } as const
  stack = await startStack(scriptedVision({ compareFaces: () => doubtful }))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const sessionQuery = `query ($id: ID!) {
  verificationSession(id: $id) { status decisions { outcome decidedBy applicantMessage } }
}`

test('a reviewer takes a case, reads a check, writes a note and declines without a mouse', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await stack.addKey(tenantId)
  const read = async (id: string) =>
    (await stack.ask({ key }, sessionQuery, { id })).data?.['verificationSession']
  const { id, link } = await openByApi(stack, { key }, { externalId: 'customer-7' })
  await applyByApi(stack, await followLink(link))
  await vi.waitFor(async () => expect((await read(id)).status).toBe('IN_REVIEW'), 60_000)

  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const page = await openManager(browser, stack, reviewer, '/cases')
  const { keyboard } = page
  await page.getByRole('row', { name: 'customer-7' }).waitFor()
  await keyboard.press('n')
  await page.waitForURL(/cases\/.+\/show/)
  await page.getByRole('button', { name: 'Decline' }).waitFor()
  await keyboard.press('j')
  await page.locator('li button[aria-expanded="true"]').waitFor()
  await keyboard.press('d')
  const note = page.getByLabel('Internal note')
  await note.waitFor()
  expect(await allFindings(page)).toEqual([])
  await note.focus()
  await keyboard.type('Another person')
  await page.getByLabel('Message to the applicant').focus()
  await keyboard.type('Please contact us.')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await keyboard.press('Enter')

  await vi.waitFor(async () => expect((await read(id)).status).toBe('DECLINED'), 60_000)
  const { decisions } = await read(id)
  expect(decisions).toContainEqual({
    outcome: 'DECLINE',
    decidedBy: 'REVIEWER',
    applicantMessage: 'Please contact us.',
  })
  // the note is for colleagues, and not in what the company's server reads
  await page.getByRole('tab', { name: 'Rules' }).click()
  await page.getByText('Another person').waitFor()
})
