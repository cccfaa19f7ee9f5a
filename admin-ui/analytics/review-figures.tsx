import { Alert, Box, Slider, Typography, useTheme } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { LineChart } from '@mui/x-charts/LineChart'
import { useState } from 'react'
import { formatCount, formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { durationPhrase } from './duration.ts'
import { axisHeight, Figure } from './figure.tsx'
import { forecastQueue, hourlyRates } from './forecast.ts'
import type { ReviewAnalytics } from './use-analytics.ts'

/** How long cases take in whose hands: half, three quarters, nearly all of them. */
export function ReviewersFigure({
  reviewers,
}: {
  readonly reviewers: ReviewAnalytics['reviewers']
}) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.analytics.reviewers
  const nameOf = ({ member }: ReviewAnalytics['reviewers'][number]) =>
    member?.displayName ?? words.gone
  const percentiles = [
    { label: 'p50', key: 'p50Ms', color: palette.primary.main },
    { label: 'p75', key: 'p75Ms', color: palette.info.main },
    { label: 'p95', key: 'p95Ms', color: palette.warning.main },
  ] as const
  return (
    <Figure
      title={words.title}
      help={words.help}
      rows={reviewers}
      keyOf={(row) => row.member?.id ?? words.gone}
      columns={[
        { label: words.reviewer, text: nameOf },
        { label: words.cases, align: 'right', text: ({ cases }) => formatCount(cases, locale) },
        ...percentiles.map(({ label, key }) => ({
          label,
          align: 'right' as const,
          text: (row: ReviewAnalytics['reviewers'][number]) => durationPhrase(row[key], t),
        })),
        { label: words.approved, align: 'right', text: ({ approved }) => approved },
        { label: words.askedAgain, align: 'right', text: ({ askedAgain }) => askedAgain },
        { label: words.declined, align: 'right', text: ({ declined }) => declined },
      ]}
    >
      <BarChart
        layout="horizontal"
        height={reviewers.length * 56 + 70}
        margin={{ left: 0, right: 16 }}
        yAxis={[{ scaleType: 'band', width: 150, data: reviewers.map(nameOf) }]}
        xAxis={[
          { height: axisHeight, valueFormatter: (ms: number) => durationPhrase(ms, t), min: 0 },
        ]}
        series={percentiles.map(({ label, key, color }) => ({
          label,
          color,
          data: reviewers.map((row) => row[key]),
          valueFormatter: (ms: number | null) => durationPhrase(ms ?? 0, t),
        }))}
      />
    </Figure>
  )
}

/** What becomes of the queue, with as many people as one wants to imagine. */
export function ForecastFigure({
  review,
  spanMs,
}: {
  readonly review: ReviewAnalytics
  readonly spanMs: number
}) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.analytics.forecast
  const { waiting, overdue, typicalMs, atWork } = review.backlog
  const [reviewers, setReviewers] = useState(Math.max(1, atWork))
  const [nowMs] = useState(() => Date.now())
  const forecast =
    typeof typicalMs === 'number' && typicalMs > 0
      ? forecastQueue({
          waiting,
          rates: hourlyRates(review.arrivals, spanMs),
          reviewers,
          typicalMs,
          nowMs,
        })
      : null
  const points = forecast?.points ?? []
  const hourOf = (atMs: number) =>
    new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: 'numeric' }).format(atMs)
  return (
    <Figure
      title={words.title}
      help={words.help}
      rows={points}
      keyOf={({ atMs }) => String(atMs)}
      columns={[
        { label: words.hour, text: ({ atMs }) => formatTime(new Date(atMs).toISOString(), locale) },
        {
          label: words.arrivals,
          align: 'right',
          text: ({ arrivals }) => Math.round(arrivals * 10) / 10,
        },
        { label: words.waiting, align: 'right', text: (point) => Math.round(point.waiting) },
      ]}
    >
      <Box>
        <Typography sx={{ mb: 1 }}>{words.now(waiting, overdue)}</Typography>
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', maxWidth: 520, mb: 1 }}>
          <Typography id="reviewers-at-work" sx={{ whiteSpace: 'nowrap' }}>
            {words.reviewers} {reviewers}
          </Typography>
          <Slider
            aria-labelledby="reviewers-at-work"
            value={reviewers}
            onChange={(_event, value) =>
              setReviewers(Array.isArray(value) ? (value[0] ?? 1) : value)
            }
            min={1}
            max={Math.max(10, atWork * 3)}
            valueLabelDisplay="auto"
            size="small"
          />
        </Box>
        <LineChart
          height={260}
          margin={{ left: 0 }}
          hideLegend
          xAxis={[
            {
              scaleType: 'point',
              height: axisHeight,
              data: points.map(({ atMs }) => hourOf(atMs)),
            },
          ]}
          yAxis={[{ min: 0, max: Math.max(5, ...points.map((point) => point.waiting)) }]}
          series={[
            {
              label: words.waiting,
              area: true,
              showMark: false,
              color: palette.primary.main,
              data: points.map((point) => point.waiting),
              valueFormatter: (value: number | null) => String(Math.round(value ?? 0)),
            },
          ]}
        />
        {forecast && (
          <Alert severity={forecast.emptyAtMs === null ? 'warning' : 'info'} sx={{ mt: 1 }}>
            {forecast.emptyAtMs === null
              ? words.never
              : words.clears(formatTime(new Date(forecast.emptyAtMs).toISOString(), locale))}{' '}
            {words.longest(durationPhrase(forecast.longestWaitMs, t))}
          </Alert>
        )}
      </Box>
    </Figure>
  )
}

export function NoPace() {
  const { t } = useWords()
  return <Alert severity="info">{t.analytics.forecast.noPace}</Alert>
}
