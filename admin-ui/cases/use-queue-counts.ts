import { useQuery } from '@tanstack/react-query'
import { run } from '../api/run.ts'
import { maySee } from '../auth/access.ts'
import { useRoles } from '../auth/use-viewer.ts'
import { QueueCountsDocument } from '../../graphql/operations/generated/admin/graphql.ts'

/** Open cases by queue, looked up again every quarter of a minute. */
export function useQueueCounts() {
  const roles = useRoles()
  return useQuery({
    queryKey: ['queueCounts'],
    queryFn: async () => (await run(QueueCountsDocument, {})).queueCounts,
    refetchInterval: refreshMs,
    enabled: maySee('queue', roles),
  })
}

const refreshMs = 15_000
