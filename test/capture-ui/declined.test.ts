import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { locales, type Locale } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulVision, sessionOf, staffAsks } from '../support/review-desk.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { seriousFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let tenantId: string
let key: string
let reviewer: SignedIn

beforeAll(async () => {
  stack = await startStack(await doubtfulVision(), { trustedProxies: 1 })
  browser = await launchBrowser()
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = await stack.addKey(tenantId)
  reviewer = await stack.signIn(tenantId, ['REVIEWER'])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

/** An application that a person declined, on the applicant's phone. */
async function declined(
  locale: Locale,
  reasonCodes: readonly ReasonCode[],
): Promise<{ readonly page: Page; readonly id: string }> {
  const { id, link } = await openByApi(stack, { key }, { locale })
  const cookie = await followLink(link)
  await applyByApi(stack, cookie)
  await reach(stack.database, tenantId, id.slice(3), 'IN_REVIEW')
  const { case: found } = await vi.waitFor(async () => {
    const session = await sessionOf(stack, key, id)
    expect(session.case).not.toBeNull()
    return session
  }, 60_000)
  const { claimCase } = await staffAsks(stack, reviewer, 'ClaimCase', { caseId: found.id })
  await staffAsks(stack, reviewer, 'ResolveCase', {
    input: {
      caseId: found.id,
      expectedVersion: claimCase?.version,
      resolution: 'DECLINE',
      reasonCodes,
      idempotencyKey: id,
    },
  })
  await reach(stack.database, tenantId, id.slice(3), 'DECLINED')
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale,
  })
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), url: stack.url }
    }),
  )
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${stack.url}/capture/`)
  await page.locator('[data-end=DECLINED]').waitFor()
  return { page, id }
}

test.each(locales)(
  '%s: who was declined reads what could not be confirmed and what to do',
  async (locale) => {
    const { page, id } = await declined(locale, ['NAME_MISMATCH', 'DOC_EXPIRED'])
    expect(await page.getByRole('listitem').count()).toBe(2)
    const { data } = await stack.ask(
      { key },
      `query ($id: ID!) { verificationSession(id: $id) { decisions { outcome
      told: applicantExplanation(locale: ${locale}) } } }`,
      { id },
    )
    const told: readonly string[] = data?.['verificationSession'].decisions.at(-1).told
    expect(told).toHaveLength(2)
    const shown = await page.textContent('main')
    for (const sentence of told) {
      for (const part of sentence.split(/(?<=。)|(?<=\. )/)) {
        expect(shown).toContain(part.replace(/。$|\. $/, ''))
      }
    }
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, `declined-${locale}`)
  },
)

test('who was declined for a suspicion, too, reads the neutral sentence and nothing else', async () => {
  const { page } = await declined('en', ['NAME_MISMATCH', 'SCREEN_SUSPECT'])
  expect(await page.getByRole('listitem').count()).toBe(0)
  const shown = await page.textContent('main')
  expect(shown).toContain('We could not verify your identity')
  expect(shown).not.toContain('name')
  await shoot(page, 'declined-neutral')
})
