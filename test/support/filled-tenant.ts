import { vi } from 'vitest'
import { createPartner } from '../../db/settings/partners.ts'
import { withTenant } from '../../db/client.ts'
import { putInbox } from '../../db/inbox.ts'
import { globalId, type NodeName } from '../../graphql/global-ids.ts'
import { newId } from '../../domain/ids.ts'
import { roles } from '../../domain/roles.ts'
import {
  applicantAsks,
  applyByApi,
  followLink,
  openByApi,
  operationHashes,
} from './api-applicant.ts'
import { prepareTenant, reach } from './tenant.ts'
import { caseHandedOver, picturesSentForMasking } from '../../workflows/messages.ts'
import { partnerTerms } from './partner-terms.ts'
import type { SignedIn, Stack } from './stack.ts'

export interface FilledTenant {
  readonly tenantId: string
  readonly versionId: string
  readonly key: string
  readonly owner: SignedIn
  /** Of the partner with whom the case lies. */
  readonly guest: SignedIn
  /** Cookie of an applicant who is still capturing. */
  readonly applicant: string
  /** The applicant's upload ticket and liveness challenge. */
  readonly ticketId: string
  readonly challengeId: string
  /** One of each kind of node, by its global id. */
  readonly ids: Readonly<Record<NodeName, string>>
}

