import type { Trx } from '../db/client.ts'
import {
  acceptHandover,
  beginHandover,
  endHandover,
  pauseHandover,
  type HandoverPlace,
} from '../db/writes/handovers.ts'
import { DomainError } from '../domain/errors.ts'
import type { CaseActivities } from '../workflows/activity-types.ts'

type Change = Parameters<CaseActivities['changeCase']>[0]
type Named = Pick<Change, 'type' | 'memberId' | 'partnerId'> & {
  readonly byMemberId?: string | null | undefined
}

/** What a change of a case is for the partner who has it, or gets it: the lines of the invoice come from here. */
export async function followHandover(
  trx: Trx,
  place: HandoverPlace,
  { type, memberId, byMemberId = null, partnerId }: Named,
): Promise<void> {
  const steps: Record<Change['type'], () => Promise<unknown>> = {
    CLAIMED: async () => memberId && acceptHandover(trx, place, memberId),
    RELEASED: () => pauseHandover(trx, place),
    RETURNED: () => pauseHandover(trx, place),
    // nobody of the company is given what lies with a partner
    ASSIGNED: () => Promise.resolve(),
    LEASE_EXPIRED: () => pauseHandover(trx, place),
    HANDED_OVER: async () => {
      if (!partnerId || !(await beginHandover(trx, place, partnerId, byMemberId)))
        throw new DomainError('PARTNER_ENDED', 'partnerId: expected a partner under contract')
    },
    HANDED_BACK: () => endHandover(trx, place, 'HANDED_BACK'),
    RECALLED: () => endHandover(trx, place, 'RECALLED'),
    PARTNER_OVERDUE: () => endHandover(trx, place, 'OVERDUE'),
    WITHDRAWN: () => endHandover(trx, place, 'WITHDRAWN'),
  }
  await steps[type]()
}
