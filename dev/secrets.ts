import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writePrivate } from './private-file.ts'

const secret = z.string().min(32)
const secretsSchema = z.object({
  postgres: secret,
  owner: secret,
  app: secret,
  temporal: secret,
  betterAuth: secret,
  uploadTicket: secret,
})
export type Secrets = z.infer<typeof secretsSchema>

/** The passwords and keys of one data folder, made at first use; the file is its owner's alone. */
export function readSecrets(
  path: string,
  random: (length: number) => Buffer = randomBytes,
): Secrets {
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const fresh = () => random(32).toString('base64url')
  const secrets: Secrets = {
    postgres: fresh(),
    owner: fresh(),
    app: fresh(),
    temporal: fresh(),
    betterAuth: fresh(),
    uploadTicket: fresh(),
  }
  writePrivate(path, JSON.stringify(secrets, null, 1))
  return secrets
}
