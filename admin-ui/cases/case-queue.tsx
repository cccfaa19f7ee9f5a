import NextIcon from '@mui/icons-material/PlayArrowOutlined'
import { Box, Button, Card, ButtonBase, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useListContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useMayDo } from '../auth/use-viewer.ts'
import { StageChip } from '../case/four-eyes.tsx'
import { locales } from '../../domain/method.ts'
import { documentWords } from '../../domain/words/documents.ts'
import type { CasesQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { CaseStatusChip, Reasons } from '../parts/codes.tsx'
import { FilterBar, useFilter } from '../parts/filter-bar.tsx'
import { ChoiceFilter, FlagFilter } from '../parts/filter-fields.tsx'
import { localeNames } from '../parts/locale-names.ts'
import { PersonSearch } from '../parts/person-search.tsx'
import { usePersonSearch } from '../parts/person-searches.ts'
import { RecordsList } from '../parts/records-list.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { SavedViews } from '../parts/saved-views.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { SandboxMark } from '../parts/sandbox-mark.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { BulkBar } from './bulk-bar.tsx'
import { SkillsDialog } from './skills-dialog.tsx'
import { useLiveQueue, useQueueCounts } from './use-queue-counts.ts'
import { dueSoonMs, leaseSoonMs } from './urgency-limits.ts'
import { useTakeNext } from './use-take-next.ts'

type CaseRow = CasesQuery['cases']['edges'][number]['node']

export function CaseQueue() {
  const { t } = useWords()
  const mayFind = useMayDo('findPersons')
  const { searched, search } = usePersonSearch('cases')
  useLiveQueue()
  return (
    <RecordsList
      resource="cases"
      search={searched}
      title={t.queue.title}
      actions={
        <>
          <Skills />
          <TakeNext />
        </>
      }
      filters={
        <>
          <Queues />
          {mayFind && <PersonSearch searched={searched} onSearch={search} />}
          <SavedViews list="CASES" />
          <KnownNote />
          <FilterBar>
            <FlagFilter name="mine" label={t.queue.mine} />
            <FlagFilter name="overdue" label={t.queue.onlyOverdue} />
            <FlagFilter name="escalated" label={t.lists.onlyEscalated} />
            <FlagFilter name="finished" label={t.queue.finished} />
            <ChoiceFilter
              name="locale"
              label={t.sessions.locale}
              all={t.app.all}
              choices={locales.map((value) => ({ value, label: localeNames[value] }))}
              width={130}
            />
            <ChoiceFilter
              name="order"
              label={t.lists.order}
              all={t.lists.orders.URGENCY}
              choices={[
                { value: 'DUE', label: t.lists.orders.DUE },
                { value: 'NEWEST', label: t.lists.orders.NEWEST },
              ]}
            />
            <Typography variant="caption" color="text.secondary" sx={{ ml: 'auto' }}>
              {t.queue.keys}
            </Typography>
          </FilterBar>
        </>
      }
      empty={t.queue.empty}
      refetchMs={30_000}
    >
      <Rows />
    </RecordsList>
  )
}

function TakeNext() {
  const { t } = useWords()
  const mayReview = useMayDo('review')
  const [queue] = useFilter('queue')
  const { takeNext, busy } = useTakeNext(typeof queue === 'string' ? queue : null)
  useShortcuts('QUEUE', mayReview ? { takeNext: () => void takeNext() } : {})
  if (!mayReview) return null
  return (
    <Button
      variant="contained"
      startIcon={<NextIcon />}
      loading={busy}
      onClick={() => void takeNext()}
      endIcon={<KeyCap>n</KeyCap>}
    >
      {t.queue.takeNext}
    </Button>
  )
}

/** Whoever may be measured is told so beforehand, though never when. */
function KnownNote() {
  const { t } = useWords()
  const mayReview = useMayDo('review')
  const mayLead = useMayDo('leadReviews')
  return mayReview && !mayLead ? (
    <Typography variant="caption" component="p" color="text.secondary" sx={{ mb: 1.5 }}>
      {t.known.told}
    </Typography>
  ) : null
}

/** For those who lead reviewers: what "next" gives to whom. */
function Skills() {
  const { t } = useWords()
  const mayAssign = useMayDo('assignCases')
  const [open, setOpen] = useState(false)
  if (!mayAssign) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.lists.skills}</Button>
      {open && <SkillsDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** One card a queue: what waits, what is in work, what is late. A click shows that queue alone. */
function Queues() {
  const { t } = useWords()
  const counts = useQueueCounts()
  const [chosen, choose] = useFilter('queue')
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}>
      {(counts.data ?? []).map(({ queue, open, assigned, overdue, escalated }) => (
        <Card
          key={queue}
          component={ButtonBase}
          aria-pressed={chosen === queue}
          onClick={() => choose(chosen === queue ? null : queue)}
          sx={{
            px: 2,
            py: 1.25,
            minWidth: 210,
            display: 'block',
            textAlign: 'left',
            ...(chosen === queue && { borderColor: 'primary.main', boxShadow: 1 }),
          }}
        >
          <Typography color="text.secondary" variant="body2">
            {queue}
          </Typography>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
            <Typography component="span" sx={{ fontSize: '1.5rem', fontWeight: 700 }}>
              {open}
              <Typography component="span" variant="body2" sx={{ ml: 0.5 }}>
                {t.queue.open}
              </Typography>
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {t.queue.assigned} {assigned}
            </Typography>
            {overdue > 0 && (
              <Typography variant="body2" color="error" sx={{ fontWeight: 700 }}>
                {t.queue.overdue} {overdue}
              </Typography>
            )}
            {escalated > 0 && (
              <Typography variant="body2" color="error" sx={{ fontWeight: 700 }}>
                {t.lists.escalated} {escalated}
              </Typography>
            )}
          </Box>
        </Card>
      ))}
    </Box>
  )
}

