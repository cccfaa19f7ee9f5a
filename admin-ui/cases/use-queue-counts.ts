import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { run } from '../api/run.ts'
import { subscribe } from '../api/subscribe.ts'
import { maySee } from '../auth/access.ts'
import { useRoles } from '../auth/use-viewer.ts'
import {
  QueueCountsChangedDocument,
  QueueCountsDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'

/** Open cases by queue. */
export function useQueueCounts() {
  const roles = useRoles()
  return useQuery({
    queryKey: ['queueCounts'],
    queryFn: async () => (await run(QueueCountsDocument, {})).queueCounts,
    // what becomes late by time alone changes nothing that is told
    refetchInterval: refreshMs,
    enabled: maySee('queue', roles),
  })
}

/** Looks up counts and cases again whenever the server says that something changed. */
export function useLiveQueue(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      subscribe(QueueCountsChangedDocument, {}, () => {
        void client.invalidateQueries({ queryKey: ['queueCounts'] })
        void client.invalidateQueries({ queryKey: ['cases', 'getList'] })
      }),
    [client],
  )
}

const refreshMs = 30_000
