import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { newId } from '../../domain/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulCase } from '../support/doubtful-case.ts'
import { doubtfulVision, staffAsks } from '../support/review-desk.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { seriousFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
beforeAll(async () => {
  stack = await startStack(await doubtfulVision(), { trustedProxies: 1 })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

/** A reviewer to whom chance gives a known case instead of this one. */
async function drawnFor(caseId: string, { tenantId }: PreparedTenant): Promise<SignedIn> {
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const personId = await personDrawn(caseId, tenantId)
  await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .updateTable('members')
      .set({ personMemberId: personId })
      .where('id', '=', reviewer.memberId)
      .execute(),
  )
  return reviewer
}
async function personDrawn(caseId: string, tenantId: string): Promise<string> {
  const person = newId()
  const { keyring } = stack.database
  const hash = await keyring.blindIndex(tenantId, 'known-case', `${caseId}/${person}`)
  return hash.readUInt32BE(0) < 2 ** 32 / 10 ? person : personDrawn(caseId, tenantId)
}

test('a supervisor marks a decided case, a reviewer takes it for any other, and the page of calibration shows what they made of it', async () => {
  const tenant = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  const supervisor = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])
  // whoever comes again is another queue's: all that follow are of that one
  const first = await doubtfulCase(stack.database, stack.temporal, tenant)
  await first.claim({ memberId: tenant.reviewer })
  await first.resolve({ memberId: tenant.reviewer }, 'DECLINE')
  const decided = await doubtfulCase(stack.database, stack.temporal, tenant)
  await decided.claim({ memberId: tenant.reviewer })
  await decided.resolve({ memberId: tenant.reviewer }, 'DECLINE')

  const office = await openManager(browser, stack, owner, '/calibration')
  await office.getByLabel('Known cases (%, up to 10)').fill('10')
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('Saved.').waitFor()

  const lead = await openManager(browser, stack, supervisor, `/cases/case_${decided.caseId}/show`)
  await lead.getByRole('button', { name: 'Mark as known case' }).click()
  await lead.getByText('Known case. Expected:').waitFor()
  await shoot(lead, 'known-marked', { fullPage: true })
  expect(await seriousFindings(lead)).toEqual([])

  const next = await doubtfulCase(stack.database, stack.temporal, tenant)
  const reviewer = await drawnFor(next.caseId, tenant)
  const desk = await openManager(browser, stack, reviewer, '/cases')
  await desk
    .getByText('Now and then a decided case may be among those you take', { exact: false })
    .waitFor()
  await shoot(desk, 'known-told', { fullPage: true })
  await desk.getByRole('button', { name: 'Take next' }).click()
  await desk.waitForURL(/cases\/case_[-0-9a-f]+\/show/)
  const caseId = /case_[-0-9a-f]+/.exec(desk.url())?.[0] ?? ''
  expect(caseId).not.toBe(`case_${next.caseId}`)
  await desk.getByRole('region', { name: 'Pictures' }).waitFor()
  expect(await desk.textContent('body')).not.toContain('DECLINE in my eyes')
  await shoot(desk, 'known-taken', { fullPage: true })
  const { resolveCase } = await staffAsks(stack, reviewer, 'ResolveCase', {
    input: {
      caseId,
      expectedVersion: 2,
      resolution: 'DECLINE',
      reasonCodes: ['FACE_MISMATCH'],
      idempotencyKey: 'once',
    },
  })
  expect(resolveCase.status).toBe('RESOLVED')

  await office.reload()
  const answers = office.getByRole('table', { name: 'Answers by person' })
  await answers.waitFor()
  expect(await answers.textContent()).toContain('0% (0%–79.3%)')
  await shoot(office, 'known-results', { fullPage: true })
  expect(await seriousFindings(office)).toEqual([])
  await office.getByRole('button', { name: 'Use no more' }).click()
  await office.getByText('No case is marked as known.', { exact: false }).waitFor()
})
