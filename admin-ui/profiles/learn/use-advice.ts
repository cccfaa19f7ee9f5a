import { useQuery } from '@tanstack/react-query'
import { ThresholdAdviceDocument } from '../../../graphql/operations/generated/admin/graphql.ts'
import type { AdvicePoint, ThresholdName, ThresholdValue } from '../../../rules/threshold-advice.ts'
import { ApiError } from '../../api/api-error.ts'
import { run } from '../../api/run.ts'

export interface LoadedAdvice {
  readonly recent: number
  readonly judged: number
  readonly gone: number
  readonly points: readonly AdvicePoint[]
}

/** The curve of one threshold of a version; null: of none. */
export const useAdvice = (versionId: string, threshold: ThresholdName | null) =>
  useQuery({
    queryKey: ['advice', versionId, threshold],
    queryFn: async (): Promise<LoadedAdvice> => {
      const found = await run(ThresholdAdviceDocument, { versionId, threshold: threshold ?? '' })
      const advice = found.checkProfileVersion?.thresholdAdvice
      if (!advice) throw new ApiError('NOT_FOUND', 404)
      return {
        ...advice,
        points: advice.points.map(({ value, errorLow, errorHigh, ...point }) => ({
          ...point,
          value: valueOf(value),
          error:
            typeof errorLow === 'number' && typeof errorHigh === 'number'
              ? { low: errorLow, high: errorHigh }
              : null,
        })),
      }
    },
    enabled: threshold !== null,
    retry: false,
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  })

const valueOf = (value: unknown): ThresholdValue =>
  typeof value === 'number' ? value : String(value)
