import { z } from 'zod'

/** What `.data/demo.json` holds: enough for a script to go on from. Secret: it has a key and passwords. */
export const demoSchema = z.object({
  graphql: z.url(),
  admin: z.url(),
  apiKey: z.string(),
  logins: z.array(
    z.object({ role: z.string(), email: z.string(), password: z.string(), tenant: z.string() }),
  ),
  sessions: z.array(
    z.object({ id: z.string(), status: z.string(), captureLink: z.string().nullable() }),
  ),
})
export type Demo = z.infer<typeof demoSchema>

/** What the demo is seeded with and through. Everything runs when it is called: API, workers, Temporal, Postgres. */
export interface DemoSurroundings {
  /** Origin that is written into what people open, without a slash at its end. */
  readonly publicUrl: string
  /** Origin at which this machine reaches the API, whatever stands in front of it. */
  readonly apiUrl: string
  /** postgres://… of the app role. */
  readonly databaseUrl: string
  /** Exactly one of the two is set. */
  readonly masterKeyFile: string | undefined
  readonly masterKeyKms: string | undefined
  readonly betterAuthSecret: string
  /** A folder of the demo's own for what it must remember between two starts; made already, mode 0700. */
  readonly folder: string
  readonly say: (line: string) => void
}

/**
 * Makes the demo where there is none, or finishes and re-reads what an earlier start made; safe to call again after it
 * was cut off anywhere. Resolves when every session has the status it is meant to show.
 */
export type SeedDemo = (surroundings: DemoSurroundings) => Promise<Demo>
