import { useQuery } from '@tanstack/react-query'
import { run } from '../api/run.ts'
import {
  TenantSettingsDocument,
  type TenantSettingsPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'

export type TenantParts = TenantSettingsPartsFragment
/** A tenant whose settings the viewer may see. */
export type SettledTenant = TenantParts & {
  readonly settings: NonNullable<TenantParts['settings']>
}

export const settingsKey = ['tenantSettings']

export const useSettings = () =>
  useQuery({
    queryKey: settingsKey,
    queryFn: async () => (await run(TenantSettingsDocument, {})).viewer.tenant,
    retry: false,
  })
