import type {
  ExportChoicesQuery,
  ExportPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'

export type ExportFile = ExportPartsFragment
export type ExportColumn = ExportChoicesQuery['exportColumns'][number]
export type ExportPreset = ExportChoicesQuery['exportPresets'][number]

/** It is being made. */
export const isGoing = ({ status }: Pick<ExportFile, 'status'>): boolean =>
  status === 'QUEUED' || status === 'RUNNING'
