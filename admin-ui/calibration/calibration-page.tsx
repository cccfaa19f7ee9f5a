import { Box, Card, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../api/run.ts'
import { resolutions } from '../../domain/case-state.ts'
import { reasonWords } from '../../domain/words/reasons.ts'
import {
  ReviewAgreementDocument,
  type ReviewAgreementQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { monthInJapan, spanOfMonth } from '../partners/month.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { KnownSection } from './known-section.tsx'
import { PolicyCard } from './policy-card.tsx'
import { ReasonBars } from './reason-bars.tsx'

type Report = ReviewAgreementQuery['reviewAgreement']

/** How far people who look at the same case blind say the same of it, in one month. */
export function CalibrationPage() {
  const { t } = useWords()
  const [month, setMonth] = useState(() => monthInJapan(new Date()))
  const span = spanOfMonth(month)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['reviewAgreement', month],
    queryFn: () => run(ReviewAgreementDocument, { from: span?.from ?? '', to: span?.to ?? '' }),
    enabled: span !== null,
  })
  return (
    <Page
      title={t.calibration.title}
      actions={
        <TextField
          type="month"
          size="small"
          value={month}
          onChange={(event) => setMonth(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': t.partners.month } }}
        />
      }
    >
      <PolicyCard />
      {span !== null && isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data &&
        (data.reviewAgreement.cases === 0 ? (
          <EmptyState>{t.calibration.empty}</EmptyState>
        ) : (
          <Shown report={data.reviewAgreement} />
        ))}
      {span !== null && <KnownSection month={month} span={span} />}
    </Page>
  )
}

function Shown({ report }: { readonly report: Report }) {
  const { t, locale } = useWords()
  const percent = (share: number | null) =>
    share === null
      ? t.app.none
      : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  const kappa = (value: number | null) =>
    value === null ? t.calibration.unknown : value.toFixed(2)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Card sx={{ p: 2, display: 'flex', gap: 4, flexWrap: 'wrap' }}>
        <Figure name={t.calibration.cases} value={String(report.cases)} />
        <Figure name={t.calibration.observed} value={percent(report.observed)} />
        <Figure name={t.calibration.kappa} value={kappa(report.kappa)} />
        <Typography variant="body2" color="text.secondary" sx={{ maxWidth: 520 }}>
          {t.calibration.help}
        </Typography>
      </Card>
      <Card sx={{ overflowX: 'auto' }}>
        <RowsTable
          label={t.calibration.reviewers}
          rows={report.reviewers.map((each, i) => ({ ...each, id: each.member?.id ?? String(i) }))}
          columns={[
            {
              label: t.calibration.reviewer,
              render: ({ member }) => member?.displayName ?? t.app.none,
            },
            { label: t.calibration.cases, align: 'right', render: ({ cases }) => cases },
            {
              label: t.calibration.observed,
              align: 'right',
              render: ({ observed }) => percent(observed),
            },
            { label: t.calibration.kappa, align: 'right', render: (each) => kappa(each.kappa) },
            {
              label: t.calibration.overturned,
              align: 'right',
              render: ({ overturned, cases }) => `${overturned} (${percent(overturned / cases)})`,
            },
            {
              label: t.calibration.minutes,
              align: 'right',
              render: ({ medianMinutes }) => medianMinutes?.toFixed(1) ?? t.app.none,
            },
          ]}
        />
      </Card>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        <Card sx={{ overflowX: 'auto' }}>
          <RowsTable
            label={t.calibration.matrix}
            rows={resolutions.map((first) => ({ id: first, first }))}
            columns={[
              {
                label: t.calibration.matrix,
                render: ({ first }) => <strong>{t.resolutions[first]}</strong>,
              },
              ...resolutions.map((second) => ({
                label: t.resolutions[second],
                align: 'right' as const,
                render: ({ first }: { readonly first: Report['matrix'][number]['first'] }) =>
                  report.matrix.find((cell) => cell.first === first && cell.second === second)
                    ?.cases ?? 0,
              })),
            ]}
          />
        </Card>
        <Card sx={{ p: 2 }}>
          <Typography variant="subtitle2" component="h2" sx={{ mb: 1 }}>
            {t.calibration.byReason}
          </Typography>
          <ReasonBars
            reasons={report.reasons.map(({ code, ...counts }) => ({
              name: wordOf(reasonWords[locale], code),
              ...counts,
            }))}
          />
        </Card>
      </Box>
    </Box>
  )
}

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <Typography variant="body2" color="text.secondary">
      {name}
    </Typography>
    <Typography sx={{ fontSize: '1.6rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
      {value}
    </Typography>
  </div>
)
