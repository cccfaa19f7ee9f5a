import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions, type Permission } from '../../graphql/auth/permissions.ts'
import { globalId, prefixes, type NodeName } from '../../graphql/global-ids.ts'
import { newId } from '../../domain/ids.ts'
import { apiScopes, roles, type ApiScope, type Role } from '../../domain/roles.ts'
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
let tenant: FilledTenant
const staff = new Map<Role, Caller>()
const keys = new Map<ApiScope, Caller>()

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
    // sign-ins are limited by address, and there is one for each role
    { trustedProxies: 1 },
  )
  tenant = await fillTenant(stack)
  for (const role of roles) {
    const { cookie } = await stack.signIn(tenant.tenantId, [role])
    staff.set(role, { cookie })
  }
  for (const scope of apiScopes) {
    keys.set(scope, { key: await stack.addKey(tenant.tenantId, [scope]) })
  }
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

/** Who may enter by which field. A field that is not here fails the first test. */
const byField: Readonly<
  Record<string, Permission | readonly Permission[] | 'applicant' | 'anyone' | 'principal'>
> = {
  analytics: 'analytics.read',
  apiKeys: 'keys.manage',
  auditEvents: 'audit.read',
  captureSession: 'anyone',
  case: 'cases.read',
  cases: 'cases.read',
  claimMaskingTask: 'masking.work',
  claimNextMaskingTask: 'masking.work',
  confirmMasks: 'masking.work',
  maskingTask: 'masking.work',
  maskingTasks: 'masking.work',
  releaseMaskingTask: 'masking.work',
  renewMaskingLease: 'masking.work',
  sendForMasking: 'masking.ask',
  backTest: 'profiles.test',
  backTests: 'profiles.test',
  freezeCase: 'golden.write',
  retireGoldenCase: 'profiles.publish',
  startShadow: 'profiles.test',
  startSplitTest: 'profiles.publish',
  stopSplitTest: 'profiles.publish',
  stopShadow: 'profiles.test',
  checkProfile: 'profiles.read',
  checkProfileVersion: 'profiles.read',
  checkProfiles: 'profiles.read',
  members: 'members.read',
  node: 'anyone',
  tryCheckProfile: 'profiles.test',
  queueCounts: 'cases.read',
  regulation: 'principal',
  reviewerSkills: 'cases.assign',
  savedViews: 'views.keep',
  verificationSession: 'sessions.read',
  verificationSessions: 'sessions.read',
  viewer: 'principal',
  webhookDeliveries: 'webhooks.manage',
  webhookEndpoints: 'webhooks.manage',
  archiveCheckProfile: 'profiles.publish',
  cancelScheduledCheckProfile: 'profiles.publish',
  cancelVerificationSession: 'sessions.write',
  sandboxApplicants: 'principal',
  simulateApplicant: 'sessions.write',
  cancelBackTest: 'profiles.test',
  changeCases: 'cases.review',
  chooseDocument: 'applicant',
  claimCase: 'cases.review',
  claimNextCase: 'cases.review',
  confirmCapture: 'applicant',
  createApiKey: 'keys.manage',
  acceptPartnerCase: 'partner.review',
  changePartnerContract: 'partners.manage',
  createPartner: 'partners.manage',
  createPartnerMember: 'partners.manage',
  disablePartnerMember: 'partners.manage',
  endPartner: 'partners.manage',
  handBackPartnerCase: 'partner.review',
  handCaseToPartner: 'cases.outsource',
  partnerCase: 'partner.review',
  partnerCases: 'partner.review',
  partners: 'partners.read',
  reviewAgreement: 'reviewers.measure',
  knownCases: 'reviewers.measure',
  knownRecords: 'reviewers.measure',
  markKnownCase: 'reviewers.measure',
  retireKnownCase: 'reviewers.measure',
  saveSecondReview: 'secondReview.write',
  recallCase: 'cases.outsource',
  releasePartnerCase: 'partner.review',
  renewPartnerCase: 'partner.review',
  resolvePartnerCase: 'partner.review',
  staff: 'members.inspect',
  signInRules: 'members.inspect',
  saveSecondFactorRule: 'members.manage',
  saveSsoConnection: 'members.manage',
  setBreakGlass: 'members.manage',
  inviteMember: 'members.manage',
  createStaffLink: 'members.manage',
  changeMemberRoles: 'members.manage',
  disableMember: 'members.manage',
  enableMember: 'members.manage',
  signOutMember: 'members.manage',
  resetSecondFactor: 'members.manage',
  staffLink: 'anyone',
  useStaffLink: 'anyone',
  ownLogins: 'account.keep',
  endOwnLogin: 'account.keep',
  endOtherLogins: 'account.keep',
  changeOwnPassword: 'account.keep',
  createServiceReviewer: 'reviewKeys.manage',
  createCheckProfile: 'profiles.write',
  createHandoffLink: 'applicant',
  createUploadTicket: 'applicant',
  createVerificationSession: 'sessions.write',
  createWebhookEndpoint: 'webhooks.manage',
  discardCheckProfileDraft: 'profiles.write',
  deleteView: 'views.keep',
  disableWebhookEndpoint: 'webhooks.manage',
  exportSessions: 'exports.read',
  hidePerson: 'persons.reveal',
  personViews: 'personViews.read',
  revealPerson: 'persons.reveal',
  exports: ['exports.read', 'evidence.read'],
  orderEvidence: 'evidence.read',
  evidenceKeys: 'principal',
  rotateEvidenceKey: 'keys.manage',
  exportColumns: 'exports.read',
  exportPresets: 'exports.read',
  exportPreview: 'exports.read',
  saveExportPreset: 'exports.read',
  deleteExportPreset: 'exports.read',
  createExportAddress: ['exports.read', 'evidence.read'],
  discardExport: ['exports.read', 'evidence.read'],
  giveConsent: 'applicant',
  noteScreen: 'applicant',
  publishCheckProfile: 'profiles.publish',
  reissueCaptureLink: 'sessions.write',
  releaseCase: 'cases.review',
  renewCaseLease: 'cases.review',
  requestLivenessChallenge: 'applicant',
  requestResubmission: 'cases.review',
  resumeBackTest: 'profiles.test',
  resendWebhook: 'webhooks.manage',
  testWebhook: 'webhooks.manage',
  resolveCase: 'cases.review',
  restoreCheckProfile: 'profiles.publish',
  revokeApiKey: 'keys.manage',
  rotateApiKey: 'keys.manage',
  rotateWebhookSecret: 'webhooks.manage',
  saveView: 'views.keep',
  setReviewerSkills: 'cases.assign',
  saveCheckProfileDraft: 'profiles.write',
  applyRetention: 'settings.write',
  endLegalHold: 'sessions.hold',
  noteContractEnd: 'sessions.write',
  placeLegalHold: 'sessions.hold',
  retentionPreview: 'settings.read',
  saveRetention: 'settings.write',
  saveBranding: 'settings.write',
  saveBusinessHours: 'hours.write',
  saveMethods: 'settings.write',
  saveTexts: 'settings.write',
  saveChecklist: 'checklist.write',
  sendBackCheckProfile: 'profiles.publish',
  setLocale: 'applicant',
  startBackTest: 'profiles.test',
  submitCaptures: 'applicant',
  submitCheckProfile: 'profiles.write',
  withdrawCheckProfile: 'profiles.write',
  captureSessionChanged: 'applicant',
  queueCountsChanged: 'cases.read',
  verificationSessionChanged: 'sessions.read',
}

