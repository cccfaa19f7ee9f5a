import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
const admin = operationHashes('admin')

beforeAll(async () => {
  const doubtful = { ...goodFace, score: 0.4, farLevel: 'LOW' } as const
  stack = await startStack(scriptedVision({ compareFaces: () => doubtful }))
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const asks = async (who: SignedIn, operation: string, variables: object) => {
  const answer = await stack.ask(who, admin.get(operation) ?? '', variables)
  if (!answer.data) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`)
  return answer.data
}

const face = { id: 'face', ja: '顔を自分の目で見比べた', en: 'Faces compared by eye' }
const phone = {
  id: 'phone',
  ja: '電話で確認した',
  en: 'Confirmed by telephone',
  noteRequired: true,
  resolutions: ['APPROVE'],
}
const chipOnly = { id: 'chip', ja: 'ICを確認', en: 'Chip looked at', methods: ['IC_SELFIE'] }

test('a case is resolved only when every item is confirmed, and the decision keeps what was confirmed', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const key = await stack.addKey(tenantId)
  const supervisor = await stack.signIn(tenantId, ['SUPERVISOR'])
  const { saveChecklist } = await asks(supervisor, 'SaveChecklist', {
    items: [face, phone, chipOnly],
  })
  expect(saveChecklist).toMatchObject({
    __typename: 'Tenant',
    checklist: [{ id: 'face', noteRequired: false }, { id: 'phone' }, { id: 'chip' }],
  })

  const { id, link } = await openByApi(stack, { key })
  await applyByApi(stack, await followLink(link))
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const { claimNextCase } = await vi.waitFor(async () => {
    const answer = await asks(reviewer, 'ClaimNextCase', {})
    expect(answer['claimNextCase'].__typename).toBe('Case')
    return answer
  }, 30_000)
  const caseId = String(claimNextCase.id)
  const { case: held } = await asks(reviewer, 'Case', { id: caseId })
  // the item for chips is not for this method
  expect(held.checklist.map((item: { id: string }) => item.id)).toEqual(['face', 'phone'])

  const resolve = async (checklist: object[] | null) =>
    (
      await asks(reviewer, 'ResolveCase', {
        input: {
          caseId,
          expectedVersion: held.version,
          resolution: 'APPROVE',
          reasonCodes: [],
          checklist,
          idempotencyKey: JSON.stringify(checklist),
        },
      })
    ).resolveCase
  const refusal = { code: 'DECISION_INCOMPLETE', field: 'checklist' }
  expect(await resolve(null)).toMatchObject(refusal)
  expect(await resolve([{ itemId: 'face' }])).toMatchObject(refusal)
  expect(await resolve([{ itemId: 'face' }, { itemId: 'phone', note: '  ' }])).toMatchObject(
    refusal,
  )
  const done = [{ itemId: 'face' }, { itemId: 'phone', note: 'He answered himself' }]
  expect(await resolve(done)).toMatchObject({ status: 'RESOLVED' })

  const { case: resolved } = await asks(reviewer, 'Case', { id: caseId })
  expect(resolved.session.decisions.at(-1)).toMatchObject({
    outcome: 'APPROVE',
    checklist: [
      { itemId: 'face', en: 'Faces compared by eye', note: null },
      { itemId: 'phone', note: 'He answered himself' },
    ],
  })
  // sealed where it lies, and no note for a key that does not review
  const sealed = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('decisions')
      .select('checklistSealed')
      .where('outcome', '=', 'APPROVE')
      .execute(),
  )
  expect(sealed).toHaveLength(1)
  expect(String(sealed[0]?.checklistSealed)).not.toContain('He answered')
  const byKey = await stack.ask(
    { key: await stack.addKey(tenantId, ['sessions:read']) },
    `query ($id: ID!) { verificationSession(id: $id) { decisions { checklist { note } } } }`,
    { id },
  )
  expect(JSON.stringify(byKey)).not.toContain('He answered')
})

test('a checklist that makes no sense is refused, and a reviewer changes none', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const save = async (who: SignedIn, items: object[]) =>
    (await asks(who, 'SaveChecklist', { items })).saveChecklist
  expect(await save(reviewer, [face])).toMatchObject({ code: 'FORBIDDEN' })
  for (const items of [
    [face, face],
    [{ ...face, id: '../face' }],
    [{ ...face, id: '__proto__' }],
    [{ ...face, ja: '' }],
    [{ ...face, en: 'x'.repeat(201) }],
    Array.from({ length: 31 }, (_, i) => ({ ...face, id: `face-${i}` })),
  ]) {
    expect(await save(owner, items)).toMatchObject({ code: 'INPUT_INVALID' })
  }
  expect(await save(owner, [face])).toMatchObject({ checklist: [{ id: 'face' }] })
})
