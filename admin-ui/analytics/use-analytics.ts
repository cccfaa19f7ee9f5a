import { useQuery } from '@tanstack/react-query'
import {
  AnalyticsDocument,
  ReviewAnalyticsDocument,
  type AnalyticsDimension,
  type AnalyticsQuery,
  type AnalyticsScope,
  type ReviewAnalyticsQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'

export type Analytics = AnalyticsQuery['analytics']
export type ReviewAnalytics = ReviewAnalyticsQuery['analytics']

export const useAnalytics = (scope: AnalyticsScope, dimension: AnalyticsDimension) =>
  useQuery({
    queryKey: ['analytics', scope, dimension],
    queryFn: async () => (await run(AnalyticsDocument, { scope, dimension })).analytics,
    // figures of many days change slowly, and what is on the screen stays while others load
    staleTime: 60_000,
    placeholderData: (before) => before,
  })

export const useReviewAnalytics = (scope: AnalyticsScope, enabled: boolean) =>
  useQuery({
    queryKey: ['review-analytics', scope],
    queryFn: async () => (await run(ReviewAnalyticsDocument, { scope })).analytics,
    staleTime: 60_000,
    placeholderData: (before) => before,
    enabled,
  })
