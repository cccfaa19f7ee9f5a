import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulVision, sessionOf, staffAsks, waitingCase } from '../support/review-desk.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { seriousFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser

beforeAll(async () => {
  stack = await startStack(await doubtfulVision())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

async function desk(settings: object = {}) {
  const { tenantId } = await prepareTenant(stack.database, { settings })
  const key = await stack.addKey(tenantId)
  const { caseId, sessionId } = await waitingCase(stack, key, 'customer-7')
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const supervisor = await stack.signIn(tenantId, ['SUPERVISOR'])
  const page = await openManager(browser, stack, reviewer, `/cases/${caseId}/show`)
  await page.getByRole('button', { name: 'Take this case' }).first().waitFor()
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'Release' }).waitFor()
  return { tenantId, key, caseId, sessionId, reviewer, supervisor, page }
}

const noteField = (page: Page) => page.getByLabel('Internal note')

/** Begins a decline with a note. */
async function begin(page: Page, words: string): Promise<void> {
  await page.keyboard.press('d')
  await noteField(page).waitFor()
  await page.keyboard.press('m')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  await page.keyboard.type(words)
}

async function decide(page: Page): Promise<void> {
  await noteField(page).focus()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Enter')
}

const noteOf = async (who: Awaited<ReturnType<typeof desk>>) =>
  (await staffAsks(stack, who.reviewer, 'Case', { id: who.caseId })).case.session.decisions.at(-1)
    .internalNote

test('the network goes for a minute and comes back: nothing typed is lost, and the decision is made', async () => {
  // the reservation runs out meanwhile
  const at = await desk({ caseLeaseMs: 30_000 })
  const { page } = at
  await begin(page, 'Before the cut')
  await page.context().setOffline(true)
  await page.getByText('No connection.').waitFor()
  await page.keyboard.type(', during it')
  const send = page
    .getByRole('region', { name: 'Decision' })
    .getByRole('button', { name: /Decline Enter/ })
  expect(await send.isDisabled()).toBe(true)
  await page.waitForTimeout(60_000)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Take it up again' }).waitFor()
  expect(await noteField(page).inputValue()).toBe('Before the cut, during it')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Take it up again' }).click()
  await page.getByRole('button', { name: 'Release' }).waitFor()
  await noteField(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.type(', after it')
  await decide(page)
  await vi.waitFor(
    async () => expect((await sessionOf(stack, at.key, at.sessionId)).status).toBe('DECLINED'),
    30_000,
  )
  expect(await noteOf(at)).toBe('Before the cut, during it, after it')
})

test('a reviewer who loses the case while typing keeps the words, and takes it up again', async () => {
  const at = await desk()
  const { page, caseId, supervisor } = at
  await begin(page, 'Half a sent')
  await staffAsks(stack, supervisor, 'ClaimCase', { caseId, takeOver: true })
  // the next thing the page says is that it has it no more
  await page.keyboard.type('ence')
  await decide(page)
  await page.getByText('In work with SUPERVISOR').first().waitFor()
  await page.getByText('This case changed since you opened it').waitFor()
  expect(await noteField(page).inputValue()).toBe('Half a sentence')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  // one goes on typing while the other has it
  await noteField(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.type(' and more')
  await staffAsks(stack, supervisor, 'ReleaseCase', { caseId })
  await page.reload()
  await page.getByRole('button', { name: 'Take it up again' }).click()
  await page.getByRole('button', { name: 'Release' }).waitFor()
  expect(await noteField(page).inputValue()).toBe('Half a sentence and more')
  await decide(page)
  await vi.waitFor(
    async () => expect((await sessionOf(stack, at.key, at.sessionId)).status).toBe('DECLINED'),
    30_000,
  )
  expect(await noteOf(at)).toBe('Half a sentence and more')
})

test('an edit of a case that others changed is refused, shows what they changed, and goes through once it was seen', async () => {
  const at = await desk()
  const { page, caseId, supervisor, reviewer } = at
  await begin(page, 'Seen by two')
  // a supervisor takes it and gives it back; the reviewer takes it again in another tab
  await staffAsks(stack, supervisor, 'ClaimCase', { caseId, takeOver: true })
  await staffAsks(stack, supervisor, 'ReleaseCase', { caseId })
  await staffAsks(stack, reviewer, 'ClaimCase', { caseId })
  await decide(page)
  await page.getByText('Someone changed the case meanwhile.').waitFor()
  await page.getByText('This case changed since you opened it').waitFor()
  await page.getByText(/Case taken · SUPERVISOR/).waitFor()
  expect((await sessionOf(stack, at.key, at.sessionId)).status).toBe('IN_REVIEW')
  expect(await noteField(page).inputValue()).toBe('Seen by two')
  await page.getByRole('button', { name: 'I have seen it, go on' }).click()
  await decide(page)
  await vi.waitFor(
    async () => expect((await sessionOf(stack, at.key, at.sessionId)).status).toBe('DECLINED'),
    30_000,
  )
  expect(await noteOf(at)).toBe('Seen by two')
})

test('a tab that is loaded again has the draft still, sealed where it lay, and none of it once it was sent', async () => {
  const at = await desk()
  const { page } = at
  page.on('dialog', (dialog) => void dialog.accept())
  await begin(page, 'Yamada lives elsewhere')
  const kept = () =>
    page.evaluate(() =>
      JSON.stringify([sessionStorage, localStorage].flatMap((store) => Object.entries(store))),
    )
  await expect.poll(kept).toContain('kakunin.draft')
  expect(await kept()).not.toContain('Yamada')
  await page.reload()
  await page.getByText('What you had begun to write is back.').waitFor()
  expect(await noteField(page).inputValue()).toBe('Yamada lives elsewhere')
  await decide(page)
  await page.getByText(/^Resolved: /).waitFor()
  expect(await kept()).not.toContain('kakunin.draft')
})
