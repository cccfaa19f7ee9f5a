import { useParams } from 'react-router-dom'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { CaseBench } from './case-bench.tsx'
import { useCase } from './use-case.ts'

export function CasePage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch, putIn } = useCase(id)
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <CaseBench
      key={data.id}
      reviewed={data}
      onChange={putIn}
      onReload={async () => {
        await refetch()
      }}
    />
  )
}
