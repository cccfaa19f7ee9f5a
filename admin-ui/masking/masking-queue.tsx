import { Button, Card } from '@mui/material'
import { documentWords } from '../../domain/words/documents.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { dueSoonMs } from '../cases/urgency-limits.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { useLiveMaskingQueue, useMaskingQueue, useTakeNextMasking } from './use-masking-queue.ts'

/** Pictures that nobody sees before they are masked, earliest due first. */
export function MaskingQueue() {
  const { t, locale } = useWords()
  const { data: rows, error, refetch } = useMaskingQueue()
  const { takeNext, busy } = useTakeNextMasking()
  useLiveMaskingQueue()
  useShortcuts('MASKING', { takeNext: () => void takeNext() })
  return (
    <Page
      title={t.masking.title}
      actions={
        <Button
          variant="contained"
          loading={busy}
          disabled={!rows?.some(({ status }) => status === 'OPEN')}
          onClick={() => void takeNext()}
          endIcon={<KeyCap>n</KeyCap>}
        >
          {t.masking.takeNext}
        </Button>
      }
    >
      {!rows ? (
        error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingState />
        )
      ) : (
        <Card>
          {rows.length === 0 ? (
            <EmptyState>{t.masking.empty}</EmptyState>
          ) : (
            <RowsTable
              label={t.masking.title}
              rows={rows}
              addressOf={({ id }) => `/masking/${id}`}
              columns={[
                {
                  label: t.queue.due,
                  width: 150,
                  render: ({ dueAt }) => <TimeLeft until={dueAt} soonMs={dueSoonMs} />,
                },
                {
                  label: t.sessions.document,
                  render: ({ documentType }) =>
                    documentType ? documentWords[locale][documentType] : t.app.none,
                },
                {
                  label: t.masking.pictures,
                  render: ({ slots }) =>
                    slots.map((slot) => slotWords[locale][slot]).join(t.masking.comma),
                },
                { label: t.masking.why, render: ({ origin }) => t.masking.origins[origin] },
                {
                  label: t.masking.since,
                  render: ({ openedAt }) => formatTime(openedAt, locale),
                },
                {
                  label: t.desk.state,
                  render: ({ mine, heldBy }) =>
                    mine ? t.desk.mine : heldBy === null ? t.desk.free : t.desk.by(heldBy),
                },
              ]}
            />
          )}
        </Card>
      )}
    </Page>
  )
}
