import type { SimulateApplicantInput } from './messages.ts'
import { sandbox } from './proxies.ts'

/** A made applicant goes through a session of the sandbox, by the same door as a real one. */
export async function simulateApplicant(input: SimulateApplicantInput): Promise<void> {
  const { tenantId, sessionId, code, as, queues } = input
  await sandbox(queues).playApplicant({ tenantId, sessionId, code, as })
}
