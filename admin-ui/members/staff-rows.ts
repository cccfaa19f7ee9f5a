import type {
  StaffPartsFragment,
  StaffStatus,
} from '../../graphql/operations/generated/admin/graphql.ts'
import type { Look } from '../theme/tones.ts'

export type StaffRow = StaffPartsFragment & { readonly id: string }

export const statusLooks: Readonly<Record<StaffStatus, Look>> = {
  ACTIVE: { tone: 'good', icon: 'check' },
  INVITED: { tone: 'info', icon: 'clock' },
  DISABLED: { tone: 'warn', icon: 'cross' },
  WITHDRAWN: { tone: 'quiet', icon: 'dash' },
}

/** Those who come in, or are about to; former members where they are asked for. */
export const rowsOf = (
  staff: readonly StaffPartsFragment[],
  withFormer: boolean,
): readonly StaffRow[] =>
  staff
    .map((account) => ({ ...account, id: account.member.id }))
    .filter(({ status }) => withFormer || status === 'ACTIVE' || status === 'INVITED')
