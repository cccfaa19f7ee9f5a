import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openByApi } from '../support/api-applicant.ts'
import { calm } from '../support/calm.ts'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulCase } from '../support/doubtful-case.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { allFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
/** By how far the product is ahead of the world. */
let aheadMs = 0
const clock = () => new Date(Date.now() + aheadMs)
beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
    { trustedProxies: 1, clock, workerClock: clock },
  )
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

/** Pictures at 1280. */
async function shootWide(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS']) await page.setViewportSize({ width: 1280, height: 900 })
  await shoot(page, name, { fullPage: true })
}
/** The same light, dark and in Japanese. */
async function shootAll(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return
  await shootWide(page, `${name}-en-light`)
  await page.evaluate(() => {
    localStorage.setItem('kakunin.locale', 'ja')
    localStorage.setItem('RaStorekakunin.theme', '"dark"')
  })
  await page.reload()
  await page.getByRole('heading', { name: '設定', level: 1 }).waitFor()
  await page.getByRole('tabpanel').first().waitFor()
  await calm(page)
  await shootWide(page, `${name}-ja-dark`)
}

test('a brand and words that an owner sets are on the applicant’s phone, in every language', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const page = await openManager(browser, stack, owner, '/settings/branding')
  await page.getByLabel('Company name for applicants').fill('みどり銀行')
  await page.getByLabel('Main colour').fill('#ffcc00')
  await page.getByText('Too light to read:', { exact: false }).waitFor()
  await page.getByLabel('Email address').fill('help@midori.example')
  const logo = await sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><rect width="60" height="60" rx="12" fill="#0a7a3d"/><rect x="80" y="20" width="150" height="20" fill="#0a7a3d"/></svg>',
    ),
  )
    .png()
    .toBuffer()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'sign.svg', mimeType: 'image/svg+xml', buffer: logo })
  await page.getByText('This is no PNG, JPEG or WebP.').waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'sign.png', mimeType: 'image/png', buffer: logo })
  const phone = page.frameLocator('iframe')
  await phone.getByRole('heading', { name: /みどり銀行/ }).waitFor()
  await phone.getByRole('img', { name: 'みどり銀行' }).waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  expect(await allFindings(page, { exclude: 'iframe' })).toEqual([])
  await shootAll(page, 'branding')

  const texts = await openManager(browser, stack, owner, '/settings/texts')
  const intros = {
    日本語: '口座開設のご本人確認です。\n5分ほどかかります。',
    English: 'This opens your account.\nIt takes five minutes.',
    'Tiếng Việt': 'Xác minh để mở tài khoản.\nMất khoảng năm phút.',
  }
  for (const [language, intro] of Object.entries(intros)) {
    await texts.getByRole('tab', { name: language }).click()
    await texts.getByLabel('Before it begins').fill(intro)
    await texts.frameLocator('iframe').getByText(intro.slice(0, 10), { exact: false }).waitFor()
  }
  await texts.getByRole('button', { name: 'Save', exact: true }).click()
  await texts.getByText('Saved.').waitFor()
  expect(await allFindings(texts, { exclude: 'iframe' })).toEqual([])
  await shootAll(texts, 'texts')

  const { link } = await openByApi(stack, { key: await stack.addKey(tenantId) })
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'ja-JP',
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  })
  const applicant = await context.newPage()
  await applicant.goto(link)
  for (const [locale, intro] of Object.entries({
    ja: intros.日本語,
    en: intros.English,
    vi: intros['Tiếng Việt'],
  })) {
    await applicant.getByRole('combobox').selectOption(locale)
    await applicant.getByText(intro).waitFor()
    await applicant.getByRole('heading', { name: /みどり銀行/ }).waitFor()
    await applicant.getByRole('link', { name: 'help@midori.example' }).waitFor()
    expect(await allFindings(applicant, { exclude: 'iframe' })).toEqual([])
    await shoot(applicant, `phone-${locale}`)
  }
  // the sign is really there, and the colour is the one that can be read
  const drawn = await applicant
    .getByRole('img', { name: 'みどり銀行' })
    .evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0))
  expect(drawn).toBe(240)
  const colour = await applicant.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--indigo'),
  )
  expect(colour).toMatch(/^#[0-9a-f]{6}$/)
  expect(colour).not.toBe('#ffcc00')
  await context.close()
})