/** Who may see what, once they know its id. */
const byKind: Readonly<Record<NodeName, readonly Permission[] | 'principal' | 'applicant'>> = {
  Tenant: 'principal',
  Member: ['members.read'],
  Applicant: ['sessions.read', 'sessions.write', 'cases.read'],
  VerificationSession: ['sessions.read', 'sessions.write', 'cases.read'],
  CaptureSession: 'applicant',
  Attempt: ['sessions.read', 'cases.read'],
  Capture: ['sessions.read', 'cases.read'],
  Decision: ['sessions.read', 'cases.read'],
  Case: ['cases.read'],
  MaskingTask: ['masking.work'],
  CheckProfile: ['profiles.read', 'sessions.write', 'cases.read'],
  CheckProfileVersion: ['profiles.read', 'sessions.write', 'cases.read'],
  BackTest: ['profiles.test'],
  GoldenCase: ['golden.read'],
  ShadowRun: ['profiles.test'],
  WebhookEndpoint: ['webhooks.manage'],
  WebhookDelivery: ['webhooks.manage'],
  ApiKey: ['keys.manage'],
  AuditEvent: ['audit.read'],
  Partner: ['partners.read'],
  Export: ['exports.read'],
}

test('every field of the API is known to these tests', () => {
  expect(Object.keys(byField).toSorted()).toEqual(rootFields.map(({ name }) => name).toSorted())
})

