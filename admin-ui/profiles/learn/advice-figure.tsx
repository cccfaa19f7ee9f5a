import { Typography, useTheme } from '@mui/material'
import { LineChart } from '@mui/x-charts/LineChart'
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine'
import type { AdvicePoint, ThresholdName } from '../../../rules/threshold-advice.ts'
import { sharePhrase } from '../../analytics/duration.ts'
import { axisHeight, Figure } from '../../analytics/figure.tsx'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { useValuePhrase } from './use-value-phrase.ts'
import type { LoadedAdvice } from './use-advice.ts'

/** Share that is approved without a person against its error, by the threshold's value. */
export function AdviceFigure({
  name,
  advice,
  mostError,
}: {
  readonly name: ThresholdName
  readonly advice: LoadedAdvice
  readonly mostError: number
}) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.advice
  const phrase = useValuePhrase(name)
  const count = (many: number) => formatCount(many, locale)
  const { points } = advice
  const label = (point: AdvicePoint) =>
    point.isCurrent ? `${phrase(point.value)} (${words.current})` : phrase(point.value)
  const current = points.find(({ isCurrent }) => isCurrent)
  const ends = points.flatMap(({ error }) => (error ? [error.high] : []))
  const highest = ends.length > 0 ? Math.max(...ends) : null
  const percent = (share: number | null) => (share === null ? words.tooFewHere : sharePhrase(share))
  return (
    <Figure
      title={words.chart}
      help={words.chartHelp(count(advice.recent), count(advice.judged))}
      rows={advice.recent === 0 ? [] : points}
      keyOf={({ value }) => String(value)}
      columns={[
        { label: words.value, text: label },
        {
          label: words.share,
          align: 'right',
          text: ({ approved, attempts }) =>
            attempts > 0
              ? `${sharePhrase(approved / attempts)} (${count(approved)}/${count(attempts)})`
              : t.app.none,
        },
        {
          label: words.error,
          align: 'right',
          text: (point) =>
            point.error === null
              ? words.tooFewHere
              : `${sharePhrase(point.errors / point.judged)} (${count(point.errors)}/${count(point.judged)})`,
        },
        {
          label: words.range,
          align: 'right',
          text: ({ error }) =>
            error ? `${sharePhrase(error.low)} – ${sharePhrase(error.high)}` : t.app.none,
        },
        { label: words.judged, align: 'right', text: ({ judged }) => count(judged) },
      ]}
    >
      <LineChart
        height={340}
        margin={{ left: 0, right: 0 }}
        xAxis={[
          {
            scaleType: 'point',
            height: axisHeight,
            data: points.map(({ value }) => value),
            valueFormatter: (value: string | number) => phrase(value),
          },
        ]}
        yAxis={[
          {
            id: 'share',
            min: 0,
            max: 1,
            width: 52,
            valueFormatter: (share: number) => sharePhrase(share),
          },
          ...(highest === null
            ? []
            : [
                {
                  id: 'error',
                  position: 'right' as const,
                  min: 0,
                  max: Math.min(1, 1.2 * Math.max(highest, mostError)),
                  width: 52,
                  valueFormatter: (share: number) => sharePhrase(share),
                },
              ]),
        ]}
        series={[
          {
            yAxisId: 'share',
            label: words.share,
            color: palette.primary.main,
            curve: 'linear',
            data: points.map(({ approved, attempts }) =>
              attempts > 0 ? approved / attempts : null,
            ),
            valueFormatter: percent,
          },
          ...(highest === null
            ? []
            : [
                {
                  yAxisId: 'error',
                  label: words.error,
                  color: palette.error.main,
                  curve: 'linear' as const,
                  data: points.map(({ error, errors, judged }) => (error ? errors / judged : null)),
                  valueFormatter: percent,
                },
                {
                  yAxisId: 'error',
                  label: words.errorHigh,
                  color: palette.warning.main,
                  curve: 'linear' as const,
                  data: points.map(({ error }) => error?.high ?? null),
                  valueFormatter: percent,
                },
              ]),
        ]}
      >
        {current && (
          <ChartsReferenceLine
            x={current.value}
            label={words.current}
            labelAlign="start"
            lineStyle={{ stroke: palette.text.secondary, strokeDasharray: '4 4' }}
          />
        )}
        {highest !== null && (
          <ChartsReferenceLine
            axisId="error"
            y={mostError}
            label={words.mostError}
            labelAlign="end"
            lineStyle={{ stroke: palette.warning.main, strokeDasharray: '2 4' }}
          />
        )}
      </LineChart>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {words.errorMeans}
      </Typography>
    </Figure>
  )
}
