import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { doubtfulCase } from '../support/doubtful-case.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { allFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
    { trustedProxies: 1 },
  )
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

test('a second person decides without reading the first, and a supervisor who reads both has the last word', async () => {
  const tenant = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  const second = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  const supervisor = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])

  const office = await openManager(browser, stack, owner, '/calibration')
  await office.getByRole('checkbox', { name: 'Always' }).check()
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('Saved.').waitFor()

  const doubt = await doubtfulCase(stack.database, stack.temporal, tenant)
  const first = { memberId: tenant.reviewer }
  await doubt.claim(first)
  await doubt.resolve(first, 'DECLINE')

  const desk = await openManager(browser, stack, second, `/cases/case_${doubt.caseId}/show`)
  await desk.getByText('Another person has looked at this case.', { exact: false }).waitFor()
  await desk.getByText('Second person').waitFor()
  expect(await desk.textContent('body')).not.toContain('DECLINE in my eyes')
  expect(await allFindings(desk)).toEqual([])
  await shoot(desk, 'second-person')
  await doubt.claim({ memberId: second.memberId })
  await doubt.resolve({ memberId: second.memberId }, 'APPROVE')

  const lead = await openManager(browser, stack, supervisor, `/cases/case_${doubt.caseId}/show`)
  await lead.getByText('Two people disagree. Read both, then decide.').waitFor()
  await lead.getByText('DECLINE in my eyes').waitFor()
  await lead.getByText('APPROVE in my eyes').waitFor()
  expect(await allFindings(lead)).toEqual([])
  await shoot(lead, 'supervisor')
  await doubt.claim({ memberId: supervisor.memberId }, { mayArbitrate: true })
  await doubt.resolve({ memberId: supervisor.memberId }, 'APPROVE')

  await office.reload()
  await office.getByRole('table', { name: 'Reviewers' }).waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'calibration')
})
