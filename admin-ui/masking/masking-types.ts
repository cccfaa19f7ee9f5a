import type {
  MaskingPartsFragment,
  MaskingTasksQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'

export type LoadedMasking = MaskingPartsFragment
export type WaitingMasking = MaskingTasksQuery['maskingTasks'][number]
