import { join } from 'node:path'
import { createDatabase, withTenant } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { openMasterKey } from '../db/open-master-key.ts'
import { captureLink } from '../db/settings/capture-links.ts'
import { createStaffLogins } from '../graphql/auth/staff-logins.ts'
import { parseGlobalId } from '../graphql/global-ids.ts'
import { makeApplicant } from '../specimens/applicant.ts'
import type { Demo, SeedDemo } from './demo-contract.ts'
import { castOf, type Part } from './demo/cast.ts'
import { bank, shop } from './demo/companies.ts'
import { createCompanyClient } from './demo/company-client.ts'
import { openMemory } from './demo/memory.ts'
import { play } from './demo/play.ts'
import { seedApiKey, seedCompany } from './demo/seed-company.ts'
import { createSpecimenPool } from '../sandbox/specimen-pool.ts'

/** Statuses in which an applicant has something to do behind the link. */
const withLink: readonly string[] = ['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED']
const retryMs = 60_000

/** Two tenants with staff, a key, and applicants who go through the real pipeline. */
export const seedDemo: SeedDemo = async ({
  publicUrl,
  apiUrl,
  databaseUrl,
  masterKeyFile,
  masterKeyKms,
  betterAuthSecret,
  folder,
  say,
}) => {
  const db = createDatabase(databaseUrl, { maxConnections: 4 })
  const keysDb = createDatabase(databaseUrl, { maxConnections: 2 })
  await using specimens = createSpecimenPool(join(folder, 'pictures'))
  try {
    const keyring = createKeyring({
      db: keysDb,
      provider: await openMasterKey({
        MASTER_KEY_KMS: masterKeyKms,
        MASTER_KEY_FILE: masterKeyFile,
      }),
    })
    const memory = openMemory(join(folder, 'memory.json'))
    const logins = createStaffLogins({ db, secret: betterAuthSecret, publicUrl })
    const tools = { db, keyring, logins, memory }
    const { tenantId, logins: shopLogins } = await seedCompany(tools, shop)
    const { logins: bankLogins } = await seedCompany(tools, bank)
    const apiKey = await seedApiKey(tools, tenantId)

    const linkCode = (sessionId: string) =>
      withTenant(db, tenantId, (trx) =>
        captureLink(trx, keyring, {
          tenantId,
          sessionId: parseGlobalId('VerificationSession', sessionId),
          actor: { kind: 'SYSTEM', id: null },
          at: new Date(),
        }),
      ).then(({ code }) => code)

    const stage = {
      company: createCompanyClient(apiUrl, apiKey, retryMs),
      memory,
      linkOf: async (sessionId: string) => `${apiUrl}/c/${await linkCode(sessionId)}`,
      identityOf: ({ applicant }: Part) => makeApplicant(applicant).identity,
      draw: ({ applicant, sends, film }: Part) => specimens.applicant(applicant, sends, film),
      say,
    }
    const cast = castOf(new Date().getUTCFullYear())
    const sessions = await Promise.all(
      cast.map(async (part): Promise<Demo['sessions'][number]> => {
        const { sessionId, status } = await play(part, stage)
        const code = withLink.includes(status) ? await linkCode(sessionId) : null
        return { id: sessionId, status, captureLink: code && `${publicUrl}/c/${code}` }
      }),
    )
    return {
      graphql: `${publicUrl}/graphql`,
      admin: `${publicUrl}/admin/`,
      apiKey,
      logins: [...shopLogins, ...bankLogins],
      sessions,
    }
  } finally {
    await db.destroy()
    await keysDb.destroy()
  }
}
