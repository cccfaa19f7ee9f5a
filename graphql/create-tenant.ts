import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createDatabase, withTenant } from '../db/client.ts'
import { createKeyring } from '../db/keyring.ts'
import { openMasterKey } from '../db/open-master-key.ts'
import { createTenant } from '../db/settings/tenants.ts'
import { newId, type TenantId } from '../domain/ids.ts'
import { regimes } from '../domain/regulation.ts'
import { roles } from '../domain/roles.ts'
import { createMember } from './auth/create-member.ts'
import { createStaffLogins } from './auth/staff-logins.ts'

// The first company of an installation, with its first logins: whoever they are then does the rest in the manager.
//   npm run create-tenant -- --name 'Midori Bank' --regime APTCP \
//     --member OWNER:owner@example.jp --member PROFILE_PUBLISHER:second@example.jp
// Passwords are made here, printed once, and to be changed at the first login.
const asked = z
  .object({
    name: z.string().trim().min(1).max(120),
    regime: z.enum(regimes),
    member: z
      .array(
        z.string().transform((text, context) => {
          const [role = '', email = ''] = text.split(/:(.*)/)
          const member = z
            .object({ role: z.enum(roles), email: z.email() })
            .safeParse({ role, email })
          if (member.success) return member.data
          context.addIssue(`expected ROLE:address, ROLE one of ${roles.join(', ')}`)
          return z.NEVER
        }),
      )
      .min(1, 'expected at least one --member ROLE:address'),
  })
  .safeParse(
    parseArgs({
      options: {
        name: { type: 'string' },
        regime: { type: 'string', default: 'NONE' },
        member: { type: 'string', multiple: true, default: [] },
      },
    }).values,
  )
if (!asked.success) {
  process.stderr.write(`${z.prettifyError(asked.error)}\n`)
  process.exit(2)
}
const env = z
  .object({
    DATABASE_URL: z.string().min(1),
    MASTER_KEY_FILE: z.string().optional(),
    MASTER_KEY_KMS: z.string().optional(),
    BETTER_AUTH_SECRET: z.string().min(32),
    PUBLIC_URL: z.url().default('http://localhost:8080'),
  })
  .parse(process.env)

const db = createDatabase(env.DATABASE_URL, { maxConnections: 2 })
const keysDb = createDatabase(env.DATABASE_URL, { maxConnections: 1 })
try {
  const keyring = createKeyring({
    db: keysDb,
    provider: await openMasterKey(env),
  })
  const logins = createStaffLogins({
    db,
    secret: env.BETTER_AUTH_SECRET,
    publicUrl: env.PUBLIC_URL,
  })
  const { name, regime, member: members } = asked.data
  const at = new Date()
  const tenantId = newId<TenantId>()
  await withTenant(db, tenantId, (trx) =>
    createTenant(trx, keyring, { tenantId, name, settings: { regime }, at }),
  )
  process.stdout.write(`tenant ${tenantId}\n`)
  for (const { role, email } of members) {
    const password = randomBytes(15).toString('base64url')
    await createMember(
      { db, logins },
      {
        tenantId,
        email,
        password,
        displayName: email.split('@')[0] ?? email,
        roles: [role],
        actor: { kind: 'SYSTEM', id: null },
        at,
      },
    )
    process.stdout.write(`${role.padEnd(20)} ${email}  ${password}\n`)
  }
} finally {
  await db.destroy()
  await keysDb.destroy()
}
