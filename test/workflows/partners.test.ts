import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { invoiceLines } from '../../db/reads/handovers.ts'
import { addMember } from '../../db/settings/members.ts'
import { createPartner } from '../../db/settings/partners.ts'
import type { PartnerContract } from '../../domain/partner-contract.ts'
import { yenOf } from '../../domain/partner-contract.ts'
import {
  caseHandedBack,
  caseHandedOver,
  caseRecalled,
  cancelled,
} from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { doubtfulCase, updateCode } from '../support/doubtful-case.ts'
import { goodFace } from '../support/findings.ts'
import { partnerTerms } from '../support/partner-terms.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import { prepareTenant } from '../support/tenant.ts'

let database: TestDatabase
let temporal: TestTemporal
const system = { kind: 'SYSTEM', id: null } as const

beforeAll(async () => {
  database = await createTestDatabase()
  temporal = await startTestWorkers(
    database,
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** A company, a partner of theirs with one reviewer, and what the invoice says so far. */
async function companyAndPartner(contract: Partial<PartnerContract> = {}, settings: object = {}) {
  const tenant = await prepareTenant(database, { settings })
  const { tenantId } = tenant
  const at = new Date()
  const { partnerId, memberId } = await withTenant(database.db, tenantId, async (trx) => {
    const id = await createPartner(trx, { tenantId, actor: system, at }, partnerTerms(contract))
    const member = await addMember(trx, tenantId, {
      userId: `guest ${id}`,
      displayName: 'Guest',
      roles: ['OUTSOURCED_REVIEWER'],
      partnerId: id,
      actor: system,
      at,
    })
    return { partnerId: id, memberId: member }
  })
  const span = { from: new Date(at.getTime() - 60_000), to: new Date(at.getTime() + 3_600_000) }
  return {
    tenant,
    partnerId,
    guest: { memberId, personId: memberId, partnerId },
    lines: () => withTenant(database.db, tenantId, (trx) => invoiceLines(trx, partnerId, span)),
    newCase: () => doubtfulCase(database, temporal, tenant),
  }
}

test('a case of the contract’s queue goes to the partner, whose answer decides it and is a line of the invoice', async () => {
  const { tenant, partnerId, guest, lines, newCase } = await companyAndPartner({
    queues: ['standard', 'suspicion'],
  })
  const doubt = await newCase()
  expect(await doubt.row()).toMatchObject({ partnerId, status: 'OPEN' })
  expect(await updateCode(doubt.claim({ memberId: tenant.reviewer }))).toBe('CASE_WITH_PARTNER')
  await doubt.claim(guest)
  await doubt.resolve(guest, 'APPROVE')
  expect(await doubt.session.handle.result()).toBe('APPROVED')
  expect(await doubt.row()).toMatchObject({ partnerId: null, status: 'RESOLVED' })
  const [line, ...others] = await lines()
  expect(others).toEqual([])
  expect(line).toMatchObject({ ending: 'RESOLVED', resolution: 'APPROVE', reviewer: 'Guest' })
  // 10 for accepting, 150 for resolving, one begun minute at 40
  expect(line && yenOf(line)).toBe(200)
})

test('a supervisor hands a case over and calls it back; what the partner writes meanwhile is refused', async () => {
  const { tenant, partnerId, guest, lines, newCase } = await companyAndPartner()
  const doubt = await newCase()
  expect(await doubt.row()).toMatchObject({ partnerId: null })
  expect(await updateCode(doubt.claim(guest))).toBe('CASE_RECALLED')
  const handOver = () =>
    doubt.handle.executeUpdate(caseHandedOver, {
      args: [{ memberId: tenant.author, partnerId, leaseMs: 60_000 }],
    })
  await handOver()
  expect(await updateCode(handOver())).toBe('CASE_WITH_PARTNER')
  await doubt.claim(guest)
  const { version } = await doubt.row()
  // both at one moment: whichever comes first, the draft is not taken once the case is called back
  const [recalled, written] = await Promise.all([
    updateCode(doubt.handle.executeUpdate(caseRecalled, { args: [{ memberId: tenant.author }] })),
    new Promise<string>((resolve) => {
      setTimeout(() => resolve(updateCode(doubt.resolve(guest, 'APPROVE', { version }))), 100)
    }),
  ])
  expect([recalled, written]).toEqual(['NONE', 'CASE_RECALLED'])
  expect(await doubt.row()).toMatchObject({ status: 'OPEN', partnerId: null, assigneeId: null })
  const own = { memberId: tenant.reviewer }
  await doubt.claim(own)
  await doubt.resolve(own, 'DECLINE')
  expect(await doubt.session.handle.result()).toBe('DECLINED')
  const [line] = await lines()
  expect(line).toMatchObject({ ending: 'RECALLED', yenPerResolved: 150 })
  expect(line && yenOf(line)).toBe(50)
})

test('a case handed back, or of a cancelled session, costs its acceptance and minutes, and no answer', async () => {
  const { guest, lines, newCase } = await companyAndPartner({ queues: ['standard', 'suspicion'] })
  const doubt = await newCase()
  await doubt.claim(guest)
  await doubt.handle.executeUpdate(caseHandedBack, { args: [guest] })
  expect(await doubt.row()).toMatchObject({ status: 'OPEN', partnerId: null })
  const other = await newCase()
  await other.session.handle.executeUpdate(cancelled)
  expect((await lines()).map((line) => [line.ending, yenOf(line)])).toEqual([
    ['HANDED_BACK', 50],
    ['WITHDRAWN', 0],
  ])
})

test('when the partner’s time runs out the case comes back by itself, though somebody works on it, and what they write is refused', async () => {
  const { tenant, partnerId, guest, lines, newCase } = await companyAndPartner()
  const doubt = await newCase()
  await doubt.handle.executeUpdate(caseHandedOver, {
    args: [{ memberId: tenant.author, partnerId, leaseMs: 60_000, dueMs: 1500 }],
  })
  await doubt.claim(guest)
  const { version } = await doubt.row()
  await expect.poll(doubt.row, { timeout: 20_000 }).toMatchObject({
    status: 'OPEN',
    partnerId: null,
    assigneeId: null,
  })
  expect(await updateCode(doubt.resolve(guest, 'APPROVE', { version }))).toBe('CASE_RECALLED')
  expect(await lines()).toMatchObject([{ ending: 'OVERDUE' }])
  const audited = await withTenant(database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['action', 'actorKind'])
      .where('action', '=', 'case.partner_overdue')
      .execute(),
  )
  expect(audited).toEqual([{ action: 'case.partner_overdue', actorKind: 'SYSTEM' }])
  const own = { memberId: tenant.reviewer }
  await doubt.claim(own)
  await doubt.resolve(own, 'APPROVE')
  expect(await doubt.session.handle.result()).toBe('APPROVED')
})

test('a case that a queue sends to a partner has the contract’s time', async () => {
  const { tenant, partnerId, lines, newCase } = await companyAndPartner({
    queues: ['standard', 'suspicion'],
  })
  await withTenant(database.db, tenant.tenantId, (trx) =>
    trx.updateTable('partners').set({ dueMs: 800 }).where('id', '=', partnerId).execute(),
  )
  const doubt = await newCase()
  await expect
    .poll(doubt.row, { timeout: 20_000 })
    .toMatchObject({ status: 'OPEN', partnerId: null })
  expect(await lines()).toMatchObject([{ ending: 'OVERDUE' }])
})

test('where four eyes are wanted the partner’s answer is the first opinion, and the company’s own person the second', async () => {
  const { tenant, guest, newCase } = await companyAndPartner(
    { queues: ['standard', 'suspicion'] },
    { secondReview: { always: true } },
  )
  const doubt = await newCase()
  await doubt.claim(guest)
  await doubt.resolve(guest, 'APPROVE')
  expect(await doubt.row()).toMatchObject({ status: 'OPEN', stage: 'SECOND', partnerId: null })
  const own = { memberId: tenant.reviewer }
  await doubt.claim(own)
  await doubt.resolve(own, 'APPROVE')
  expect(await doubt.session.handle.result()).toBe('APPROVED')
})
