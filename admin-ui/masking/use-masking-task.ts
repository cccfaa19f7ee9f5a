import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf, expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useHeldLease } from '../case/use-lease.ts'
import {
  ClaimMaskingTaskDocument,
  ConfirmMasksDocument,
  MaskingTaskDocument,
  ReleaseMaskingTaskDocument,
  RenewMaskingLeaseDocument,
  type ConfirmMasksInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import type { LoadedMasking } from './masking-types.ts'
import { maskingQueueKey } from './use-masking-queue.ts'

/** One task and what can be done with it. `lost`: it was held here, and is no more. */
export function useMaskingTask(id: string) {
  const client = useQueryClient()
  const queryKey = ['maskingTask', id] as const
  const query = useQuery({
    queryKey,
    queryFn: () => run(MaskingTaskDocument, { id }),
    // its addresses are good for minutes only
    staleTime: 0,
    // whoever holds it hears by renewing
    refetchInterval: ({ state }) => (state.data?.maskingTask?.mine === true ? false : lookAgainMs),
  })
  const task = query.data?.maskingTask ?? null
  const [had, setHad] = useState(false)
  if (task?.mine === true && !had) setHad(true)

  const put = (maskingTask: LoadedMasking) => {
    client.setQueryData(queryKey, { maskingTask })
    void client.invalidateQueries({ queryKey: maskingQueueKey })
    return maskingTask
  }
  /** What the server refuses is so because things are other than they look here. */
  const orLookAgain =
    <Input>(deed: (input: Input) => Promise<LoadedMasking>) =>
    async (input: Input) => {
      try {
        return put(await deed(input))
      } catch (error) {
        if (codeOf(error).startsWith('CASE_')) void query.refetch()
        throw error
      }
    }
  const claim = useOperation(orLookAgain(() => deeds.claim(id)))
  const release = useOperation(
    orLookAgain(async () => {
      const released = await deeds.release(id)
      setHad(false)
      return released
    }),
  )
  const confirm = useOperation(orLookAgain(deeds.confirm))
  useHeldLease(
    task?.leaseExpiresAt ?? null,
    task?.mine === true,
    async () => put(await deeds.renew(id)),
    () => void query.refetch(),
  )
  const done = task?.status === 'DONE' || task?.status === 'WITHDRAWN'
  return { query, task, lost: had && task?.mine === false && !done, claim, release, confirm }
}

const lookAgainMs = 5_000

const deeds = {
  claim: async (taskId: string) =>
    expectSuccess((await run(ClaimMaskingTaskDocument, { taskId })).claimMaskingTask),
  renew: async (taskId: string) =>
    expectSuccess((await run(RenewMaskingLeaseDocument, { taskId })).renewMaskingLease),
  release: async (taskId: string) =>
    expectSuccess((await run(ReleaseMaskingTaskDocument, { taskId })).releaseMaskingTask),
  confirm: async (input: ConfirmMasksInput) =>
    expectSuccess((await run(ConfirmMasksDocument, { input })).confirmMasks),
}
