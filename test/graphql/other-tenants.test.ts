import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { presetOf } from '../../rules/presets.ts'
import {
  argumentsOf,
  askAnything,
  idArguments,
  rootFields,
  textOf,
  type RootField,
} from '../support/any-operation.ts'
import { fillTenant, type FilledTenant } from '../support/filled-tenant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'

let stack: Stack
let victim: FilledTenant
let stranger: FilledTenant
let callers: readonly (readonly [string, Caller])[]

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
  victim = await fillTenant(stack)
  stranger = await fillTenant(stack)
  callers = [
    ['a member with every role', { cookie: stranger.owner.cookie }],
    ['a key with every scope', { key: stranger.key }],
    ['a partner’s guest', { cookie: stranger.guest.cookie }],
    ['an applicant', { cookie: stranger.applicant }],
    ['nobody', null],
  ]
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

/** What each argument of type ID names. A new one must be put here, or the first test fails. */
const kindByArgument: Readonly<
  Record<string, keyof FilledTenant['ids'] | 'ticketId' | 'challengeId' | 'any'>
> = {
  'node.id': 'any',
  'maskingTask.id': 'MaskingTask',
  'claimMaskingTask.taskId': 'MaskingTask',
  'renewMaskingLease.taskId': 'MaskingTask',
  'releaseMaskingTask.taskId': 'MaskingTask',
  'confirmMasks.input.taskId': 'MaskingTask',
  'confirmMasks.input.pictures.captureId': 'Capture',
  'sendForMasking.input.caseId': 'Case',
  'backTest.id': 'BackTest',
  'freezeCase.input.sessionId': 'VerificationSession',
  'retireGoldenCase.goldenCaseId': 'GoldenCase',
  'startShadow.versionId': 'CheckProfileVersion',
  'stopShadow.shadowId': 'ShadowRun',
  'startSplitTest.input.challengerId': 'CheckProfileVersion',
  'stopSplitTest.profileId': 'CheckProfile',
  'backTests.versionId': 'CheckProfileVersion',
  'backTests.profileId': 'CheckProfile',
  'cancelBackTest.backTestId': 'BackTest',
  'resumeBackTest.backTestId': 'BackTest',
  'startBackTest.input.versionId': 'CheckProfileVersion',
  'tryCheckProfile.sessionId': 'VerificationSession',
  'tryCheckProfile.versionId': 'CheckProfileVersion',
  'case.id': 'Case',
  'checkProfile.id': 'CheckProfile',
  'checkProfileVersion.id': 'CheckProfileVersion',
  'verificationSession.id': 'VerificationSession',
  'verificationSessionChanged.id': 'VerificationSession',
  'auditEvents.filter.subjectId': 'VerificationSession',
  'webhookDeliveries.filter.endpointId': 'WebhookEndpoint',
  'webhookDeliveries.filter.sessionId': 'VerificationSession',
  'cancelVerificationSession.sessionId': 'VerificationSession',
  'simulateApplicant.sessionId': 'VerificationSession',
  'reissueCaptureLink.sessionId': 'VerificationSession',
  'createVerificationSession.input.checkProfileId': 'CheckProfile',
  'claimCase.caseId': 'Case',
  'markKnownCase.caseId': 'Case',
  'retireKnownCase.caseId': 'Case',
  'changeCases.input.caseIds': 'Case',
  'changeCases.input.memberId': 'Member',
  'setReviewerSkills.input.memberId': 'Member',
  'releaseCase.caseId': 'Case',
  'renewCaseLease.caseId': 'Case',
  'resolveCase.input.caseId': 'Case',
  'requestResubmission.input.caseId': 'Case',
  'publishCheckProfile.versionId': 'CheckProfileVersion',
  'withdrawCheckProfile.versionId': 'CheckProfileVersion',
  'sendBackCheckProfile.versionId': 'CheckProfileVersion',
  'cancelScheduledCheckProfile.versionId': 'CheckProfileVersion',
  'discardCheckProfileDraft.versionId': 'CheckProfileVersion',
  'archiveCheckProfile.profileId': 'CheckProfile',
  'restoreCheckProfile.profileId': 'CheckProfile',
  'submitCheckProfile.versionId': 'CheckProfileVersion',
  'saveCheckProfileDraft.input.profileId': 'CheckProfile',
  'saveCheckProfileDraft.input.versionId': 'CheckProfileVersion',
  'createApiKey.input.speaksForId': 'Member',
  'setBreakGlass.memberId': 'Member',
  'createStaffLink.memberId': 'Member',
  'changeMemberRoles.memberId': 'Member',
  'disableMember.memberId': 'Member',
  'enableMember.memberId': 'Member',
  'signOutMember.memberId': 'Member',
  'resetSecondFactor.memberId': 'Member',
  'partnerCase.id': 'Case',
  'acceptPartnerCase.caseId': 'Case',
  'renewPartnerCase.caseId': 'Case',
  'releasePartnerCase.caseId': 'Case',
  'handBackPartnerCase.caseId': 'Case',
  'resolvePartnerCase.input.caseId': 'Case',
  'handCaseToPartner.caseId': 'Case',
  'handCaseToPartner.partnerId': 'Partner',
  'recallCase.caseId': 'Case',
  'changePartnerContract.partnerId': 'Partner',
  'createPartnerMember.partnerId': 'Partner',
  'disablePartnerMember.memberId': 'Member',
  'endPartner.partnerId': 'Partner',
  'revokeApiKey.apiKeyId': 'ApiKey',
  'rotateApiKey.apiKeyId': 'ApiKey',
  'disableWebhookEndpoint.endpointId': 'WebhookEndpoint',
  'rotateWebhookSecret.endpointId': 'WebhookEndpoint',
  'testWebhook.endpointId': 'WebhookEndpoint',
  'resendWebhook.deliveryId': 'WebhookDelivery',
  'createExportAddress.exportId': 'Export',
  'discardExport.exportId': 'Export',
  'orderEvidence.sessionId': 'VerificationSession',
  'personViews.of': 'VerificationSession',
  'revealPerson.input.sessionId': 'VerificationSession',
  'hidePerson.sessionId': 'VerificationSession',
  'placeLegalHold.sessionId': 'VerificationSession',
  'endLegalHold.sessionId': 'VerificationSession',
  'noteContractEnd.sessionId': 'VerificationSession',
  'confirmCapture.input.ticketId': 'ticketId',
  'confirmCapture.input.challengeId': 'challengeId',
}

