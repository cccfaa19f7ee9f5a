import type { Trx } from '../../db/client.ts'
import { addMember } from '../../db/settings/members.ts'
import { tenantSettingsSchema } from '../../domain/tenant-settings.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'
import { createRandom } from '../random.ts'
import type { PastPlan, PastReviewer } from './plan.ts'

export type PastWish = Pick<PastPlan, 'sessions'> &
  Partial<Pick<PastPlan, 'seed' | 'toMs' | 'settled' | 'backlogMs'>> & {
    /** How far back it goes. */
    readonly days?: number
  }

const leastReviewers = 6

/**
 * A plan by the tenant's own settings and its published profile (the oldest, which sessions get that name none). Reviewers
 * who are missing are added as members without a login.
 * @throws when the tenant has no published profile
 */
export async function planForTenant(trx: Trx, tenantId: string, wish: PastWish): Promise<PastPlan> {
  const { seed = 1, sessions, toMs = Date.now(), days = 365, settled = true, backlogMs = 0 } = wish
  const tenant = await trx.selectFrom('tenants').select('settings').executeTakeFirstOrThrow()
  const settings = tenantSettingsSchema.parse(tenant.settings)
  const version = await trx
    .selectFrom('checkProfileVersions')
    .select(['id', 'definition', 'sha256'])
    .where('status', '=', 'PUBLISHED')
    .orderBy('createdAt')
    .executeTakeFirst()
  if (!version) throw new Error('expected a tenant with a published check profile')
  return {
    seed,
    sessions,
    fromMs: toMs - days * 86_400_000,
    toMs,
    settled,
    backlogMs,
    profile: parseCheckProfile(JSON.parse(version.definition)),
    profileVersionId: version.id,
    profileSha256: version.sha256,
    acceptedDocuments: settings.acceptedDocuments,
    reviewers: await reviewersOf(trx, tenantId, seed, new Date(toMs)),
    sessionLifeMs: settings.sessionLifeMs,
    caseDueMs: settings.caseDueMs,
    maxResubmissions: settings.maxResubmissions,
  }
}

async function reviewersOf(
  trx: Trx,
  tenantId: string,
  seed: number,
  at: Date,
): Promise<readonly PastReviewer[]> {
  const rows = await trx
    .selectFrom('members')
    .select(['id', 'roles'])
    .where('disabledAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const ids = rows.filter(({ roles }) => roles.includes('REVIEWER')).map(({ id }) => id)
  for (let i = ids.length; i < leastReviewers; i += 1) {
    ids.push(
      await addMember(trx, tenantId, {
        userId: `past/${tenantId}/${i}`,
        displayName: `審査担当 ${i + 1}`,
        roles: ['REVIEWER'],
        actor: { kind: 'SYSTEM', id: null },
        at,
      }),
    )
  }
  const random = createRandom(seed + 99)
  return ids.map((memberId) => ({
    memberId,
    seconds: Math.round(55 * Math.exp(0.4 * random.gaussian())),
    errorRate: 0.01 + 0.05 * random.next() ** 2,
  }))
}
