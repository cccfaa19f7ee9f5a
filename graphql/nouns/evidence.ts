import { listSigningKeys } from '../../db/reads/evidence.ts'
import { listExports } from '../../db/reads/exports.ts'
import { rotateSigningKey } from '../../db/settings/signing-keys.ts'
import { DomainError } from '../../domain/errors.ts'
import { certificateSchema, type ReplayCertificate } from '../../evidence/content.ts'
import { keyIdOf, newSigningKey } from '../../evidence/signing.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { ExportResult, startExport } from './export-ordering.ts'
import { ExportRef } from './export.ts'
import { SessionRef } from './session.ts'

builder.mutationField('orderEvidence', (t) =>
  t.field({
    type: ExportResult,
    description:
      'Orders the signed package of one session. It shows no more than the caller may see; what else is personal is left out.',
    args: { sessionId: t.arg.id({ required: true }) },
    resolve: (_root, { sessionId }, context) =>
      expected(context, 'evidence.read', async () => {
        const id = parseGlobalId('VerificationSession', sessionId)
        const session = await context.loaders().sessions.load(id)
        if (!session) throw new DomainError('NOT_FOUND', 'no such verification session')
        if (session.wrappedKey === null)
          throw new DomainError('KEY_DESTROYED', 'the data of this session was erased')
        const personal = context.may('persons.export')
        const spec = {
          personal,
          numbers: personal && context.may('numbers.read'),
          notes: context.may('notes.read'),
          pictures: context.may('pictures.export'),
        }
        return startExport(context, 'EVIDENCE_PACKAGE', {
          sessionId: id,
          sandbox: session.sandbox,
          spec,
          detail: { shows: spec },
        })
      }),
  }),
)

interface EvidenceKey {
  readonly publicKey: string
  readonly createdAt: Date
  readonly retiredAt: Date | null
}
const EvidenceKeyRef = builder.objectRef<EvidenceKey>('EvidenceKey').implement({
  description: 'A key that signs evidence (Ed25519).',
  fields: (t) => ({
    keyId: t.string({
      description: 'As a package names it.',
      resolve: ({ publicKey }) => keyIdOf(publicKey),
    }),
    publicKey: t.exposeString('publicKey', { description: 'PEM.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From then on it signs nothing; what it signed stays good.',
    }),
  }),
})

builder.queryField('evidenceKeys', (t) =>
  t.field({
    type: [EvidenceKeyRef],
    authScopes: { principal: true },
    description: 'Public halves of the keys that sign this company’s evidence, newest first.',
    resolve: (_root, _args, context) => context.inTenant(listSigningKeys),
  }),
)

interface Keys {
  readonly __typename: 'EvidenceKeys'
  readonly keys: readonly EvidenceKey[]
}
const KeysRef = builder.objectRef<Keys>('EvidenceKeys').implement({
  fields: (t) => ({ keys: t.field({ type: [EvidenceKeyRef], resolve: ({ keys }) => [...keys] }) }),
})
const KeysResult = builder.unionType('EvidenceKeysResult', {
  types: [KeysRef, OperationError],
  resolveType: typeNamed('EvidenceKeys'),
})

builder.mutationField('rotateEvidenceKey', (t) =>
  t.field({
    type: KeysResult,
    description: 'A new key signs from now on; the public half of the former stays.',
    resolve: (_root, _args, context) =>
      expected(context, 'keys.manage', async () => {
        const { keyring, clock } = context.dependencies
        const principal = context.principal()
        const box = await keyring.tenantBox(principal.tenantId)
        const change = { tenantId: principal.tenantId, actor: actorOf(principal), at: clock() }
        const answer: Keys = {
          __typename: 'EvidenceKeys',
          keys: await context.inTenant(async (trx) => {
            await rotateSigningKey(trx, box, change, newSigningKey())
            return listSigningKeys(trx)
          }),
        }
        return answer
      }),
  }),
)

const mayReadEvidence = (context: Context) => context.may('evidence.read')

const WorkflowReplayRef = builder
  .objectRef<ReplayCertificate['workflows'][number]>('WorkflowReplay')
  .implement({
    fields: (t) => ({
      type: t.exposeString('type'),
      events: t.exposeInt('events'),
      historySha256: t.exposeString('historySha256', { nullable: true }),
      replay: t.exposeString('replay', { description: 'SAME, DIVERGED or GONE.' }),
    }),
  })

const CertificateRef = builder.objectRef<ReplayCertificate>('ReplayCertificate').implement({
  description:
    'The stored histories run again by the build of that day, and the stored facts by its rules.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => new Date(at) }),
    deterministic: t.exposeBoolean('deterministic', {
      nullable: true,
      description: 'Null where a history is kept no longer.',
    }),
    sameDecision: t.exposeBoolean('sameDecision'),
    workflows: t.expose('workflows', { type: [WorkflowReplayRef] }),
    buildVersion: t.string({ resolve: ({ build }) => build.version }),
    workflowsSha256: t.string({ resolve: ({ build }) => build.workflowsSha256 }),
    profiles: t.exposeStringList('profiles'),
    facts: t.stringList({ resolve: ({ facts }) => facts.map(({ sha256 }) => sha256) }),
    models: t.stringList({
      resolve: ({ models }) =>
        models.map(({ name, version, sha256 }) => `${name} ${version} ${sha256 ?? ''}`.trim()),
    }),
  }),
})

builder.objectFields(SessionRef, (t) => ({
  replayCertificate: t.field({
    type: CertificateRef,
    nullable: true,
    description: 'The newest; null where none was made, or the caller may not see it.',
    async resolve({ id }, _args, context) {
      if (!mayReadEvidence(context)) return null
      const row = await context.loaders().certificates.load(id)
      return row && certificateSchema.parse(JSON.parse(row.certificate))
    },
  }),
  evidence: t.field({
    type: ExportRef,
    nullable: true,
    description: 'The newest package; null where none was ordered, or the caller may not see it.',
    async resolve({ id }, _args, context) {
      if (!mayReadEvidence(context)) return null
      const filter = {
        sandbox: context.principal().sandbox,
        kinds: ['EVIDENCE_PACKAGE'] as const,
        sessionId: id,
      }
      const page = { limit: 1, after: null, before: null, inverted: false }
      const [newest] = await context.read((trx) => listExports(trx, filter, page))
      return newest ?? null
    },
  }),
}))