const refused = ['FORBIDDEN', 'UNAUTHENTICATED']
/** Of several permissions any one will do. */
const hasRole = (needed: Permission | readonly Permission[], role: Role) =>
  [needed].flat().some((one) => permissions[one].roles.some((known) => known === role))
const hasScope = (needed: Permission | readonly Permission[], scope: ApiScope) =>
  [needed].flat().some((one) => [permissions[one].scope].flat().some((known) => known === scope))

/** Everything that must be given, ids of nothing: whoever is let in finds nothing and changes nothing. */
const wanted = (root: RootField) =>
  argumentsOf(root, (path) => {
    if (idArguments(root).includes(path)) return idFor(path)
    return enough[path]
  })
const idFor = (path: string): string | undefined => {
  if (/speaksForId|challengeId|subjectId|filter|checkProfileId|node\.id/.test(path))
    return undefined
  if (path.endsWith('ticketId')) return 'ticket'
  const kind = path.endsWith('sessionId')
    ? 'VerificationSession'
    : /backTest(Id|\.id)$/.test(path)
      ? 'BackTest'
      : /goldenCaseId/.test(path)
        ? 'GoldenCase'
        : /shadowId/.test(path)
          ? 'ShadowRun'
          : /partnerId/.test(path)
            ? 'Partner'
            : /memberId/.test(path)
              ? 'Member'
              : laterKindFor(path)
  return globalId(kind, newId())
}
const laterKindFor = (path: string): NodeName =>
  /challengerId/.test(path)
    ? 'CheckProfileVersion'
    : /maskingTask\.id|taskId/.test(path)
      ? 'MaskingTask'
      : /captureId/.test(path)
        ? 'Capture'
        : /case/i.test(path)
          ? 'Case'
          : /endpoint/.test(path)
            ? 'WebhookEndpoint'
            : /delivery/.test(path)
              ? 'WebhookDelivery'
              : /exportId/.test(path)
                ? 'Export'
                : /apiKeyId/.test(path)
                  ? 'ApiKey'
                  : /version/i.test(path) && !/verification/.test(path)
                    ? 'CheckProfileVersion'
                    : /profile/i.test(path)
                      ? 'CheckProfile'
                      : 'VerificationSession'
const enough: Readonly<Record<string, unknown>> = {
  'confirmMasks.input.pictures': [],
  'changeCases.input.change': 'CLAIM',
  'inviteMember.input.email': 'x@example.test',
  // a scope that whoever may make keys may give
  'createApiKey.input.scopes': ['SESSIONS_READ'],
  'revealPerson.input.kinds': ['NAME'],
  'revealPerson.input.reason': 'a call of the customer',
  'createCheckProfile.input.definition': presetOf('FULL').profile,
  'saveChecklist.items': [],
  'saveTexts.texts': [],
  'saveRetention.terms': [],
  'retentionPreview.terms': [],
  'saveMethods.offeredMethods': ['DOC_SELFIE'],
  'saveMethods.acceptedDocuments': ['DRIVERS_LICENCE'],
  'saveCheckProfileDraft.input.definition': presetOf('FULL').profile,
  'createWebhookEndpoint.input.url': 'http://127.0.0.1:9/',
  'createVerificationSession.input.method': 'DOC_SELFIE',
  'createVerificationSession.input.idempotencyKey': 'permissions',
  'resolveCase.input.resolution': 'APPROVE',
  'confirmCapture.input.frames': [{ bytes: 1, atMs: 0 }],
  'exportSessions.layout.columns': ['id'],
  'exportPreview.layout.columns': ['id'],
  'saveExportPreset.layout.columns': ['id'],
}

const guarded = rootFields.filter(({ name }) => byField[name] !== 'anyone')

describe.for(guarded.map((root) => [root.name, root] as const))('%s', ([name, root]) => {
  const ask = (caller: Caller) => askAnything(stack, caller, textOf(root), wanted(root))
  const needed = byField[name]
  if (needed === undefined || needed === 'anyone') return

  if (needed === 'principal' || needed === 'applicant') {
    test('is closed to nobody in particular', async () => {
      expect((await ask(null)).code).toBe('UNAUTHENTICATED')
    })
  }
  if (needed === 'principal') return
  if (needed === 'applicant') {
    test('is the applicant’s alone', async () => {
      for (const caller of [...staff.values(), ...keys.values()]) {
        expect(refused).toContain((await ask(caller)).code)
      }
    })
    return
  }

  test('lets in the roles of the table, and no other', async () => {
    for (const [role, caller] of staff) {
      const { code } = await ask(caller)
      if (hasRole(needed, role)) expect(refused, role).not.toContain(code)
      else expect({ role, code }).toEqual({ role, code: 'FORBIDDEN' })
      expect(code ?? '', role).not.toMatch(/^FAULT/)
    }
  })
  test('lets in keys with its scope, and no other', async () => {
    for (const [scope, caller] of keys) {
      const { code } = await ask(caller)
      if (hasScope(needed, scope)) expect(refused, scope).not.toContain(code)
      else expect({ scope, code }).toEqual({ scope, code: 'FORBIDDEN' })
    }
  })
  test('is closed to applicants and to nobody in particular', async () => {
    expect((await ask(null)).code).toBe('UNAUTHENTICATED')
    expect((await ask({ cookie: tenant.applicant })).code).toBe('UNAUTHENTICATED')
  })
})

