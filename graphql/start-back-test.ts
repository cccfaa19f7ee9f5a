import { z } from 'zod'
import { readTenant } from '../db/reads/tenants.ts'
import { beginBackTest } from '../db/settings/back-tests.ts'
import { claimIdempotencyKey } from '../db/settings/idempotency.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { methods } from '../domain/method.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { canonical } from './canonical.ts'
import type { Context } from './context.ts'
import { parseGlobalId } from './global-ids.ts'

export const startBackTestSchema = z.strictObject({
  versionId: z.string(),
  idempotencyKey: z.string().min(1).max(200),
  from: z.date().nullish(),
  to: z.date().nullish(),
  methods: z.array(z.enum(methods)).min(1).nullish(),
  documentTypes: z.array(z.enum(documentTypes)).min(1).nullish(),
  sandbox: z.boolean().nullish(),
  seed: z.number().int().nullish(),
})

/**
 * Lays a back-test and starts it. The same key with the same input answers the same test, also when the first call died
 * half-way: then it is started now.
 * @throws DomainError `NOT_FOUND`, `INPUT_INVALID`, `PROFILE_INVALID`, `RATE_LIMITED`, `IDEMPOTENCY_CONFLICT`
 * @returns its id
 */
export async function startBackTest(
  context: Context,
  input: z.output<typeof startBackTestSchema>,
): Promise<string> {
  const { keyring, stories, clock } = context.dependencies
  const { tenantId, id: memberId } = context.member()
  const at = clock()
  const versionId = parseGlobalId('CheckProfileVersion', input.versionId)
  const to = input.to && input.to < at ? input.to : at
  if (input.from && input.from >= to) {
    throw new DomainError('INPUT_INVALID', 'from: expected an instant before the end of the span')
  }
  const keyHash = await keyring.blindIndex(
    tenantId,
    'idempotency-key',
    `${memberId}/${input.idempotencyKey}`,
  )
  const requestHash = await keyring.blindIndex(tenantId, 'request', canonical(input))
  const backTestId = await context.inTenant(async (trx) => {
    const claim = await claimIdempotencyKey(trx, tenantId, {
      operation: 'startBackTest',
      keyHash,
      requestHash,
      resultId: newId(at.getTime()),
      at,
    })
    if (claim.replayed) return claim.resultId
    const version = await trx
      .selectFrom('checkProfileVersions')
      .select(['id', 'definition', 'sha256'])
      .where('id', '=', versionId)
      .executeTakeFirst()
    const tenant = await readTenant(trx)
    if (!version || !tenant) throw new DomainError('NOT_FOUND', 'no such check profile version')
    // one of an older release may not be readable any more
    parseCheckProfile(JSON.parse(version.definition))
    await beginBackTest(trx, {
      tenantId,
      id: claim.resultId,
      memberId,
      version,
      plan: {
        from: input.from?.toISOString() ?? null,
        to: to.toISOString(),
        methods: input.methods ?? null,
        documentTypes: input.documentTypes ?? null,
        sandbox: input.sandbox ?? false,
        seed: input.seed ?? 1,
        maxResubmissions: tenant.settings.maxResubmissions,
      },
      at,
    })
    return claim.resultId
  })
  await stories.startBackTest({ tenantId, backTestId })
  return backTestId
}
