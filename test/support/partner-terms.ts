import type { PartnerContract } from '../../domain/partner-contract.ts'

/** A contract, but for what a test says otherwise. */
export const partnerTerms = (other: Partial<PartnerContract> = {}): PartnerContract => ({
  name: 'Night Desk',
  queues: [],
  fields: [],
  leaseMinutes: 20,
  dueMinutes: 60,
  yenPerAccepted: 10,
  yenPerResolved: 150,
  yenPerMinute: 40,
  ...other,
})
