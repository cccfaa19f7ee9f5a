import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { subscribe } from '../api/subscribe.ts'
import { maySee } from '../auth/access.ts'
import { useRoles } from '../auth/use-viewer.ts'
import {
  ClaimNextMaskingTaskDocument,
  MaskingTasksDocument,
  QueueCountsChangedDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** What waits for masking. */
export function useMaskingQueue() {
  const roles = useRoles()
  return useQuery({
    queryKey: maskingQueueKey,
    queryFn: async () => (await run(MaskingTasksDocument, {})).maskingTasks,
    refetchInterval: refreshMs,
    enabled: maySee('masking', roles),
  })
}

export const maskingQueueKey = ['maskingTasks'] as const

/** Looks it up again whenever the server says that something changed. */
export function useLiveMaskingQueue(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      subscribe(QueueCountsChangedDocument, {}, () => {
        void client.invalidateQueries({ queryKey: maskingQueueKey })
      }),
    [client],
  )
}

/** Takes the free task that is due first, and opens it. */
export function useTakeNextMasking() {
  const { t } = useWords()
  const navigate = useNavigate()
  const notify = useNotify()
  const client = useQueryClient()
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(ClaimNextMaskingTaskDocument, {})).claimNextMaskingTask),
  )
  const takeNext = async () => {
    if (busy) return
    const claimed = await start(undefined)
    if (!claimed) return
    void client.invalidateQueries({ queryKey: maskingQueueKey })
    if (claimed.__typename === 'NothingToMask') {
      notify(claimed.waiting > 0 ? t.masking.allTaken : t.masking.empty, { type: 'info' })
      void navigate('/masking')
    } else void navigate(`/masking/${claimed.id}`)
  }
  return { takeNext, busy }
}

const refreshMs = 30_000
