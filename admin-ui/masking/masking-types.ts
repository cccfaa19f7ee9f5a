import type { MaskingPartsFragment } from '../../graphql/operations/generated/admin/graphql.ts'

export type LoadedMasking = MaskingPartsFragment
