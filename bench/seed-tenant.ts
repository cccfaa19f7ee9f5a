import { randomBytes } from 'node:crypto'
import { withTenant, type Database } from '../db/client.ts'
import type { Keyring } from '../db/keyring.ts'
import { createApiKey } from '../db/settings/api-keys.ts'
import { createProfile, publishVersion, submitDraft } from '../db/settings/check-profiles.ts'
import { addMember } from '../db/settings/members.ts'
import { createTenant } from '../db/settings/tenants.ts'
import { newId, type TenantId } from '../domain/ids.ts'
import type { ApiScope } from '../domain/roles.ts'
import { canonicalProfile, profileHash } from '../rules/profile-hash.ts'
import { presetOf } from '../rules/presets.ts'

const system = { kind: 'SYSTEM', id: null } as const

/** A company with a published profile and as many API keys as asked for. */
export async function seedTenant(
  { db, keyring }: { readonly db: Database; readonly keyring: Keyring },
  { keys, scopes, settings = {} }: { keys: number; scopes: readonly ApiScope[]; settings?: object },
): Promise<{ tenantId: TenantId; versionId: string; apiKeys: readonly string[] }> {
  const tenantId = newId<TenantId>()
  const at = new Date()
  return withTenant(db, tenantId, async (trx) => {
    await createTenant(trx, keyring, { tenantId, name: 'A company', settings, at })
    const editor = async (role: 'PROFILE_AUTHOR' | 'PROFILE_PUBLISHER') => ({
      tenantId,
      at,
      memberId: await addMember(trx, tenantId, {
        userId: `${tenantId}/${role}`,
        displayName: role,
        roles: [role],
        actor: system,
        at,
      }),
    })
    const author = await editor('PROFILE_AUTHOR')
    const { profile } = presetOf('FULL')
    const text = { definition: canonicalProfile(profile), sha256: await profileHash(profile) }
    const versionId = await createProfile(trx, author, { name: 'FULL', text })
    await submitDraft(trx, author, versionId)
    await publishVersion(trx, await editor('PROFILE_PUBLISHER'), versionId)
    const apiKeys: string[] = []
    for (let i = 0; i < keys; i += 1) {
      const key = { name: `key ${i}`, scopes, sandbox: false, actor: system, at }
      apiKeys.push((await createApiKey(trx, tenantId, { ...key, random: randomBytes(32) })).secret)
    }
    return { tenantId, versionId, apiKeys }
  })
}
