import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulVision, staffAsks, waitingCase } from '../support/review-desk.ts'
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

async function openCase(): Promise<{ page: Page; caseId: string; tenantId: string }> {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await stack.addKey(tenantId)
  await waitingCase(stack, key, 'customer-6')
  const { caseId } = await waitingCase(stack, key, 'customer-7')
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  await staffAsks(stack, reviewer, 'ClaimCase', { caseId })
  const page = await openManager(browser, stack, reviewer, `/cases/${caseId}/show`)
  await page.getByRole('button', { name: 'Release' }).waitFor()
  await page.getByRole('img', { name: 'Front' }).waitFor()
  return { page, caseId, tenantId }
}

test('a chosen check marks its place on the picture, and a clicked place chooses its check', async () => {
  const { page } = await openCase()
  const chosen = page.locator('li button[aria-expanded="true"]')
  await page.locator('[data-check-region="FACE_MATCH"]').first().waitFor()
  await page.getByRole('button', { name: /Face match/ }).click()
  await expect.poll(() => page.locator('[data-region]').count()).toBe(2)
  await page.locator('[data-check-region="NAME"]').click()
  await expect.poll(() => chosen.textContent()).toContain('Name')
  await expect.poll(() => page.locator('[data-region]').count()).toBe(1)
  await page.keyboard.press('g')
  await expect.poll(() => page.locator('[data-check-region]').count()).toBe(0)
})

test('portrait and face lie over each other, face on face', async () => {
  const { page } = await openCase()
  await page.keyboard.press('o')
  await page.getByText('Face on face, as the machine found them').waitFor()
  const frames = page.locator('[data-overlay]')
  await expect.poll(() => frames.locator('img').count()).toBe(4)
  // both boxes come to lie in the middle of their frames, equally high
  const placed = await frames.nth(1).evaluate((frame) => {
    const boxes = [
      { x0: 0.7, y0: 0.35, x1: 0.92, y1: 0.75 },
      { x0: 0.3, y0: 0.25, x1: 0.7, y1: 0.7 },
    ]
    const at = frame.getBoundingClientRect()
    return Array.from(frame.querySelectorAll('img'), (img, index) => {
      const { left, top, width, height } = img.getBoundingClientRect()
      const { x0, y0, x1, y1 } = boxes[index] ?? { x0: 0, y0: 0, x1: 0, y1: 0 }
      return {
        x: Math.round(left + ((x0 + x1) / 2) * width - at.left - at.width / 2),
        y: Math.round(top + ((y0 + y1) / 2) * height - at.top - at.height / 2),
        share: Math.round(((y1 - y0) * height * 100) / at.height),
      }
    })
  })
  expect(placed).toEqual([
    { x: 0, y: 0, share: 50 },
    { x: 0, y: 0, share: 50 },
  ])
  // the blink is a change of what is seen
  const opacity = () =>
    frames
      .nth(1)
      .locator('img')
      .nth(1)
      .evaluate((img) => img.style.opacity)
  const seen = new Set<string>()
  await expect.poll(async () => seen.add(await opacity()).size, { timeout: 10_000 }).toBe(2)
  expect(await seriousFindings(page)).toEqual([])
})

test('the film plays with the turns that were asked for and seen', async () => {
  const { page } = await openCase()
  await page.keyboard.press('5')
  const turns = page.getByRole('list', { name: 'Turns that were asked for' })
  await expect.poll(() => turns.textContent()).toContain('← left 31° · 1.2 s')
  const frame = page.getByRole('slider', { name: 'Frame' })
  expect(await frame.getAttribute('value')).toBe('0')
  await page.keyboard.press(' ')
  await expect.poll(() => frame.getAttribute('value'), { timeout: 20_000 }).toBe('5')
})

test('the past is shown as it was, marked as past, without anything to do', async () => {
  const { page } = await openCase()
  await page.getByText('Assigned', { exact: true }).waitFor()
  await page.keyboard.press('<')
  await page.getByText(/^As it was at/).waitFor()
  await page.getByRole('region', { name: 'Time line' }).getByText('Case opened').waitFor()
  await page.getByText('Open', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: /Approve|Decline|Release/ }).count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('a')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Release' }).waitFor()
  // the key of the past did nothing now either
  expect(await page.getByLabel('Internal note').count()).toBe(0)
})

test('the alerts lead to the other application of the same person', async () => {
  const { page } = await openCase()
  await page.getByRole('tab', { name: 'Alerts (2)' }).click()
  await page.getByRole('link', { name: 'customer-6' }).waitFor()
  await page.getByRole('button', { name: 'Show the check' }).click()
  await expect
    .poll(() => page.locator('li button[aria-expanded="true"]').textContent())
    .toContain('Duplicate')
})

test('a case is printed on paper with its facts, checks, rules and masked pictures, and nothing of the page', async () => {
  const { page } = await openCase()
  await page.keyboard.press('p')
  await page.locator('#print-sheet').waitFor({ state: 'attached' })
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('#print-sheet')
  await sheet.waitFor()
  expect(await page.locator('#root').isVisible()).toBe(false)
  const text = (await sheet.textContent()) ?? ''
  for (const part of ['Case customer-7', '東京都千代田区霞が関', 'Face match', 'Sent to review']) {
    expect(text).toContain(part)
  }
  await expect.poll(() => sheet.locator('img').count()).toBe(5)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})

test('what the applicant will read follows what is chosen, in every language of theirs', async () => {
  const { page } = await openCase()
  await page.keyboard.press('4')
  await page.keyboard.press('i')
  const preview = page.getByTestId('applicant-preview')
  await expect.poll(() => preview.textContent()).toContain('お顔')
  await page.getByRole('button', { name: 'vi' }).click()
  await expect.poll(() => preview.textContent()).toContain('Khuôn mặt')
  await page.getByRole('button', { name: 'en', exact: true }).click()
  await expect.poll(() => preview.textContent()).toContain('Your face')
  // a suspicion is not given away
  await page.keyboard.press('d')
  await page.keyboard.press('e')
  await page.keyboard.type('altered')
  await page.keyboard.press('Enter')
  await expect.poll(() => preview.textContent()).toContain('We could not verify your identity')
  expect(await preview.textContent()).not.toMatch(/tamper|alter/i)
})

test('the page is readable in Japanese and in the dark too', async () => {
  const { page } = await openCase()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: /日本語/ }).click()
  await page.getByText('キューに戻す').waitFor()
  await page.keyboard.press('d')
  await page.getByLabel('内部メモ').waitFor()
  await page.getByRole('img', { name: '表面' }).waitFor()
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe('rgb(18, 23, 22)')
  expect(await seriousFindings(page)).toEqual([])
})
