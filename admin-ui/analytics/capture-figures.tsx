import { Box, MenuItem, TextField, useTheme } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { reasonWords } from '../../domain/words/reasons.ts'
import { slotWords } from '../../domain/words/slots.ts'
import type { AnalyticsDimension } from '../../graphql/operations/generated/admin/graphql.ts'
import { formatCount } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { StaffLocale, Words } from '../words/words.ts'
import { durationPhrase, sharePhrase } from './duration.ts'
import { axisHeight, Figure } from './figure.tsx'
import { dimensions } from './scope-of.ts'
import type { Analytics } from './use-analytics.ts'

const rowHeight = 34
const heightOf = (rows: readonly unknown[]) => rows.length * rowHeight + 70

/** Screens in their order, as long as they were reached, the lost part marked. */
export function FunnelFigure({ steps }: { readonly steps: Analytics['funnel'] }) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.analytics.funnel
  return (
    <Figure
      title={words.title}
      help={words.help}
      rows={steps}
      keyOf={({ screen }) => screen}
      columns={[
        { label: words.screen, text: ({ screen }) => t.analytics.screens[screen] },
        {
          label: words.sessions,
          align: 'right',
          text: ({ sessions }) => formatCount(sessions, locale),
        },
        {
          label: words.dropped,
          align: 'right',
          text: ({ dropped }) => formatCount(dropped, locale),
        },
        {
          label: words.droppedShare,
          align: 'right',
          text: ({ dropped, sessions }) => sharePhrase(sessions > 0 ? dropped / sessions : 0),
        },
        { label: words.visits, align: 'right', text: ({ visits }) => formatCount(visits, locale) },
        { label: words.median, align: 'right', text: ({ medianMs }) => timeOf(medianMs, t) },
        { label: words.p75, align: 'right', text: ({ p75Ms }) => timeOf(p75Ms, t) },
      ]}
    >
      <BarChart
        layout="horizontal"
        height={heightOf(steps)}
        margin={{ left: 0, right: 16 }}
        yAxis={[
          {
            scaleType: 'band',
            width: 150,
            data: steps.map(({ screen }) => t.analytics.screens[screen]),
          },
        ]}
        xAxis={[{ height: axisHeight, min: 0 }]}
        series={[
          {
            stack: 'all',
            label: words.stayed,
            color: palette.primary.main,
            data: steps.map(({ sessions, dropped }) => sessions - dropped),
          },
          {
            stack: 'all',
            label: words.dropped,
            color: palette.error.main,
            data: steps.map(({ dropped }) => dropped),
            valueFormatter: (value, { dataIndex }) =>
              `${value ?? 0} (${sharePhrase((value ?? 0) / Math.max(1, steps[dataIndex]?.sessions ?? 1))})`,
          },
        ]}
      />
    </Figure>
  )
}

