import type { TestProject } from 'vitest/node'
import { startThrowAway } from '../../dev/throw-away.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresPort: number
    postgresPassword: string
    temporalAddress: string
  }
}

/** One Postgres and one Temporal server for the whole run; a test file takes a copy of the migrated database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startThrowAway('kakunin_template', (line) =>
    process.stderr.write(`${line}\n`),
  )
  project.provide('postgresPort', servers.postgres.port)
  project.provide('postgresPassword', servers.password)
  project.provide('temporalAddress', servers.temporalAddress)
  return async () => servers[Symbol.asyncDispose]()
}
