import { join } from 'node:path'
import type { Secrets } from './secrets.ts'

/** What the environment of every process of the project is made from. */
export interface Surroundings {
  readonly dataFolder: string
  readonly secrets: Secrets
  readonly databaseUrl: string
  readonly databaseOwnerUrl: string
  readonly temporalAddress: string
  readonly temporalNamespace: string
  readonly apiPort: number
}

/** Names set here; README.md beside this file says what each means. */
export type ProjectEnv = Readonly<Record<string, string>>

/**
 * Environment of API and worker in development. Whoever starts may set what is not a matter of this machine alone
 * (`PUBLIC_URL`, `HOST`, `BLOB_STORE`, `MASTER_KEY_KMS`, …): that wins.
 */
export function projectEnv(surroundings: Surroundings, given: NodeJS.ProcessEnv): ProjectEnv {
  const { dataFolder, secrets, apiPort } = surroundings
  const own: Record<string, string> = {
    NODE_ENV: 'development',
    DATABASE_URL: surroundings.databaseUrl,
    TEMPORAL_ADDRESS: surroundings.temporalAddress,
    TEMPORAL_NAMESPACE: surroundings.temporalNamespace,
    PORT: String(apiPort),
    PUBLIC_URL: given['PUBLIC_URL'] || `http://localhost:${apiPort}`,
    HOST: given['HOST'] || '127.0.0.1',
    BLOB_STORE: given['BLOB_STORE'] || `file:${join(dataFolder, 'blobs')}`,
    BETTER_AUTH_SECRET: given['BETTER_AUTH_SECRET'] || secrets.betterAuth,
    UPLOAD_TICKET_SECRET: given['UPLOAD_TICKET_SECRET'] || secrets.uploadTicket,
    WEBHOOK_ALLOW_PRIVATE: given['WEBHOOK_ALLOW_PRIVATE'] || 'true',
  }
  if (!given['MASTER_KEY_KMS']) {
    own['MASTER_KEY_FILE'] = given['MASTER_KEY_FILE'] || join(dataFolder, 'master.key')
  }
  return own
}

/** The whole environment of a child: what we were given, less what only we need, with the project's own on top. */
export function childEnv(given: NodeJS.ProcessEnv, own: ProjectEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...given, ...own }
  // the children run as the app role and must not be able to be anyone else
  delete env['DATABASE_OWNER_URL']
  return env
}
