import { roles } from '../../domain/roles.ts'
import type { Trx } from '../client.ts'
import type { SsoConnection } from '../settings/sso.ts'

/** The company's OpenID provider, switched on or not; null: none. */
export async function readSso(trx: Trx): Promise<SsoConnection | null> {
  const row = await trx
    .selectFrom('ssoConnections')
    .select([
      'issuer',
      'clientId',
      'secretSealed',
      'emailDomains',
      'defaultRole',
      'enabled',
      'required',
      'updatedAt',
    ])
    .executeTakeFirst()
  if (!row) return null
  return { ...row, defaultRole: roles.find((role) => role === row.defaultRole) ?? null }
}

/** Does the company ask everybody for a second factor? */
export async function readSecondFactorRule(trx: Trx): Promise<boolean> {
  const row = await trx.selectFrom('signInRules').select('secondFactor').executeTakeFirst()
  return row?.secondFactor ?? false
}