const takingIds = rootFields.filter((root) => idArguments(root).length > 0)

test('every argument that takes an id is known to these tests', () => {
  expect(takingIds.flatMap(idArguments).toSorted()).toEqual(Object.keys(kindByArgument).toSorted())
})

/** Refusals that say "there is no such thing"; anything else would tell that there is. */
const unknown = ['NOT_FOUND', 'TICKET_INVALID', 'PROFILE_NOT_PUBLISHED']
/** Refusals that come before anything is looked for. */
const outside = ['FORBIDDEN', 'UNAUTHENTICATED']

test.for(takingIds.filter(({ name }) => name !== 'node').map((root) => [root.name, root] as const))(
  '%s answers nothing of another tenant and changes nothing',
  async ([, root]) => {
    const before = await fingerprint(victim.tenantId)
    for (const [who, caller] of callers) {
      const variables = idsOf(victim, root)
      const { data, code, text } = await askAnything(stack, caller, textOf(root), variables)
      const [value] = Object.values(data ?? {})
      if (code === null) expect({ who, value: isNothing(value) }).toEqual({ who, value: true })
      else expect([...unknown, ...(isLetIn(root, caller) ? [] : outside)], who).toContain(code)
      for (const id of Object.values(victim.ids).filter((each) => each.length > 12)) {
        expect(text).not.toContain(id.slice(id.indexOf('_') + 1))
      }
    }
    expect(await fingerprint(victim.tenantId)).toEqual(before)

    // with ids of one's own the same operation gets further: it was the id that was refused
    const own = await askAnything(stack, mayAll(root), textOf(root), idsOf(stranger, root))
    expect([...unknown, 'UNAUTHENTICATED', 'ID_MALFORMED']).not.toContain(own.code)
    expect(own.code ?? '').not.toMatch(/^FAULT/)
    if (root.name === 'endPartner') {
      // the operations after it need the guest
      await withTenant(stack.database.db, stranger.tenantId, (trx) =>
        trx.updateTable('partners').set({ endedAt: null }).execute(),
      )
    }
    if (root.name === 'archiveCheckProfile') {
      // the operations after it need the profile
      const restore = 'mutation ($id: ID!) { restoreCheckProfile(profileId: $id) { __typename } }'
      await askAnything(stack, mayAll(root), restore, { id: stranger.ids.CheckProfile })
    }
  },
)

