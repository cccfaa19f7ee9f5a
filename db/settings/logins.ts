import { randomBytes } from 'node:crypto'
import { DomainError } from '../../domain/errors.ts'
import type { Trx } from '../client.ts'

/**
 * What settings change of a login (auth."user" and what hangs on it), in the transaction of the change and its audit event.
 * better-auth reads the same rows.
 */

/** A login that nothing opens yet. @returns its id @throws DomainError `MEMBER_EXISTS` */
export async function insertLogin(
  trx: Trx,
  { email, name, at }: { readonly email: string; readonly name: string; readonly at: Date },
): Promise<string> {
  const row = await trx
    .insertInto('auth.user')
    .values({
      id: randomBytes(16).toString('hex'),
      name,
      email: email.toLowerCase(),
      // whoever opens the link that was sent there, or is vouched for by the company's provider, has it
      emailVerified: true,
      twoFactorEnabled: null,
      createdAt: at,
      updatedAt: at,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) return row.id
  throw new DomainError('MEMBER_EXISTS', 'email: expected an address without a login')
}

/** @param hash as better-auth makes it, never the password */
export async function setPassword(trx: Trx, userId: string, hash: string, at: Date): Promise<void> {
  const changed = await trx
    .updateTable('auth.account')
    .set({ password: hash, updatedAt: at })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  if (Number(changed.numUpdatedRows) > 0) return
  await trx
    .insertInto('auth.account')
    .values({
      id: randomBytes(16).toString('hex'),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
}

/** null: there is none, nobody comes in by it. */
export async function passwordHash(trx: Trx, userId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('auth.account')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? null
}

/** Signed out everywhere, at once. @param except the session that goes on @returns how many ended */
export async function endLogins(trx: Trx, userId: string, except?: string): Promise<number> {
  const ended = await trx
    .deleteFrom('auth.session')
    .where('userId', '=', userId)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
}

/** The second factor is set up anew at the next sign-in that asks for it. */
export async function dropSecondFactor(trx: Trx, userId: string, at: Date): Promise<void> {
  await trx.deleteFrom('auth.twoFactor').where('userId', '=', userId).execute()
  await trx
    .updateTable('auth.user')
    .set({ twoFactorEnabled: false, updatedAt: at })
    .where('id', '=', userId)
    .execute()
}

/** The address is free again. */
export async function deleteLogin(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('auth.user').where('id', '=', userId).execute()
}
