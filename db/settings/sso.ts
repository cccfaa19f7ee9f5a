import { createHash } from 'node:crypto'
import { DomainError } from '../../domain/errors.ts'
import type { Role } from '../../domain/roles.ts'
import { cellAad } from '../aad.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Box } from '../crypto/box.ts'
import { keepAWayIn, lockStaff, type MemberChange } from './member-lock.ts'

/** The company's OpenID provider as an owner gives it. */
export interface SsoSettings {
  readonly issuer: string
  readonly clientId: string
  /** null: as it was. */
  readonly clientSecret: string | null
  /** Lower case; addresses of others are refused. */
  readonly emailDomains: readonly string[]
  /** Of whoever comes without having been invited; null: only the invited come in. */
  readonly defaultRole: Role | null
  readonly enabled: boolean
  readonly required: boolean
}

/** Associated data of the sealed client secret. */
const secretAad = (tenantId: string): string =>
  cellAad(tenantId, 'sso_connections', tenantId, 'secret')

/** @throws DomainError `INPUT_INVALID` without a secret for this issuer, `MEMBER_LAST_OWNER` where nobody could come in if the provider failed */
export async function saveSso(
  trx: Trx,
  box: Box,
  { tenantId, actor, at }: MemberChange,
  { clientSecret, emailDomains, ...settings }: SsoSettings,
): Promise<void> {
  await lockStaff(trx)
  const before = await trx
    .selectFrom('ssoConnections')
    .select(['issuer', 'secretSealed'])
    .executeTakeFirst()
  // else a secret could be sent to whoever an issuer is changed to
  const kept = before?.issuer === settings.issuer ? before.secretSealed : null
  const secretSealed = clientSecret === null ? kept : box.seal(clientSecret, secretAad(tenantId))
  if (!secretSealed) throw new DomainError('INPUT_INVALID', 'clientSecret: expected one')
  const row = { ...settings, emailDomains: [...emailDomains], secretSealed, updatedAt: at }
  await trx
    .insertInto('ssoConnections')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.column('tenantId').doUpdateSet(row))
    .execute()
  await keepAWayIn(trx, null)
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'tenant.sso_saved',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: { ...settings, emailDomains, secretChanged: clientSecret !== null },
  })
}

export interface SsoConnection extends Omit<SsoSettings, 'clientSecret'> {
  readonly secretSealed: Buffer
  readonly updatedAt: Date
}

export const openClientSecret = (
  box: Box,
  tenantId: string,
  { secretSealed }: Pick<SsoConnection, 'secretSealed'>,
): string => box.open(secretSealed, secretAad(tenantId)).toString('utf8')

/** Do all have to set up a second factor? Single sign-on has that of its provider. */
export async function saveSecondFactorRule(
  trx: Trx,
  { tenantId, actor, at }: MemberChange,
  secondFactor: boolean,
): Promise<void> {
  await trx
    .insertInto('signInRules')
    .values({ tenantId, secondFactor, updatedAt: at })
    .onConflict((conflict) =>
      conflict.column('tenantId').doUpdateSet({ secondFactor, updatedAt: at }),
    )
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'tenant.second_factor_rule',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: { secondFactor },
  })
}

/** A subject is somebody's name at the provider: told from others by its hash. */
export const hashSubject = (issuer: string, subject: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest()