/** The share that dropped out, by device, language, document or method. */
export function GroupsFigure({
  groups,
  dimension,
  onDimension,
}: {
  readonly groups: Analytics['funnelBy']
  readonly dimension: AnalyticsDimension
  readonly onDimension: (dimension: string) => void
}) {
  const { t, locale } = useWords()
  const { palette } = useTheme()
  const words = t.analytics.groups
  const reached = groups.filter(({ opened }) => opened > 0)
  const nameOf = (value: string | null) => valueName(dimension, value, t, locale)
  const dropped = (group: Analytics['funnelBy'][number]) =>
    group.opened > 0 ? group.dropped / group.opened : 0
  return (
    <Figure
      title={words.title(dimensionName(dimension, t))}
      rows={reached}
      keyOf={({ value }) => value ?? ''}
      actions={
        <TextField
          select
          value={dimension}
          onChange={(event) => onDimension(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': words.choose } }}
        >
          {dimensions.map((each) => (
            <MenuItem key={each} value={each}>
              {dimensionName(each, t)}
            </MenuItem>
          ))}
        </TextField>
      }
      columns={[
        { label: dimensionName(dimension, t), text: ({ value }) => nameOf(value) },
        { label: words.opened, align: 'right', text: ({ opened }) => formatCount(opened, locale) },
        {
          label: words.submitted,
          align: 'right',
          text: ({ submitted }) => formatCount(submitted, locale),
        },
        { label: words.droppedShare, align: 'right', text: (group) => sharePhrase(dropped(group)) },
        {
          label: words.retakes,
          align: 'right',
          text: ({ retakes }) => String(Math.round(retakes * 100) / 100),
        },
        { label: words.median, align: 'right', text: ({ medianMs }) => timeOf(medianMs, t) },
      ]}
    >
      <BarChart
        layout="horizontal"
        height={heightOf(reached)}
        margin={{ left: 0, right: 16 }}
        hideLegend
        yAxis={[{ scaleType: 'band', width: 150, data: reached.map(({ value }) => nameOf(value)) }]}
        xAxis={[
          { height: axisHeight, valueFormatter: (share: number) => sharePhrase(share), min: 0 },
        ]}
        series={[
          {
            label: words.droppedShare,
            color: palette.warning.main,
            data: reached.map(dropped),
            valueFormatter: (share, { dataIndex }) =>
              `${sharePhrase(share ?? 0)} (${reached[dataIndex]?.dropped ?? 0} / ${reached[dataIndex]?.opened ?? 0})`,
          },
        ]}
      />
    </Figure>
  )
}

/** Okabe and Ito's colours, which people tell apart who see fewer, and two more. */
const reasonColours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#b9ac1f',
  '#7a7f85',
  '#6a4fa3',
  '#3f6b3a',
]

/** Refusals by picture, coloured by reason. */
export function SlotsFigure({ slots }: { readonly slots: Analytics['slots'] }) {
  const { t, locale } = useWords()
  const words = t.analytics.slots
  const nameOf = (slot: string) => wordOf(slotWords[locale], slot)
  const refused = slots.filter((slot) => slot.refused > 0)
  const codes = [...new Set(slots.flatMap(({ reasons }) => reasons.map(({ code }) => code)))]
  const countOf = (slot: Analytics['slots'][number], code: string) =>
    slot.reasons.find((reason) => reason.code === code)?.count ?? 0
  return (
    <Figure
      title={words.title}
      help={words.help}
      rows={slots}
      keyOf={({ slot }) => slot}
      columns={[
        { label: words.slot, text: ({ slot }) => nameOf(slot) },
        { label: words.taken, align: 'right', text: ({ taken }) => formatCount(taken, locale) },
        {
          label: words.refused,
          align: 'right',
          text: (slot) => formatCount(slot.refused, locale),
        },
        {
          label: words.share,
          align: 'right',
          text: (slot) => sharePhrase(slot.taken > 0 ? slot.refused / slot.taken : 0),
        },
        {
          label: words.reasons,
          text: ({ reasons }) =>
            reasons
              .map(({ code, count }) => `${wordOf(reasonWords[locale], code)} ${count}`)
              .join(locale === 'ja' ? '、' : ', '),
        },
      ]}
    >
      <Box>
        <BarChart
          layout="horizontal"
          height={heightOf(refused) + 48}
          margin={{ left: 0, right: 16 }}
          yAxis={[{ scaleType: 'band', width: 150, data: refused.map(({ slot }) => nameOf(slot)) }]}
          xAxis={[{ height: axisHeight, min: 0 }]}
          colors={reasonColours}
          series={codes.map((code) => ({
            stack: 'all',
            label: wordOf(reasonWords[locale], code),
            data: refused.map((slot) => countOf(slot, code)),
          }))}
        />
      </Box>
    </Figure>
  )
}

const timeOf = (ms: number | null | undefined, t: Words): string =>
  typeof ms === 'number' ? durationPhrase(ms, t) : t.app.none

const dimensionName = (dimension: AnalyticsDimension, { analytics }: Words): string =>
  ({
    DEVICE: analytics.device,
    LOCALE: analytics.language,
    DOCUMENT: analytics.document,
    METHOD: analytics.method,
  })[dimension]

export const languageNames = { ja: '日本語', en: 'English', vi: 'Tiếng Việt' }

function valueName(
  dimension: AnalyticsDimension,
  value: string | null,
  t: Words,
  locale: StaffLocale,
): string {
  if (value === null) return t.analytics.groups.none
  const tables: Record<AnalyticsDimension, Readonly<Record<string, string>>> = {
    DEVICE: t.analytics.devices,
    LOCALE: languageNames,
    DOCUMENT: documentWords[locale],
    METHOD: methodWords[locale],
  }
  return wordOf(tables[dimension], value)
}
