import { z } from 'zod'
import { openSessionSchema } from '../db/inbox-schemas.ts'
import { putInbox } from '../db/inbox.ts'
import { publishedVersion } from '../db/reads/check-profiles.ts'
import { readTenant, type Tenant } from '../db/reads/tenants.ts'
import { captureLink, type CaptureLink } from '../db/settings/capture-links.ts'
import { versionFor } from '../db/settings/splits.ts'
import { claimIdempotencyKey } from '../db/settings/idempotency.ts'
import { declaredDataSchema } from '../domain/declared-data.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import { DomainError } from '../domain/errors.ts'
import { newId, type SessionId } from '../domain/ids.ts'
import { locales, methods, slotsByMethod, type Method } from '../domain/method.ts'
import { dayInJapan } from '../domain/japan-days.ts'
import { mayStart } from '../domain/regulation.ts'
import { canonical } from './canonical.ts'
import { actorOf, type Context } from './context.ts'
import { parseGlobalId } from './global-ids.ts'

export const createSessionSchema = z.strictObject({
  idempotencyKey: z.string().min(1).max(200),
  externalId: z.string().trim().min(1).max(200),
  method: z.enum(methods),
  checkProfileId: z.string().nullish(),
  acceptedDocuments: z.array(z.enum(documentTypes)).min(1).nullish(),
  declared: z.preprocess(withoutNulls, declaredDataSchema).nullish(),
  locale: z.enum(locales).nullish(),
  redirectUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
  expiresInSeconds: z.number().int().min(1).nullish(),
})
export type CreateSession = z.output<typeof createSessionSchema>

/**
 * Opens an application and issues its link. The same key with the same input answers the same session and the same link,
 * also when the first call died half-way: then the story is started now.
 * @throws DomainError `INPUT_INVALID`, `METHOD_NOT_ALLOWED_BY_REGIME`, `METHOD_NOT_OFFERED`, `PROFILE_NOT_PUBLISHED`,
 *   `IDEMPOTENCY_CONFLICT`
 */
export async function createSession(
  context: Context,
  input: CreateSession,
): Promise<{ sessionId: string; link: CaptureLink; replayed: boolean }> {
  const { keyring, stories, clock } = context.dependencies
  const principal = context.principal()
  const { tenantId } = principal
  const at = clock()
  // what is hashed and stored of a request can't be guessed back: the hashes are keyed
  const keyHash = await keyring.blindIndex(tenantId, 'idempotency-key', input.idempotencyKey)
  const requestHash = await keyring.blindIndex(
    tenantId,
    'request',
    canonical({ ...input, sandbox: principal.sandbox }),
  )
  const profileId = input.checkProfileId
    ? parseGlobalId('CheckProfile', input.checkProfileId)
    : null

  const opening = await context.inTenant(async (trx) => {
    const claim = await claimIdempotencyKey(trx, tenantId, {
      operation: 'createVerificationSession',
      keyHash,
      requestHash,
      resultId: newId<SessionId>(at.getTime()),
      at,
    })
    const known =
      claim.replayed &&
      (await trx
        .selectFrom('sessions')
        .select('id')
        .where('id', '=', claim.resultId)
        .executeTakeFirst())
    if (known) return { ...claim, inboxId: null }

    const tenant = await readTenant(trx)
    if (!tenant) throw new DomainError('NOT_FOUND', 'no such tenant')
    const regulationLabel = labelOf(tenant, input.method, at)
    const version = await publishedVersion(trx, profileId, at)
    if (!version) {
      throw new DomainError(
        'PROFILE_NOT_PUBLISHED',
        'checkProfileId: expected a profile with a published version',
      )
    }
    const content = openSessionSchema.parse({
      externalId: input.externalId,
      declared: input.declared ?? null,
      acceptedDocuments: acceptedDocuments(tenant, input),
      locale: input.locale ?? 'ja',
      checkProfileVersionId: await versionFor(trx, keyring, version, {
        tenantId,
        sessionId: claim.resultId,
        sandbox: principal.sandbox ?? false,
        at,
      }),
      sandbox: principal.sandbox ?? false,
      redirectUrl: redirectUrl(tenant, input),
      lifeMs: lifeMs(tenant, input),
      regime: tenant.settings.regime,
      regulationLabel,
      actor: actorOf(principal),
    })
    return {
      ...claim,
      inboxId: await putInbox(trx, keyring, tenantId, 'OPEN_SESSION', content, at, claim.resultId),
    }
  })

  const sessionId = opening.resultId
  if (opening.inboxId) {
    await stories.open({ tenantId, sessionId, inboxId: opening.inboxId, method: input.method })
  }
  const link = await context.inTenant((trx) =>
    captureLink(trx, keyring, { tenantId, sessionId, actor: actorOf(principal), at: clock() }),
  )
  return { sessionId, link, replayed: opening.replayed }
}

/** The law's name of the method today. @throws DomainError `METHOD_NOT_ALLOWED_BY_REGIME`, `METHOD_NOT_OFFERED`, `INPUT_INVALID` */
function labelOf({ settings }: Tenant, method: Method, at: Date): string | null {
  const answer = mayStart(settings.regime, method, dayInJapan(at))
  if (!answer.allowed) {
    const end = answer.endedOn ? `; it was allowed until ${answer.endedOn}` : ''
    throw new DomainError(
      'METHOD_NOT_ALLOWED_BY_REGIME',
      `method: not allowed under ${settings.regime} today${end}`,
    )
  }
  if (!slotsByMethod[method]) {
    throw new DomainError('INPUT_INVALID', 'method: this version of Kakunin does not run it yet')
  }
  if (!settings.offeredMethods.includes(method)) {
    throw new DomainError('METHOD_NOT_OFFERED', 'method: expected one that the tenant offers')
  }
  return answer.label
}

/** @throws DomainError `DOCUMENT_NOT_ACCEPTED` */
function acceptedDocuments({ settings }: Tenant, input: CreateSession) {
  const wanted = input.acceptedDocuments ?? settings.acceptedDocuments
  if (wanted.some((type) => !settings.acceptedDocuments.includes(type))) {
    throw new DomainError(
      'DOCUMENT_NOT_ACCEPTED',
      'acceptedDocuments: beyond what the tenant accepts',
    )
  }
  return wanted
}

/** Applicants are sent on to hosts the tenant named, else a link of ours could lead anywhere. @throws DomainError `INPUT_INVALID` */
function redirectUrl({ settings }: Tenant, { redirectUrl: wanted }: CreateSession): string | null {
  if (!wanted) return null
  if (!settings.redirectUrlHosts.includes(new URL(wanted).host)) {
    throw new DomainError('INPUT_INVALID', 'redirectUrl: expected one of the tenant’s hosts')
  }
  return wanted
}

/** Shorter than the tenant's, never longer. @throws DomainError `INPUT_INVALID` */
function lifeMs({ settings }: Tenant, { expiresInSeconds }: CreateSession): number | undefined {
  if (!expiresInSeconds) return undefined
  if (expiresInSeconds * 1000 > settings.sessionLifeMs) {
    throw new DomainError(
      'INPUT_INVALID',
      `expiresInSeconds: expected ${settings.sessionLifeMs / 1000} at most`,
    )
  }
  return expiresInSeconds * 1000
}

/** GraphQL sends null for "not given"; the schema of declared data knows absence only. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
}
