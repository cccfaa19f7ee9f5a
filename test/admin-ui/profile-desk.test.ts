import { readFile, writeFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { createProfile } from '../../db/settings/check-profiles.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { presetOf } from '../../rules/presets.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { launchBrowser } from '../support/browser.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { allFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let tenant: PreparedTenant
let author: SignedIn

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  browser = await launchBrowser()
  tenant = await prepareTenant(stack.database, { settings: { regime: 'APTCP' } })
  author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const { profile: full } = presetOf('FULL')

/** The desk on a draft of the author's own. */
async function deskOn(profile: CheckProfile, name: string): Promise<Page> {
  const text = { definition: canonicalProfile(profile), sha256: await profileHash(profile) }
  const { tenantId } = tenant
  await withTenant(stack.database.db, tenantId, (trx) =>
    createProfile(trx, { tenantId, memberId: author.memberId, at: new Date() }, { name, text }),
  )
  const desk = await openManager(browser, stack, author, '/profiles')
  await desk.getByRole('row', { name }).click()
  await desk.getByRole('row', { name: /^Version 1/ }).click()
  await desk.getByRole('button', { name: 'Add a rule' }).waitFor()
  return desk
}
const names = (desk: Page) =>
  desk
    .locator('.rule-line strong')
    .evaluateAll((all) => all.map((each) => each.textContent?.replace(/^\d+\. /, '')))
const englishNames = full.rules.map(({ name }) => name?.en)

test('rules are moved by mouse, by keyboard and by their place, and everything is taken back', async () => {
  const desk = await deskOn(full, 'Order')
  const [first, second, third, ...rest] = englishNames
  await desk.locator('#rule-0-title').focus()
  await desk.keyboard.press('Alt+ArrowDown')
  expect(await names(desk)).toEqual([second, first, third, ...rest])
  expect(await desk.evaluate(() => document.activeElement?.id)).toBe('rule-1-title')
  await desk.keyboard.press('Alt+ArrowUp')
  expect(await names(desk)).toEqual(englishNames)

  await desk
    .getByTestId('drag')
    .first()
    .dragTo(desk.locator('.rule-card').nth(2), {
      targetPosition: { x: 200, y: 60 },
    })
  expect(await names(desk)).toEqual([second, third, first, ...rest])

  await desk.locator('#rule-2-title').focus()
  await desk.keyboard.press('Enter')
  await desk.getByRole('textbox', { name: 'Place' }).fill('1')
  await desk.keyboard.press('Enter')
  expect(await names(desk)).toEqual(englishNames)

  await desk.locator('h1').click()
  for (let step = 0; step < 4; step += 1) await desk.keyboard.press('Control+z')
  await desk.getByText('Saved', { exact: true }).waitFor()
  await desk.keyboard.press('Control+y')
  expect(await names(desk)).toEqual([second, first, third, ...rest])
})

test('a rule’s id is changed on its card; one that is taken is told by the linter', async () => {
  const desk = await deskOn(full, 'Ids')
  await desk.locator('#rule-1-title').click()
  const id = desk.getByRole('textbox', { name: 'Id', exact: true })
  await id.fill('Other Face')
  expect(await id.getAttribute('aria-invalid')).toBe('true')
  await id.fill('expired')
  await id.press('Enter')
  await desk.getByText('Another rule has the same id').first().waitFor()
  expect(await desk.getByRole('button', { name: 'Save draft' }).isDisabled()).toBe(true)
  await desk.getByRole('textbox', { name: 'Id', exact: true }).first().fill('face-differs')
  await desk.keyboard.press('Tab')
  await expect.poll(() => desk.getByText('Another rule has the same id').count()).toBe(0)
  await desk.keyboard.press('Control+s')
  await desk.getByText('Draft saved.').waitFor()
})

test('every field of an effect is set by clicks and read in the sentence', async () => {
  const desk = await deskOn(full, 'Effects')
  await desk.locator('#rule-0-title').click()
  await desk.getByRole('textbox', { name: 'Priority' }).first().fill('80')
  await desk.getByLabel('A partner may resolve it').first().check()
  await desk.getByLabel('A second person confirms').first().check()
  await desk.getByRole('combobox', { name: 'Queue' }).first().fill('night')
  await expect
    .poll(() => desk.getByTestId('sentence').first().textContent())
    .toContain(
      'the queue “night” (priority 80; a partner may resolve it; a second person confirms)',
    )
  await desk.getByRole('combobox', { name: 'Effect' }).first().click()
  await desk.getByRole('option', { name: 'Hold for masking' }).click()
  await expect
    .poll(() => desk.getByTestId('sentence').first().textContent())
    .toContain('hold until the pictures are masked')
  expect(await allFindings(desk)).toEqual([])
})

test('JSON from elsewhere is read from a file, told place by place, kept while one looks elsewhere, and given out', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'profile-'))
  const file = path.join(folder, 'foreign.json')
  const text = JSON.stringify(full, null, 2).replace('"EQUAL"', '"equals"')
  await writeFile(file, text)
  const desk = await deskOn(full, 'Foreign')
  await desk.getByRole('tab', { name: 'JSON' }).click()
  await desk.getByTestId('import-file').setInputFiles(file)
  const place = desk.getByRole('button', { name: /rules\[0\]\.when\.any\[0\]\.operator/ })
  await place.waitFor()
  expect(await desk.getByRole('button', { name: 'Take over' }).isDisabled()).toBe(true)
  await place.click()
  expect(await desk.evaluate(() => getSelection()?.toString())).toContain('"operator": "equals"')

  await desk.getByRole('tab', { name: 'Rules' }).click()
  await desk.getByText('There is JSON that was not taken over yet').waitFor()
  expect(await desk.getByRole('button', { name: 'Submit for publishing' }).isDisabled()).toBe(true)
  await desk.getByRole('tab', { name: 'JSON' }).click()
  const box = desk.getByRole('textbox', { name: 'JSON' })
  expect(await box.inputValue()).toBe(text)
  await box.fill(text.replace('"equals"', '"NOT_EQUAL"'))
  await desk.getByRole('button', { name: 'Take over' }).click()
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: 'Export' }).click(),
  ])
  const given = await readFile(await download.path(), 'utf8')
  expect(given).toContain('"NOT_EQUAL"')
  expect(download.suggestedFilename()).toBe('check-profile-v1.json')
})