function Rows() {
  const { t, locale } = useWords()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data = [] } = useListContext<CaseRow>()
  const mayReview = useMayDo('review')
  const [chosen, setChosen] = useState(-1)
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const toggle = ({ id }: CaseRow) =>
    setMarked((before) => (before.has(id) ? without(before, id) : new Set([...before, id])))
  const waiting = ({ status }: CaseRow) => status === 'OPEN' || status === 'ASSIGNED'
  const last = data.length - 1
  const addressOf = ({ id }: CaseRow) => `/cases/${id}/show`
  useShortcuts('QUEUE', {
    next: () => setChosen((index) => Math.min(last, index + 1)),
    previous: () => setChosen((index) => Math.max(0, index - 1)),
    mark: () => {
      const row = data[chosen]
      if (row && mayReview && waiting(row)) toggle(row)
    },
    open: () => {
      const row = data[chosen]
      if (!row) return
      void client.invalidateQueries({ queryKey: ['cases', 'getOne'] })
      void navigate(addressOf(row))
    },
  })
  return (
    <>
      <Box sx={{ px: 2, pt: marked.size > 0 ? 1.5 : 0 }}>
        <BulkBar
          marked={data.filter(({ id }) => marked.has(id))}
          onDone={(left) => setMarked(new Set(left))}
        />
      </Box>
      <RowsTable
        label={t.queue.title}
        rows={data}
        {...(mayReview && data.some(waiting)
          ? {
              marks: {
                has: ({ id }: CaseRow) => marked.has(id),
                toggle,
                markAll: (all: boolean) => setMarked(new Set(all ? data.map(({ id }) => id) : [])),
                allLabel: t.lists.markAll,
                labelOf: ({ session }: CaseRow) => t.lists.markRow(session.applicant.externalId),
              },
            }
          : {})}
        chosen={Math.min(chosen, last)}
        addressOf={addressOf}
        columns={[
          {
            label: t.queue.due,
            width: 150,
            render: ({ dueAt, resolvedAt, escalatedAt }) =>
              resolvedAt ? (
                formatTime(resolvedAt, locale)
              ) : (
                <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
                  <TimeLeft until={dueAt} soonMs={dueSoonMs} />
                  {escalatedAt && <ToneChip look={escalatedLook}>{t.lists.escalated}</ToneChip>}
                </Box>
              ),
          },
          {
            label: t.sessions.externalId,
            render: ({ session }) => (
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontWeight: 600 }}>
                {session.applicant.externalId}
                {session.sandbox && <SandboxMark />}
              </Box>
            ),
          },
          {
            label: t.case.reviewedWhy,
            render: ({ reasonCodes }) => <Reasons codes={reasonCodes} most={3} />,
          },
          {
            label: t.sessions.document,
            render: ({ session }) => (
              <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
                {session.documentType ? documentWords[locale][session.documentType] : t.app.none}
              </Box>
            ),
          },
          {
            label: t.queue.queue,
            render: ({ queue, priority }) =>
              priority > 0 ? `${queue} · ${t.queue.priority} ${priority}` : queue,
          },
          {
            label: t.sessions.status,
            render: ({ status, stage }) => (
              <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
                <CaseStatusChip status={status} />
                {status !== 'RESOLVED' && status !== 'WITHDRAWN' && <StageChip stage={stage} />}
              </Box>
            ),
          },
          {
            label: t.queue.assignee,
            render: ({ assignee }) => assignee?.displayName ?? t.queue.nobody,
          },
          {
            label: t.queue.lease,
            render: ({ status, leaseExpiresAt }) =>
              status === 'ASSIGNED' && leaseExpiresAt ? (
                <TimeLeft until={leaseExpiresAt} soonMs={leaseSoonMs} />
              ) : (
                t.app.none
              ),
          },
          { label: t.queue.opened, render: ({ openedAt }) => formatTime(openedAt, locale) },
        ]}
      />
    </>
  )
}

const escalatedLook = { tone: 'bad', icon: 'clock' } as const

const without = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...set].filter((each) => each !== id))
