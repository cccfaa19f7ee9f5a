import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { watchSplit } from '../../activities/watch-split.ts'
import { withTenant } from '../../db/client.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { presetOf } from '../../rules/presets.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulVision, staffAsks, waitingCase } from '../support/review-desk.ts'
import { insertSession } from '../support/session-row.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach, type PreparedTenant } from '../support/tenant.ts'
import { seriousFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let stack: Stack
let browser: Browser
let tenant: PreparedTenant
let owner: SignedIn

beforeAll(async () => {
  stack = await startStack(await doubtfulVision())
  browser = await launchBrowser()
  tenant = await prepareTenant(stack.database)
  const { db, keyring, ownerUrl } = stack.database
  const plan = await withTenant(db, tenant.tenantId, (trx) =>
    planForTenant(trx, tenant.tenantId, { sessions: 3000 }),
  )
  await loadPast({ db, keyring, ownerUrl }, tenant.tenantId, plan, {
    parts: { facts: true, captures: false, readings: false },
  })
  owner = await stack.signIn(tenant.tenantId, ['OWNER'])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

async function choose(page: Page, label: string, option: string | RegExp) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

test('an author asks the advisor, makes a draft of a value and lets it decide in the shadow; the page shows where it differs and what a person said', async () => {
  const author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  const page = await openManager(browser, stack, author, '/profiles')
  await page.getByRole('row', { name: 'FULL' }).click()
  await page.getByRole('link', { name: 'Threshold advisor' }).click()
  await page.getByRole('heading', { name: 'Approved without a person, against error' }).waitFor()
  await choose(page, 'Threshold', 'Level of the face match')
  await page.getByRole('button', { name: 'Show as a table' }).click()
  const curve = page.getByRole('table')
  await curve.getByRole('row', { name: /^high .*\(now\)/ }).waitFor()
  expect(await curve.getByRole('row', { name: /^low/ }).textContent()).toMatch(/\d %/)
  expect(await seriousFindings(page)).toEqual([])

  await choose(page, 'Value of the draft', /^low/)
  await page.getByRole('button', { name: 'Make a draft with this value' }).click()
  await page.getByText('This version has not yet decided beside').waitFor()
  await page.getByRole('button', { name: 'Start the shadow' }).click()
  await page.getByText('It runs. No application has been decided since it began.').waitFor()

  // its level of the face is doubted by the version in force, and enough for the draft
  const key = await stack.addKey(tenant.tenantId)
  const { caseId, sessionId } = await waitingCase(stack, key, 'shadowed')
  await page.getByRole('button', { name: 'Refresh' }).click()
  const matrix = page.getByRole('region', { name: 'In force against this version' })
  await matrix.waitFor()
  expect(await rowsOf(matrix.getByRole('table'))).toEqual([
    ['In force ＼ This version', 'Approve', 'Send to review', 'Together'],
    ['Approve', '0', '0', '0'],
    ['Send to review', '1', '0', '1'],
    ['Together', '1', '0', '1'],
  ])
  const differences = page.getByRole('region', { name: 'Decided otherwise' })
  await differences.getByRole('row', { name: /Send to review.*Approve.*—/ }).waitFor()
  expect(await seriousFindings(page)).toEqual([])

  const claimed = await staffAsks(stack, owner, 'ClaimCase', { caseId })
  await staffAsks(stack, owner, 'ResolveCase', {
    input: {
      caseId,
      expectedVersion: claimed['claimCase'].version,
      resolution: 'DECLINE',
      reasonCodes: ['FACE_MISMATCH'],
      idempotencyKey: randomUUID(),
    },
  })
  await reach(stack.database, tenant.tenantId, sessionId.slice(3), 'DECLINED')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page
    .getByText('1 that people did not approve would have been approved without anybody looking.')
    .waitFor()
  await differences.getByRole('row', { name: /Send to review.*Approve.*Decline/ }).waitFor()

  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Go on' }).waitFor()
})

async function rowsOf(table: ReturnType<Page['getByRole']>): Promise<string[][]> {
  const rows = await table.getByRole('row').all()
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()))
}

test('a publisher starts an A/B test, and reads why it stopped by itself', async () => {
  const author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  const publisher = await stack.signIn(tenant.tenantId, ['PROFILE_PUBLISHER'])
  const effectiveFrom = new Date(Date.now() + 100 * 86_400_000).toISOString()
  const profileId = await withTenant(stack.database.db, tenant.tenantId, async (trx) =>
    globalId(
      'CheckProfile',
      (await trx.selectFrom('checkProfiles').select('id').executeTakeFirstOrThrow()).id,
    ),
  )
  const { saveCheckProfileDraft: draft } = await staffAsks(stack, author, 'SaveCheckProfileDraft', {
    input: { profileId, definition: presetOf('FULL').profile },
  })
  await staffAsks(stack, author, 'SubmitCheckProfile', { versionId: draft.id, effectiveFrom })
  await staffAsks(stack, publisher, 'PublishCheckProfile', { versionId: draft.id, effectiveFrom })

  const page = await openManager(browser, stack, publisher, `/profiles/${profileId}/show`)
  await page.getByRole('link', { name: 'A/B test' }).click()
  const form = page.getByRole('region', { name: 'Start an A/B test' })
  await form.getByRole('textbox', { name: 'Share of new applications' }).fill('60')
  await form.getByText('Expected 1 to 50.').waitFor()
  expect(await form.getByRole('button', { name: 'Start an A/B test' }).isDisabled()).toBe(true)
  await form.getByRole('textbox', { name: 'Share of new applications' }).fill('２５')
  await form.getByRole('textbox', { name: 'sends to people more than' }).fill('20')
  await form.getByRole('textbox', { name: 'Not before so many cases' }).fill('20')
  expect(await seriousFindings(page)).toEqual([])
  await form.getByRole('button', { name: 'Start an A/B test' }).click()
  await page.getByText('25 % of new applications').waitFor()
  await page.getByRole('table', { name: 'Guard rails' }).waitFor()
  expect(await form.count()).toBe(0)

  for (let i = 0; i < 20; i += 1) {
    const at = { ...tenant, versionId: String(draft.id).slice(3) }
    const session = await insertSession(stack.database, at)
    const dependencies = { db: stack.database.db, clock: () => new Date() }
    await watchSplit(dependencies, session, 'REVIEW', 'MACHINE')
  }
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByText(/Stopped by itself: the version sent too many to people/).waitFor()
  await page.getByText('20 of 20 (100 %); the limit is 20 %.').waitFor()
  await form.waitFor()
  const desk = await openManager(browser, stack, author, `/profiles/${profileId}/show`)
  await desk.getByText(/^A\/B test: Version \d+\. Stopped by itself/).waitFor()
  expect(await seriousFindings(page)).toEqual([])
})

test('who may look at profiles but not try them sees no way there', async () => {
  const auditor = await stack.signIn(tenant.tenantId, ['AUDITOR'])
  const page = await openManager(browser, stack, auditor, '/profiles')
  await page.getByRole('row', { name: 'FULL' }).click()
  await page.getByRole('heading', { name: 'FULL' }).waitFor()
  await page.getByRole('table', { name: 'Versions' }).waitFor()
  expect(await page.getByRole('link', { name: /Threshold advisor|A\/B test/ }).count()).toBe(0)
})
