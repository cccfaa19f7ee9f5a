import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulVision, sessionOf, waitingCase } from '../support/review-desk.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

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

/** What is made of a case, and the keys that make it; words in quotes are typed. */
const ways = {
  APPROVED: ['y', 'a', 'Enter', 'Enter'],
  DECLINED: ['y', 'd', 'm', '"Someone else"', 'Control+Enter', 'Enter'],
  // the shown picture alone, by itself
  RESUBMISSION_REQUESTED: ['4', 'i', 'Enter', 'Enter'],
} as const
type Status = keyof typeof ways

const plan: readonly Status[] = [
  'APPROVED',
  'DECLINED',
  'APPROVED',
  'RESUBMISSION_REQUESTED',
  'APPROVED',
  'APPROVED',
  'DECLINED',
  'APPROVED',
  'RESUBMISSION_REQUESTED',
  'APPROVED',
]

test('a reviewer clears ten cases by keyboard alone', async () => {
  const { tenantId } = await prepareTenant(stack.database, {
    settings: { checklist: [{ id: 'faces', ja: '顔を見比べた', en: 'Faces compared by eye' }] },
  })
  const key = await stack.addKey(tenantId)
  const cases = new Map<string, string>()
  for (const [index] of plan.entries()) {
    const { externalId, sessionId } = await waitingCase(stack, key, `customer-${index}`)
    cases.set(externalId, sessionId)
  }
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const page = await openManager(browser, stack, reviewer, '/cases')
  await page.getByRole('row', { name: 'customer-0' }).waitFor()

  const made = new Map<string, Status>()
  const presses: number[] = []
  for (const status of plan) {
    let count = 0
    const press = async (step: string) => {
      if (step.startsWith('"')) {
        const words = step.slice(1, -1)
        count += words.length
        await page.keyboard.type(words)
      } else {
        count += 1
        await page.keyboard.press(step)
      }
    }
    const before = page.url()
    await press('n')
    await page.waitForURL((url) => url.href !== before && /cases\/.+\/show/.test(url.href))
    await page.getByRole('button', { name: 'Release' }).waitFor()
    const reference = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    for (const step of ways[status]) {
      const asked = await page.getByRole('dialog').isVisible()
      await press(step)
      // as a person does, see what one is about to answer
      if (step === 'm') await expect.poll(() => page.evaluate(focusedTag)).toBe('TEXTAREA')
      if (step.endsWith('Enter') && !asked) await page.getByRole('dialog').waitFor()
    }
    await page.getByText(/^Resolved: /).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    made.set(reference, status)
    presses.push(count)
  }

  expect(made.size).toBe(10)
  for (const [externalId, status] of made) {
    const id = cases.get(externalId) ?? ''
    await vi.waitFor(
      async () => expect((await sessionOf(stack, key, id)).status).toBe(status),
      30_000,
    )
  }
  const again = [...made].find(([, status]) => status === 'RESUBMISSION_REQUESTED')?.[0] ?? ''
  expect(await sessionOf(stack, key, cases.get(again) ?? '')).toMatchObject({
    askedSlots: ['FACE'],
    decisions: [{}, { outcome: 'ASK_AGAIN', slots: ['FACE'], reasonCodes: ['FACE_DOUBTFUL'] }],
  })
  const median = presses.toSorted((a, b) => a - b)[Math.floor(presses.length / 2)] ?? 0
  process.stdout.write(`key presses a case: median ${median}, most ${Math.max(...presses)}\n`)
  expect(median).toBeLessThanOrEqual(6)
})

const focusedTag = () => document.activeElement?.tagName
