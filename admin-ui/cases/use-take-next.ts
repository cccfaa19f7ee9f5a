import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { ClaimNextCaseDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** Claims the most urgent open case and opens it. */
export function useTakeNext(queue: string | null) {
  const { t } = useWords()
  const navigate = useNavigate()
  const notify = useNotify()
  const client = useQueryClient()
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(ClaimNextCaseDocument, { queue })).claimNextCase),
  )
  const takeNext = async () => {
    if (busy) return
    const claimed = await start(undefined)
    if (!claimed) return
    void client.invalidateQueries({ queryKey: ['queueCounts'] })
    void client.invalidateQueries({ queryKey: ['cases'] })
    if (claimed.__typename === 'QueueEmpty') {
      notify(t.queue.nothingLeft, { type: 'info' })
      void navigate('/cases')
    } else void navigate(`/cases/${claimed.id}/show`)
  }
  return { takeNext, busy }
}
