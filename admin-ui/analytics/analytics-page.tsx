import { Box, MenuItem, Tab, Tabs, TextField } from '@mui/material'
import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { deviceKinds } from '../../domain/capture-screens.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { locales, methods } from '../../domain/method.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { maySee } from '../auth/access.ts'
import { useRoles } from '../auth/use-viewer.ts'
import { Page } from '../parts/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import { FunnelFigure, GroupsFigure, languageNames, SlotsFigure } from './capture-figures.tsx'
import { DecisionsFigure, ReasonsFigure } from './decision-figures.tsx'
import { Headline } from './headline.tsx'
import { ForecastFigure, NoPace, ReviewersFigure } from './review-figures.tsx'
import { askedOf, spans, type Asked } from './scope-of.ts'
import { useAnalytics, useReviewAnalytics } from './use-analytics.ts'

/** How it goes: what applicants meet, what is decided, how the reviewers keep up. All that is chosen stands in the address. */
export function AnalyticsPage() {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const [openedAtMs] = useState(() => Date.now())
  const asked = askedOf(search, openedAtMs)
  const choose = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const mayMeasure = maySee('reviewers', useRoles())
  return (
    <Page title={t.analytics.title}>
      <Filters asked={asked} search={search} choose={choose} />
      <Tabs
        value={asked.tab === 'review' && !mayMeasure ? 'capture' : asked.tab}
        onChange={(_event, tab: string) => choose('tab', tab)}
        sx={{ mb: 2 }}
      >
        <Tab value="capture" label={t.analytics.tabCapture} />
        <Tab value="decisions" label={t.analytics.tabDecisions} />
        {mayMeasure && <Tab value="review" label={t.analytics.tabReview} />}
      </Tabs>
      {asked.tab === 'review' && mayMeasure ? (
        <Review asked={asked} />
      ) : (
        <Sessions asked={asked} choose={choose} />
      )}
    </Page>
  )
}

function Sessions({
  asked,
  choose,
}: {
  readonly asked: Asked
  readonly choose: (name: string, value: string) => void
}) {
  const { t } = useWords()
  const { data, error, refetch } = useAnalytics(asked.scope, asked.dimension)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  if (data.headline.opened === 0) return <EmptyState>{t.analytics.empty}</EmptyState>
  return (
    <>
      <Headline headline={data.headline} />
      {asked.tab === 'decisions' ? (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <DecisionsFigure days={data.decisions} />
          <ReasonsFigure reasons={data.reasons} />
        </Box>
      ) : (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2, alignItems: 'start' }}>
          <FunnelFigure steps={data.funnel} />
          <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
            <GroupsFigure
              groups={data.funnelBy}
              dimension={asked.dimension}
              onDimension={(dimension) => choose('by', dimension)}
            />
            <SlotsFigure slots={data.slots} />
          </Box>
        </Box>
      )}
    </>
  )
}

function Review({ asked }: { readonly asked: Asked }) {
  const { data, error, refetch } = useReviewAnalytics(asked.scope, true)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {typeof data.backlog.typicalMs === 'number' ? (
        <ForecastFigure review={data} spanMs={asked.days * 86_400_000} />
      ) : (
        <NoPace />
      )}
      <ReviewersFigure reviewers={data.reviewers} />
    </Box>
  )
}

function Filters({
  asked,
  search,
  choose,
}: {
  readonly asked: Asked
  readonly search: URLSearchParams
  readonly choose: (name: string, value: string) => void
}) {
  const { t, locale } = useWords()
  const words = t.analytics
  const narrowed = asked.tab !== 'review'
  const lists = [
    {
      name: 'device',
      label: words.device,
      all: t.app.all,
      choices: deviceKinds.map((kind) => [kind, words.devices[kind]] as const),
    },
    {
      name: 'language',
      label: words.language,
      all: t.app.all,
      choices: locales.map((each) => [each, languageNames[each]] as const),
    },
    {
      name: 'document',
      label: words.document,
      all: t.app.all,
      choices: documentTypes.map((type) => [type, documentWords[locale][type]] as const),
    },
    {
      name: 'method',
      label: words.method,
      all: t.app.all,
      choices: methods.map((method) => [method, methodWords[locale][method]] as const),
    },
  ]
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1 }}>
      <TextField
        select
        label={words.range}
        value={String(asked.days)}
        onChange={(event) => choose('days', event.target.value)}
        sx={{ minWidth: 150 }}
      >
        {spans.map((days) => (
          <MenuItem key={days} value={String(days)}>
            {words.days(days)}
          </MenuItem>
        ))}
      </TextField>
      {(narrowed ? lists : []).map(({ name, label, all, choices }) => (
        <TextField
          key={name}
          select
          label={label}
          value={search.get(name) ?? ''}
          onChange={(event) => choose(name, event.target.value)}
          sx={{ minWidth: 150 }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{all}</MenuItem>
          {choices.map(([value, name_]) => (
            <MenuItem key={value} value={value}>
              {name_}
            </MenuItem>
          ))}
        </TextField>
      ))}
      <TextField
        select
        label={words.side}
        value={search.get('side') === 'sandbox' ? 'sandbox' : 'live'}
        onChange={(event) => choose('side', event.target.value)}
        sx={{ minWidth: 130 }}
      >
        <MenuItem value="live">{t.app.live}</MenuItem>
        <MenuItem value="sandbox">{t.app.sandbox}</MenuItem>
      </TextField>
    </Box>
  )
}
