import { useTheme } from '@mui/material'
import { BarChart, BarPlot } from '@mui/x-charts/BarChart'
import { ChartsDataProvider } from '@mui/x-charts/ChartsDataProvider'
import { ChartsLegend } from '@mui/x-charts/ChartsLegend'
import { ChartsSurface } from '@mui/x-charts/ChartsSurface'
import { ChartsWrapper } from '@mui/x-charts/ChartsWrapper'
import { LinePlot, MarkPlot } from '@mui/x-charts/LineChart'
import { ChartsXAxis } from '@mui/x-charts/ChartsXAxis'
import { ChartsYAxis } from '@mui/x-charts/ChartsYAxis'
import { ChartsTooltip } from '@mui/x-charts/ChartsTooltip'
import { ChartsAxisHighlight } from '@mui/x-charts/ChartsAxisHighlight'
import { reasonWords } from '../../domain/words/reasons.ts'
import { formatCount } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { sharePhrase } from './duration.ts'
import { axisHeight, Figure } from './figure.tsx'
import { addedUp } from './pareto.ts'
import type { Analytics } from './use-analytics.ts'

type Day = Analytics['decisions'][number]
const automaticOf = (day: Day) => day.autoApproved + day.autoDeclined + day.autoAskedAgain
const humanOf = (day: Day) => day.humanApproved + day.humanDeclined + day.humanAskedAgain

/** What was decided a day: by rules below, by people above. */
export function DecisionsFigure({ days }: { readonly days: Analytics['decisions'] }) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.analytics.decisions
  const series = [
    { key: 'autoApproved', color: palette.success.main },
    { key: 'autoAskedAgain', color: palette.warning.main },
    { key: 'autoDeclined', color: palette.error.main },
    { key: 'humanApproved', color: palette.success.light },
    { key: 'humanAskedAgain', color: palette.warning.light },
    { key: 'humanDeclined', color: palette.error.light },
  ] as const
  return (
    <Figure
      title={words.title}
      rows={days}
      keyOf={({ day }) => day}
      columns={[
        { label: words.day, text: ({ day }) => day },
        ...series.map(({ key }) => ({
          label: words[key],
          align: 'right' as const,
          text: (day: Day) => formatCount(day[key], locale),
        })),
        {
          label: words.automatic,
          align: 'right',
          text: (day) =>
            sharePhrase(automaticOf(day) / Math.max(1, automaticOf(day) + humanOf(day))),
        },
      ]}
    >
      <BarChart
        height={320}
        margin={{ left: 0 }}
        xAxis={[
          {
            scaleType: 'band',
            height: axisHeight,
            data: days.map(({ day }) => day),
            valueFormatter: (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
          },
        ]}
        series={series.map(({ key, color }) => ({
          stack: 'all',
          label: words[key],
          color,
          data: days.map((day) => day[key]),
        }))}
      />
    </Figure>
  )
}

const mostReasons = 12

/** Reasons as a Pareto chart: what is worth mending first. */
export function ReasonsFigure({ reasons }: { readonly reasons: Analytics['reasons'] }) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.analytics.reasons
  const rows = addedUp(
    reasons,
    ({ declined, askedAgain, reviewed }) => declined + askedAgain + reviewed,
  )
  const shown = rows.slice(0, mostReasons)
  const nameOf = (code: string) => wordOf(reasonWords[locale], code)
  const kinds = [
    { key: 'reviewed', color: palette.info.main },
    { key: 'askedAgain', color: palette.warning.main },
    { key: 'declined', color: palette.error.main },
  ] as const
  return (
    <Figure
      title={words.title}
      help={words.help}
      rows={rows}
      keyOf={({ row }) => row.code}
      columns={[
        { label: words.reason, text: ({ row }) => nameOf(row.code) },
        ...kinds.map(({ key }) => ({
          label: words[key],
          align: 'right' as const,
          text: ({ row }: (typeof rows)[number]) => formatCount(row[key], locale),
        })),
        { label: words.together, align: 'right', text: ({ together }) => sharePhrase(together) },
      ]}
    >
      <ChartsDataProvider
        height={360}
        margin={{ left: 0, right: 0 }}
        xAxis={[
          {
            id: 'reason',
            scaleType: 'band',
            data: shown.map(({ row }) => nameOf(row.code)),
            height: 110,
            tickLabelStyle: { angle: -30, fontSize: 11, textAnchor: 'end' },
            valueFormatter: (name: string) => (name.length > 14 ? `${name.slice(0, 13)}…` : name),
          },
        ]}
        yAxis={[
          { id: 'count', width: 48 },
          {
            id: 'share',
            position: 'right',
            min: 0,
            max: 1,
            width: 52,
            valueFormatter: (share: number) => sharePhrase(share),
          },
        ]}
        series={[
          ...kinds.map(({ key, color }) => ({
            type: 'bar' as const,
            yAxisId: 'count',
            stack: 'all',
            label: words[key],
            color,
            data: shown.map(({ row }) => row[key]),
          })),
          {
            type: 'line' as const,
            yAxisId: 'share',
            label: words.together,
            color: palette.text.secondary,
            data: shown.map(({ together }) => together),
            valueFormatter: (share: number | null) => sharePhrase(share ?? 0),
          },
        ]}
      >
        <ChartsWrapper>
          <ChartsLegend />
          <ChartsSurface>
            <BarPlot />
            <LinePlot />
            <MarkPlot />
            <ChartsXAxis axisId="reason" />
            <ChartsYAxis axisId="count" />
            <ChartsYAxis axisId="share" />
            <ChartsAxisHighlight x="band" />
          </ChartsSurface>
          <ChartsTooltip />
        </ChartsWrapper>
      </ChartsDataProvider>
    </Figure>
  )
}