describe.for(Object.keys(prefixes) as NodeName[])('node of kind %s', (kind) => {
  const needed = byKind[kind]
  const ask = async (caller: Caller) => {
    const { data } = await askAnything(stack, caller, 'query ($id: ID!) { node(id: $id) { id } }', {
      id: tenant.ids[kind],
    })
    return (data?.['node'] ?? null) !== null
  }
  const expected = (has: (permission: Permission) => boolean): boolean =>
    needed === 'principal' || (needed !== 'applicant' && needed.some(has))

  test('opens to the roles of the table, and to no other', async () => {
    for (const [role, caller] of staff) {
      expect({ role, opens: await ask(caller) }).toEqual({
        role,
        opens: expected((permission) => hasRole(permission, role)),
      })
    }
  })
  test('opens to keys with the scopes of the table, and to no other', async () => {
    for (const [scope, caller] of keys) {
      expect({ scope, opens: await ask(caller) }).toEqual({
        scope,
        opens: expected((permission) => hasScope(permission, scope)),
      })
    }
  })
  test('opens to nobody in particular never, to the applicant only what is theirs', async () => {
    expect(await ask(null)).toBe(false)
    expect(await ask({ cookie: tenant.applicant })).toBe(needed === 'applicant')
  })
})

describe('of what a caller may see, a part stays closed:', () => {
  const session = (fields: string) =>
    `query ($id: ID!) { node(id: $id) { ... on VerificationSession { ${fields} } } }`
  const read = async (caller: Caller, fields: string) => {
    const { data, text } = await askAnything(stack, caller, session(fields), {
      id: tenant.ids.VerificationSession,
    })
    return { session: data?.['node'], text }
  }
  const may = (permission: Permission) =>
    roles.map((role) => [role, hasRole(permission, role)] as const)

  test('declared and read data, to every role, since no case lies with them; some see how it begins', async () => {
    for (const [role, masked] of may('persons.masked')) {
      const { text } = await read(
        staff.get(role) ?? null,
        'declared { name nameKana birthDate address } attempts { fields { read normalised declared candidates values { text normalised candidates } } }',
      )
      expect({ role, open: text.includes('山田'), masked: text.includes('山●●●●') }).toEqual({
        role,
        open: false,
        masked,
      })
      expect(text).not.toMatch(/霞が関|千代田|-03-15|3月15日|5620/)
    }
  })
  test('pictures, without the role', async () => {
    for (const [role, allowed] of may('pictures.always')) {
      const { text } = await read(
        staff.get(role) ?? null,
        'attempts { captures { imageUrl(variant: MASKED) } }',
      )
      expect({ role, sees: text.includes('/images/') }).toEqual({ role, sees: allowed })
    }
  })
  test('everything that is the company’s own, for reviewers from outside', async () => {
    const caller = staff.get('OUTSOURCED_REVIEWER') ?? null
    for (const ask of [
      '{ verificationSessions(first: 5) { edges { node { id } } } }',
      '{ cases(first: 5) { edges { node { id } } } }',
      '{ members { id } }',
      '{ checkProfiles(first: 1) { edges { node { id } } } }',
    ]) {
      expect((await askAnything(stack, caller, ask, {})).code, ask).toBe('FORBIDDEN')
    }
    const node = 'query ($id: ID!) { node(id: $id) { id } }'
    for (const kind of [
      'Case',
      'VerificationSession',
      'Applicant',
      'Capture',
      'Attempt',
    ] as const) {
      const { data } = await askAnything(stack, caller, node, { id: tenant.ids[kind] })
      expect(data?.['node'] ?? null, kind).toBeNull()
    }
  })
  test('the case, for keys that may not review', async () => {
    const { session: seen } = await read(keys.get('sessions:read') ?? null, 'case { id }')
    expect(seen).toEqual({ case: null })
  })
})
