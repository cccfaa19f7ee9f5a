import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { allFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let tenant: PreparedTenant
let key: string

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  browser = await launchBrowser()
  tenant = await prepareTenant(stack.database)
  key = await stack.addKey(tenant.tenantId)
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const outcomeQuery = `query ($id: ID!) {
  verificationSession(id: $id) {
    status reasonCodes
    checkProfileVersion { number }
    decisions { explanation(locale: en) }
    attempts { checks { key outcome reasonCodes } }
  }
}`

/** An application from the link to its outcome. */
async function applicationOf(declared: object) {
  const { id, link } = await openByApi(stack, { key }, { declared })
  await applyByApi(stack, await followLink(link))
  return vi.waitFor(async () => {
    const { data } = await stack.ask({ key }, outcomeQuery, { id })
    const session = data?.['verificationSession']
    expect(['APPROVED', 'DECLINED', 'IN_REVIEW']).toContain(session.status)
    return session
  }, 60_000)
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

async function submit(page: Page) {
  await page.getByRole('button', { name: 'Submit for publishing' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click()
}

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('combobox', { name: label }).first().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('an author changes a threshold and adds a rule without code, another person publishes, and it decides', async () => {
  const author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR', 'PROFILE_PUBLISHER'])
  const publisher = await stack.signIn(tenant.tenantId, ['PROFILE_PUBLISHER'])

  const desk = await openManager(browser, stack, author, '/profiles')
  await desk.getByRole('row', { name: 'FULL' }).click()
  await desk.getByRole('row', { name: /^Version 1/ }).click()
  await desk.getByRole('button', { name: 'Begin a new draft' }).click()
  const addRule = desk.getByRole('button', { name: 'Add a rule' })
  await addRule.waitFor()

  await tab(desk, 'Checks and thresholds')
  await desk.getByLabel('Least age').fill('200')
  await expect.poll(() => desk.getByText('0 to 120 years').count()).toBe(1)
  await desk.getByLabel('Least age').fill('40')

  await tab(desk, 'Rules')
  await addRule.click()
  await desk.getByLabel('Name (English)').fill('Below forty')
  // as it begins, it takes every case of the rule about wrong documents: the linter shows one
  const proof = desk.getByTestId('proof').first()
  await desk.getByText('Earlier rules take every case that it could decide').first().waitFor()
  expect(await proof.textContent()).toMatch(
    /“Document type: outcome” is Fail.* → decided by “Below forty”/,
  )
  const fact = desk.getByRole('combobox', { name: 'fact' }).first()
  await fact.fill('age')
  await desk.getByRole('option', { name: 'age', exact: true }).click()
  await choose(desk, 'comparison', 'is below')
  await desk.getByRole('textbox', { name: 'value' }).fill('40')
  await choose(desk, 'Effect', 'Decline')
  await desk.getByRole('combobox', { name: 'Reasons' }).first().fill('AGE_UNDER')
  await desk.keyboard.press('Enter')
  await desk.keyboard.press('Escape')
  await expect
    .poll(() => desk.getByTestId('sentence').first().textContent())
    .toMatch(/^If “Birth date and age: age” is below 40 years, decline \(reason: .+\)\.$/)

  await expect.poll(() => desk.getByText('Earlier rules take every case').count()).toBe(0)
  expect(await allFindings(desk)).toEqual([])
  await submit(desk)
  const ownPublish = desk.getByRole('button', { name: 'Publish', exact: true })
  await ownPublish.waitFor()
  expect(await ownPublish.isDisabled()).toBe(true)
  await desk.getByText('another publisher has to publish it').waitFor()

  // until it is published, the version in force decides
  const before = await applicationOf({ name: '山田 太郎', birthDate: '1993-03-15' })
  expect(before).toMatchObject({ status: 'APPROVED', checkProfileVersion: { number: 1 } })

  const address = new URL(desk.url()).hash.slice(1)
  const office = await openManager(browser, stack, publisher, address)
  await office.getByText('+ If “Birth date and age: age” is below 40 years').waitFor()
  // sent back with a word, mended, handed in again
  await office.getByRole('button', { name: 'Send back' }).click()
  const words = office.getByRole('dialog')
  expect(await words.getByRole('button', { name: 'Send back' }).isDisabled()).toBe(true)
  await words.getByRole('textbox', { name: 'Comment' }).fill('Please say it in Japanese too')
  await words.getByRole('button', { name: 'Send back' }).click()
  await office.getByText('Sent back to its author').waitFor()
  await desk.reload()
  await desk.getByText('Please say it in Japanese too').waitFor()
  await desk
    .getByRole('button', { name: /Below forty/ })
    .first()
    .click()
  await desk.getByLabel('Name (Japanese)').fill('40歳未満')
  await submit(desk)
  await ownPublish.waitFor()
  await office.reload()
  await office.getByRole('button', { name: 'Publish', exact: true }).click()
  const gates = office.getByRole('dialog')
  await gates.getByText('+ If “Birth date and age: age” is below 40 years').waitFor()
  await gates.getByText('Published by another person than its author').waitFor()
  expect(await allFindings(office)).toEqual([])
  await gates.getByRole('button', { name: 'Publish' }).click()
  await office.getByText('The next application is decided by it').waitFor()

  const after = await applicationOf({ name: '山田 太郎', birthDate: '1993-03-15' })
  expect(after).toMatchObject({
    status: 'DECLINED',
    reasonCodes: ['AGE_UNDER'],
    checkProfileVersion: { number: 2 },
  })
  expect(after.decisions[0].explanation.join()).toContain('“Below forty” held and decided')
  const age = after.attempts[0].checks.find(
    ({ key: check }: { key: string }) => check === 'DOB_AGE',
  )
  expect(age).toMatchObject({ outcome: 'FAIL', reasonCodes: ['AGE_UNDER'] })

  // the version in force against the one before it, and the other way round
  await office.getByRole('link', { name: 'FULL' }).click()
  const compare = office.getByRole('region', { name: 'Compare two versions' })
  await compare.getByText('Below forty: new, in place 1').waitFor()
  await compare.getByText('Least age: not asked → 40 years').waitFor()
  for (const [side, version] of [
    ['Before', /^Version 2/],
    ['After', /^Version 1/],
  ] as const) {
    await compare.getByRole('combobox', { name: side }).click()
    await office.getByRole('option', { name: version }).click()
  }
  await compare.getByText('Below forty: removed').waitFor()
  await compare.getByText('− If “Birth date and age: age” is below 40 years').waitFor()
})

test('unsaved changes are asked about, and a draft that was saved elsewhere is not overwritten', async () => {
  const author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  const desk = await openManager(browser, stack, author, '/profiles')
  await desk.getByRole('button', { name: 'New profile' }).click()
  await desk.getByRole('textbox', { name: 'Name' }).fill('Age gate')
  await desk.getByRole('radio', { name: 'Age check only' }).check()
  await desk.getByRole('button', { name: 'Create', exact: true }).click()
  await desk.getByRole('button', { name: 'Add a rule' }).waitFor()

  const address = new URL(desk.url()).hash.slice(1)
  const otherDesk = await openManager(browser, stack, author, address)
  // both have read the draft before either saves
  await otherDesk.getByRole('button', { name: 'Add a rule' }).waitFor()
  for (const page of [desk, otherDesk]) {
    await tab(page, 'Checks and thresholds')
    await page.getByLabel('Least age').fill(page === desk ? '20' : '25')
    await page.getByRole('button', { name: 'Save draft' }).click()
  }
  await desk.getByText('Draft saved.').waitFor()
  await otherDesk.getByText('Somebody saved this draft meanwhile').waitFor()

  await otherDesk.getByRole('link', { name: 'Age gate' }).click()
  await otherDesk.getByRole('dialog').getByText('There are unsaved changes').waitFor()
  await otherDesk.getByRole('button', { name: 'Cancel' }).click()
  await otherDesk.getByRole('button', { name: 'Undo' }).click()
  // the page shows what is there while it loads, and goes on with what comes
  await otherDesk.getByRole('button', { name: 'Load again' }).click()
  await expect.poll(() => otherDesk.getByLabel('Least age').inputValue()).toBe('20')
  await otherDesk.getByText('Somebody saved this draft meanwhile').waitFor({ state: 'detached' })
  await otherDesk.getByLabel('Least age').fill('22')
  await otherDesk.getByRole('button', { name: 'Save draft' }).click()
  await otherDesk.getByText('Draft saved.').waitFor()

  // the network comes back with a newer draft: what is being typed stays, and is not saved over it
  await desk.getByLabel('Least age').fill('30')
  await desk.context().setOffline(true)
  await desk.context().setOffline(false)
  await desk.getByText('Somebody saved this draft meanwhile').waitFor()
  expect(await desk.getByLabel('Least age').inputValue()).toBe('30')
})