/** The caller of the stranger's who is let in by everybody. */
const mayAll = ({ name }: RootField): Caller =>
  name === 'confirmCapture'
    ? { cookie: stranger.applicant }
    : /PartnerCase|partnerCase/.test(name)
      ? { cookie: stranger.guest.cookie }
      : { cookie: stranger.owner.cookie }

const isLetIn = (root: RootField, caller: Caller): boolean =>
  JSON.stringify(mayAll(root)) === JSON.stringify(caller)

const idsOf = (tenant: FilledTenant, root: RootField) =>
  argumentsOf(root, (path) => {
    const kind = kindByArgument[path]
    if (kind === undefined) return otherwise[path]
    if (kind === 'ticketId' || kind === 'challengeId') return tenant[kind]
    return kind === 'any' ? undefined : tenant.ids[kind]
  })

test('node opens no kind of thing that is another tenant’s', async () => {
  // the numbers of audit events are each tenant's own
  const { AuditEvent: _, ...ids } = victim.ids
  for (const [who, caller] of callers) {
    for (const id of Object.values(ids)) {
      const { data, code } = await askAnything(stack, caller, nodeQuery, { id })
      expect({ who, id, node: data?.['node'] ?? null }).toEqual({ who, id, node: null })
      if (code !== null) expect([...unknown, ...outside]).toContain(code)
    }
  }
})

test('node opens everything that is one’s own', async () => {
  const caller = { cookie: stranger.owner.cookie }
  const { CaptureSession, ...ids } = stranger.ids
  for (const id of Object.values(ids)) {
    expect((await askAnything(stack, caller, nodeQuery, { id })).data).toMatchObject({
      node: { id },
    })
  }
  const own = { cookie: stranger.applicant }
  expect((await askAnything(stack, own, nodeQuery, { id: CaptureSession })).data).toMatchObject({
    node: { id: CaptureSession },
  })
})

const nodeQuery = 'query ($id: ID!) { node(id: $id) { __typename id } }'

test('lists hold one’s own rows only', async () => {
  const lists = rootFields.filter(
    ({ kind, field }) => kind === 'query' && idsInList(String(field.type)),
  )
  expect(lists.length).toBeGreaterThan(5)
  for (const root of lists) {
    const { text } = await askAnything(stack, { cookie: stranger.owner.cookie }, textOf(root))
    for (const [kind, id] of Object.entries(victim.ids)) {
      if (kind !== 'AuditEvent') expect(text, root.name).not.toContain(id)
    }
  }
})

const idsInList = (type: string): boolean =>
  type.endsWith('Connection!') || ['[ApiKey!]!', '[Member!]!'].includes(type)

/** Arguments that must hold before an id is looked at. */
const otherwise: Readonly<Record<string, unknown>> = {
  'confirmMasks.input.pictures': [],
  'startSplitTest.input.leastCases': 30,
  'startSplitTest.input.mostAutoApprove': 0.9,
  'revealPerson.input.kinds': ['NAME'],
  'revealPerson.input.reason': 'a call of the customer',
  'resolveCase.input.resolution': 'APPROVE',
  'resolveCase.input.reasonCodes': [],
  'requestResubmission.input.reasonCodes': ['FACE_MISMATCH'],
  'requestResubmission.input.slots': ['FACE'],
  'createVerificationSession.input.method': 'DOC_SELFIE',
  'saveCheckProfileDraft.input.definition': presetOf('FULL').profile,
  'confirmCapture.input.frames': Array.from({ length: 6 }, (_, i) => ({ bytes: 1, atMs: i })),
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' &&
    'edges' in value &&
    Array.isArray(value.edges) &&
    value.edges.length === 0)

/** Every row of a tenant, table by table, as a hash: what the superuser sees. */
async function fingerprint(tenantId: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: stack.database.ownerUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ table_name: string }>(
      `select table_name from information_schema.columns where column_name = 'tenant_id' and table_schema = 'public'`,
    )
    const hashes: Record<string, string> = {}
    for (const { table_name: table } of tables) {
      const { rows } = await client.query<{ hash: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '') as hash
         from ${client.escapeIdentifier(table)} as row where tenant_id = $1`,
        [tenantId],
      )
      hashes[table] = rows[0]?.hash ?? ''
    }
    return hashes
  } finally {
    await client.end()
  }
}
