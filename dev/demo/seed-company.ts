import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { withTenant, type Database, type Trx } from '../../db/client.ts'
import type { Keyring } from '../../db/keyring.ts'
import { resolveApiKey, resolveMembership } from '../../db/resolve.ts'
import { createApiKey, hashSecret } from '../../db/settings/api-keys.ts'
import { createProfile, publishVersion, submitDraft } from '../../db/settings/check-profiles.ts'
import { createPartner } from '../../db/settings/partners.ts'
import { addMember } from '../../db/settings/members.ts'
import { createTenant } from '../../db/settings/tenants.ts'
import { newId, type TenantId } from '../../domain/ids.ts'
import { apiScopes, type Role } from '../../domain/roles.ts'
import type { StaffLogins } from '../../graphql/auth/staff-logins.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { presetOf } from '../../rules/presets.ts'
import type { Demo } from '../demo-contract.ts'
import type { Company, Staff } from './companies.ts'
import type { Memory } from './memory.ts'

export interface SeedTools {
  readonly db: Database
  readonly keyring: Keyring
  readonly logins: Pick<StaffLogins, 'createLogin'>
  readonly memory: Memory
}

export interface SeededCompany {
  readonly tenantId: string
  readonly logins: Demo['logins']
}

const system = { kind: 'SYSTEM', id: null } as const

/** A tenant with its keys, staff and published check profiles; what is there already stays as it is. */
export async function seedCompany(tools: SeedTools, company: Company): Promise<SeededCompany> {
  const { memory } = tools
  const tenantId = memory.once(`tenant/${company.key}`, () => newId<TenantId>())
  await seedTenant(tools, tenantId, company)
  const memberIds = new Map<Role, string>()
  const logins: Demo['logins'] = []
  for (const person of company.staff) {
    const email = `${person.name}@${company.key}.example`
    const password = memory.once(`password/${email}`, () => randomBytes(15).toString('base64url'))
    memberIds.set(person.role, await seedMember(tools, tenantId, person, { email, password }))
    logins.push({ role: person.role, email, password, tenant: company.name })
  }
  const author = memberIds.get(company.author)
  const publisher = memberIds.get(company.publisher)
  if (!author || !publisher) throw new Error(`${company.key}: expected an author and a publisher`)
  await seedProfiles(tools, tenantId, company, { author, publisher })
  return { tenantId, logins }
}

/** A key for everything that a script may do. One that was revoked since is replaced. @returns its secret */
export async function seedApiKey({ db, memory }: SeedTools, tenantId: string): Promise<string> {
  const name = `api-key/${tenantId}`
  const random = Buffer.from(
    memory.once(name, () => randomBytes(32).toString('base64url')),
    'base64url',
  )
  const secret = `kk_live_${random.toString('base64url')}`
  if (await resolveApiKey(db, hashSecret(secret))) return secret
  return withTenant(db, tenantId, async (trx) => {
    const revoked = await trx
      .selectFrom('apiKeys')
      .select('id')
      .where('secretHash', '=', hashSecret(secret))
      .executeTakeFirst()
    const fresh = revoked ? randomBytes(32) : random
    memory.note(name, fresh.toString('base64url'))
    const key = { name: 'demo', scopes: apiScopes, sandbox: false, actor: system, at: new Date() }
    return (await createApiKey(trx, tenantId, { ...key, random: fresh })).secret
  })
}

async function seedTenant(
  { db, keyring }: SeedTools,
  tenantId: string,
  { name, regime }: Company,
): Promise<void> {
  const settings = {
    regime,
    // who comes back to the demo after some weeks still finds a link that opens
    sessionLifeMs: 30 * 86_400_000,
    // films are drawn on the processors that also do everything else here
    challengeLifeMs: 300_000,
  }
  await withTenant(db, tenantId, (trx) =>
    createTenant(trx, keyring, { tenantId, name, settings, at: new Date() }),
  )
}

async function seedMember(
  { db, logins }: SeedTools,
  tenantId: string,
  { displayName, role, partner }: Staff,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<string> {
  // a login without a password is what a start leaves that was cut off between the two
  await sql`delete from auth."user" u where email = ${email}
    and not exists (select from auth.account a where a.user_id = u.id)`.execute(db)
  const { rows } = await sql<{
    id: string
  }>`select id from auth."user" where email = ${email}`.execute(db)
  const userId = rows[0]?.id ?? (await logins.createLogin({ email, password, name: displayName }))
  return withTenant(db, tenantId, async (trx) => {
    const member = await trx
      .selectFrom('members')
      .select('id')
      .where('userId', '=', userId)
      .executeTakeFirst()
    if (member) return member.id
    if (await resolveMembership(db, userId, null)) {
      throw new Error(`${email} belongs to another demo in this database; delete .data or that one`)
    }
    return addMember(trx, tenantId, {
      userId,
      displayName,
      roles: [role],
      ...(partner && { partnerId: await seedPartner(trx, tenantId, partner) }),
      actor: system,
      at: new Date(),
    })
  })
}

/** Reviews by night and on Sundays; cases are handed over by hand, since no queue is named. */
async function seedPartner(trx: Trx, tenantId: string, name: string): Promise<string> {
  const there = await trx
    .selectFrom('partners')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  const contract = {
    name,
    queues: [],
    fields: [],
    leaseMinutes: 20,
    dueMinutes: 60,
    yenPerAccepted: 0,
    yenPerResolved: 180,
    yenPerMinute: 0,
  }
  const change = { tenantId, actor: system, at: new Date() }
  return there?.id ?? createPartner(trx, change, contract)
}

/** All at once, or not at all; a tenant that has profiles keeps those. */
async function seedProfiles(
  { db }: SeedTools,
  tenantId: string,
  { scenes }: Company,
  { author, publisher }: { readonly author: string; readonly publisher: string },
): Promise<void> {
  await withTenant(db, tenantId, async (trx) => {
    if (await trx.selectFrom('checkProfiles').select('id').limit(1).executeTakeFirst()) return
    const nowMs = Date.now()
    for (const [index, scene] of scenes.entries()) {
      // a millisecond apart: the oldest is the one that sessions get where they name none
      const at = new Date(nowMs + index)
      const { profile, words } = presetOf(scene)
      const text = { definition: canonicalProfile(profile), sha256: await profileHash(profile) }
      await publish(trx, { tenantId, author, publisher, at }, { name: words.ja, text })
    }
  })
}

async function publish(
  trx: Trx,
  {
    tenantId,
    author,
    publisher,
    at,
  }: { tenantId: string; author: string; publisher: string; at: Date },
  draft: Parameters<typeof createProfile>[2],
): Promise<void> {
  const versionId = await createProfile(trx, { tenantId, memberId: author, at }, draft)
  await submitDraft(trx, { tenantId, memberId: author, at }, versionId)
  await publishVersion(trx, { tenantId, memberId: publisher, at }, versionId)
}