test('a checklist that a supervisor makes is before the reviewer, and a colleague’s edit is not run over', async () => {
  const tenant = await prepareTenant(stack.database)
  const lead = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])
  const page = await openManager(browser, stack, lead, '/settings/checklist')
  await page.getByText('There are no items', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Add an item' }).click()
  await page.getByLabel('Words in Japanese').fill('住所を電話で確認した')
  await page.getByLabel('Words in English').fill('Address confirmed by telephone')
  await page.getByLabel('The reviewer has to write a note').check()
  const colleague = await openManager(browser, stack, lead, '/settings/checklist')
  await colleague.getByRole('button', { name: 'Add an item' }).click()
  await colleague.getByLabel('Words in Japanese').fill('顔')
  await colleague.getByLabel('Words in English').fill('Face')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  expect(await allFindings(page, { exclude: 'iframe' })).toEqual([])
  await shootAll(page, 'checklist')
  await colleague.getByRole('button', { name: 'Save', exact: true }).click()
  await colleague.getByText('Somebody else saved this section', { exact: false }).waitFor()
  // what was typed is still there, until it is let go
  expect(await colleague.getByLabel('Words in English').inputValue()).toBe('Face')
  expect(await allFindings(colleague, { exclude: 'iframe' })).toEqual([])
  await colleague.getByRole('button', { name: 'Load their version' }).click()
  await vi.waitFor(async () =>
    expect(await colleague.getByLabel('Words in English').inputValue()).toBe(
      'Address confirmed by telephone',
    ),
  )

  const doubt = await doubtfulCase(stack.database, stack.temporal, tenant)
  const reviewer = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  await doubt.claim({ memberId: reviewer.memberId })
  const desk = await openManager(browser, stack, reviewer, `/cases/case_${doubt.caseId}/show`)
  await desk.getByLabel('Address confirmed by telephone').waitFor()
})

test('hours and methods are set by those who may, and only looked at by the others', async () => {
  const { tenantId } = await prepareTenant(stack.database, { settings: { regime: 'APTCP' } })
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const page = await openManager(browser, stack, owner, '/settings')
  await page.getByRole('table', { name: 'Method' }).waitFor()
  await page.getByRole('switch', { name: 'Offered: Document and face' }).uncheck()
  await page.getByText('No method is offered that can be used today', { exact: false }).waitFor()
  await shootAll(page, 'methods-none')
  await page.getByRole('tab').nth(1).click()
  await page.getByRole('switch').first().uncheck()
  expect(await allFindings(page, { exclude: 'iframe' })).toEqual([])
  await shootWide(page, 'hours-ja-dark')

  const auditor = await stack.signIn(tenantId, ['AUDITOR'])
  const seen = await openManager(browser, stack, auditor, '/settings/businessHours')
  await seen.getByText('You can look at these settings.', { exact: false }).waitFor()
  expect(await seen.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
  await seen.getByRole('tab', { name: 'Methods' }).click()
  await seen.getByRole('table', { name: 'Method' }).waitFor()
  expect(await allFindings(seen, { exclude: 'iframe' })).toEqual([])
})

test('a term that is made short erases pictures, and what was found and decided can still be read', async () => {
  const tenant = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  const doubt = await doubtfulCase(stack.database, stack.temporal, tenant)
  const reviewer = { memberId: tenant.reviewer }
  await doubt.claim(reviewer)
  await doubt.resolve(reviewer, 'DECLINE')
  await reach(stack.database, tenant.tenantId, doubt.session.sessionId, 'DECLINED')

  const page = await openManager(browser, stack, owner, '/settings/retention')
  await page.getByText('Nothing.').waitFor()
  await page.getByLabel('Declined: Pictures, days').fill('40')
  await page.getByLabel('Declined: Person’s data, days').fill('30')
  await page.getByText('No longer than the person’s data').waitFor()
  await page.getByLabel('Declined: Pictures, days').fill('10')
  aheadMs = 11 * 86_400_000
  await page.getByText('What the next night would erase if this were saved').waitFor()
  await page.getByText('Applications concerned: 1.').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  expect(await allFindings(page, { exclude: 'iframe' })).toEqual([])
  await shootAll(page, 'retention')
  const again = await openManager(browser, stack, owner, '/settings/retention')
  await again.getByRole('button', { name: 'Erase now' }).click()
  await again.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await again.getByText('Nothing.').waitFor()

  const session = await openManager(
    browser,
    stack,
    owner,
    `/sessions/vs_${doubt.session.sessionId}/show`,
  )
  const kept = session.getByRole('region', { name: 'Kept and erased' })
  await kept.getByText(/Pictures: erased on/).waitFor()
  await kept.getByText('Film: kept').waitFor()
  await session.getByText('Pictures erased in time').waitFor()
  // checks, fields and the decision are there as before: masked, as they are without a purpose
  await session.getByText('山●●●●').first().waitFor()
  await session.getByText('Declined').first().waitFor()
  await kept.getByRole('button', { name: 'Place a legal hold' }).click()
  await kept.getByText(/Legal hold: Lawsuit/).waitFor()
  expect(await allFindings(session, { exclude: 'iframe' })).toEqual([])
  await shootWide(session, 'session-erased')
  aheadMs = 0
})
