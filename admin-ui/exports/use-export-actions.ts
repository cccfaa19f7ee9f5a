import { useQueryClient } from '@tanstack/react-query'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  CreateExportAddressDocument,
  DiscardExportDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'

/** What can be done with a file. */
export function useExportActions() {
  const client = useQueryClient()
  const fetching = useOperation(async (exportId: string) =>
    expectSuccess((await run(CreateExportAddressDocument, { exportId })).createExportAddress),
  )
  const discarding = useOperation(async (exportId: string) =>
    expectSuccess((await run(DiscardExportDocument, { exportId })).discardExport),
  )
  return {
    busy: fetching.busy || discarding.busy,
    download: async (exportId: string): Promise<void> => {
      const address = await fetching.start(exportId)
      // the answer is an attachment, so the page stays
      if (address) globalThis.location.assign(address.url)
    },
    discard: async (exportId: string): Promise<void> => {
      await discarding.start(exportId)
      await client.invalidateQueries({ queryKey: ['exports'] })
    },
  }
}