/** A tenant with one of everything: needs a vision that is in doubt, so that there is a case. */
export async function fillTenant(stack: Stack): Promise<FilledTenant> {
  const { tenantId, versionId, author } = await prepareTenant(stack.database, {
    // nothing is tried again while someone compares what is stored
    settings: { webhookFirstRetryMs: 3_600_000 },
  })
  const key = await stack.addKey(tenantId)
  const owner = await stack.signIn(tenantId, roles)
  await stack.ask(
    { key },
    `mutation { createWebhookEndpoint(input: { url: "http://127.0.0.1:9/hook" }) { __typename } }`,
  )
  const decided = await openByApi(stack, { key })
  await applyByApi(stack, await followLink(decided.link))
  const sessionId = decided.id.slice('vs_'.length)
  await reach(stack.database, tenantId, sessionId, 'IN_REVIEW')

  const other = await openByApi(stack, { key })
  const applicant = await followLink(other.link)
  await applicantAsks(stack, applicant, 'GiveConsent', { consentVersion: '1' })
  await applicantAsks(stack, applicant, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' })
  const { ticketId } = await applicantAsks(stack, applicant, 'CreateUploadTicket', {
    input: { slot: 'LIVENESS', sha256: 'a'.repeat(64), size: 6 },
  })
  const { challengeId } = await applicantAsks(stack, applicant, 'RequestLivenessChallenge')

  const test = await stack.ask(
    { cookie: owner.cookie },
    operationHashes('admin').get('StartBackTest') ?? '',
    {
      input: { versionId: globalId('CheckProfileVersion', versionId), idempotencyKey: 'filled' },
    },
  )
  const backTestId = String(test.data?.['startBackTest'].id).slice('bt_'.length)
  // the case and the delivery are written by the story, a moment after the status
  const rows = await vi.waitFor(
    () =>
      withTenant(stack.database.db, tenantId, async (trx) => {
        const first = async (
          table: 'applicants' | 'attempts' | 'captures' | 'decisions' | 'cases' | 'apiKeys',
        ) => (await trx.selectFrom(table).select('id').orderBy('id').executeTakeFirstOrThrow()).id
        return {
          Applicant: await first('applicants'),
          Attempt: await first('attempts'),
          Capture: await first('captures'),
          Decision: await first('decisions'),
          Case: await first('cases'),
          ApiKey: await first('apiKeys'),
          BackTest: (
            await trx
              .selectFrom('backTests')
              .select('id')
              .where('id', '=', backTestId)
              .where('status', '=', 'DONE')
              .executeTakeFirstOrThrow()
          ).id,
          WebhookEndpoint: (
            await trx.selectFrom('webhookEndpoints').select('id').executeTakeFirstOrThrow()
          ).id,
          WebhookDelivery: (
            await trx.selectFrom('webhookDeliveries').select('id').executeTakeFirstOrThrow()
          ).id,
          CheckProfile: (
            await trx.selectFrom('checkProfiles').select('id').executeTakeFirstOrThrow()
          ).id,
        }
      }),
    10_000,
  )
  const ordered = await stack.ask(
    { key },
    `mutation { exportSessions(layout: { columns: ["id"], encoding: UTF8, locale: ja }) { ... on Export { id } } }`,
  )
  const partnerId = await withTenant(stack.database.db, tenantId, (trx) =>
    createPartner(
      trx,
      { tenantId, actor: { kind: 'SYSTEM', id: null }, at: new Date() },
      partnerTerms(),
    ),
  )
  const guest = await stack.signIn(tenantId, ['OUTSOURCED_REVIEWER'], partnerId)
  await stack.dependencies.stories.tellCase(
    { tenantId, caseId: rows.Case },
    caseHandedOver,
    newId(),
    [{ memberId: author, partnerId, leaseMs: 600_000 }],
  )
  const frozen = await stack.ask(
    { cookie: owner.cookie },
    operationHashes('admin').get('FreezeCase') ?? '',
    {
      input: {
        sessionId: globalId('VerificationSession', sessionId),
        name: 'doubtful face',
        expected: 'REVIEW',
        idempotencyKey: 'filled',
      },
    },
  )
  const shadow = await stack.ask(
    { cookie: owner.cookie },
    operationHashes('admin').get('StartShadow') ?? '',
    { versionId: globalId('CheckProfileVersion', versionId) },
  )
  const { taskId } = await stack.dependencies.stories.tellSession(
    { tenantId, sessionId },
    picturesSentForMasking,
    newId(),
    [
      {
        slots: ['FRONT'],
        inboxId: await withTenant(stack.database.db, tenantId, (trx) =>
          putInbox(trx, stack.database.keyring, tenantId, 'MASKING_NOTE', {
            note: 'a number',
            actor: { kind: 'MEMBER', id: author },
          }),
        ),
      },
    ],
  )
  const local: Record<NodeName, string> = {
    ShadowRun: String(shadow.data?.['startShadow'].id).slice('shd_'.length),
    MaskingTask: taskId,
    GoldenCase: String(frozen.data?.['freezeCase'].id).slice('gold_'.length),
    ...rows,
    Tenant: tenantId,
    Member: author,
    VerificationSession: sessionId,
    CaptureSession: other.id.slice('vs_'.length),
    CheckProfileVersion: versionId,
    AuditEvent: '1',
    Partner: partnerId,
    Export: ordered.data?.['exportSessions'].id.slice('exp_'.length),
  }
  const of = (name: NodeName) => globalId(name, local[name])
  return {
    tenantId,
    versionId,
    key,
    owner,
    guest,
    applicant,
    ticketId,
    challengeId,
    ids: {
      Tenant: of('Tenant'),
      Member: of('Member'),
      Applicant: of('Applicant'),
      VerificationSession: of('VerificationSession'),
      CaptureSession: of('CaptureSession'),
      Attempt: of('Attempt'),
      Capture: of('Capture'),
      Decision: of('Decision'),
      Case: of('Case'),
      MaskingTask: of('MaskingTask'),
      CheckProfile: of('CheckProfile'),
      CheckProfileVersion: of('CheckProfileVersion'),
      BackTest: of('BackTest'),
      GoldenCase: of('GoldenCase'),
      ShadowRun: of('ShadowRun'),
      WebhookEndpoint: of('WebhookEndpoint'),
      WebhookDelivery: of('WebhookDelivery'),
      ApiKey: of('ApiKey'),
      AuditEvent: of('AuditEvent'),
      Partner: of('Partner'),
      Export: of('Export'),
    },
  }
}