test('two hundred rules stay quick under the hand, and are searched', async () => {
  const rules = Array.from({ length: 200 }, (_, i) => ({
    id: `r-${i}`,
    name: { ja: `ルール${i}`, en: `Rule ${i}` },
    when: { all: [{ fact: 'DOB_AGE.age', operator: 'EQUAL' as const, value: i }] },
    effect: { kind: 'DECLINE' as const, reasonCodes: [] },
  }))
  const desk = await deskOn(
    { ...full, rules: [...rules.slice(0, 199), ...full.rules.slice(-1)] },
    'Many',
  )
  // far from the view there are sentences only
  expect(await desk.locator('.rule-card').count()).toBe(200)
  expect(await desk.getByTestId('drag').count()).toBeLessThan(80)
  await desk.locator('#rule-0-title').click()
  const name = desk.getByLabel('Name (English)')
  await name.focus()
  const slowestMs = await desk.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let slowest = 0
        let last = performance.now()
        const end = last + 4_000
        const frame = (now: number) => {
          slowest = Math.max(slowest, now - last)
          last = now
          if (now > end) resolve(slowest)
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
        const input = document.activeElement as HTMLInputElement
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
        let typed = 0
        const timer = setInterval(() => {
          set?.call(input, `Rule ${(typed += 1)}`)
          input.dispatchEvent(new Event('input', { bubbles: true }))
          if (typed === 20) clearInterval(timer)
        }, 120)
      }),
  )
  console.info(`slowest frame while typing into one of 200 rules: ${Math.round(slowestMs)} ms`)
  // shared processors: the limit is for what would be felt as standing still
  expect(slowestMs).toBeLessThan(2_000)
  await desk.getByRole('searchbox', { name: 'Find a rule' }).fill('r-150')
  await expect.poll(() => names(desk)).toEqual(['Rule 150'])
})

test('the end of a method by law is drafted by a click and scheduled for its day', async () => {
  const publisher = await stack.signIn(tenant.tenantId, ['PROFILE_PUBLISHER'])
  const desk = await openManager(browser, stack, author, '/profiles')
  await desk.getByRole('row', { name: 'FULL' }).click()
  await desk.getByText('End of method ホ').waitFor()
  await desk.getByRole('button', { name: 'Begin a draft for it' }).click()
  await desk.getByText('No approval by pictures alone').first().waitFor()
  await desk.getByRole('button', { name: 'Submit for publishing' }).click()
  const dialog = desk.getByRole('dialog')
  expect(await dialog.getByLabel('Day and time (Japan)').inputValue()).toBe('2027-04-01T00:00')
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click()
  await desk.getByText('Its author proposes').waitFor()

  const address = new URL(desk.url()).hash.slice(1)
  const office = await openManager(browser, stack, publisher, address)
  await office.getByRole('button', { name: 'Publish', exact: true }).click()
  const gates = office.getByRole('dialog')
  await gates.getByText('Nothing is approved against the law of its first day').waitFor()
  await gates.getByRole('button', { name: 'Schedule' }).click()
  await office.getByText(/Scheduled for 1 Apr 2027, 00:00/).waitFor()
  await office.getByRole('button', { name: 'Cancel the schedule' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Cancel the schedule' }).click()
  await office.getByText('The schedule was cancelled').waitFor()
  await office.getByRole('tab', { name: 'History' }).click()
  await office.getByText('Schedule cancelled').waitFor()
})

test('a profile is archived with a word, found among the archived, and brought back', async () => {
  const owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  const office = await openManager(browser, stack, owner, '/profiles')
  await office.getByRole('row', { name: 'FULL' }).click()
  await office.getByRole('button', { name: 'Archive the profile' }).click()
  await office.getByRole('dialog').getByRole('textbox', { name: 'Comment' }).fill('merged')
  await office.getByRole('dialog').getByRole('button', { name: 'Archive the profile' }).click()
  await office.getByText('No new application is decided by it.', { exact: false }).waitFor()
  await office.getByRole('link', { name: 'Check profiles' }).click()
  await office.getByRole('button', { name: 'Archived' }).click()
  await office.getByRole('row', { name: 'FULL' }).click()
  await office.getByText('merged').waitFor()
  await office.getByRole('button', { name: 'Bring back' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click()
  await office.getByText('Brought back').first().waitFor()
  expect(await allFindings(office)).toEqual([])
})
