import { Box, Button, Card, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useReducer, type ReactNode } from 'react'
import { Link, useParams } from 'react-router-dom'
import { ApiError } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { subscribe } from '../api/subscribe.ts'
import { mayDo, maySee } from '../auth/access.ts'
import { useRoles } from '../auth/use-viewer.ts'
import { CheckList } from '../case/check-list.tsx'
import type { LoadedAttempt, LoadedSession } from '../case/case-types.ts'
import { FieldTable } from '../case/field-table.tsx'
import { History } from '../case/history.tsx'
import { byUrgency } from '../case/open-checks.ts'
import { Decisions } from '../case/rule-trace.tsx'
import { dots } from '../../domain/personal-data.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { slotWords } from '../../domain/words/slots.ts'
import {
  SessionChangedDocument,
  SessionDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { Reasons, SessionStatusChip } from '../parts/codes.tsx'
import { Page } from '../parts/page.tsx'
import { SandboxMark } from '../parts/sandbox-mark.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { layTable, nextTable } from '../pictures/light-table.ts'
import { Pictures } from '../pictures/pictures.tsx'
import { PersonalBar } from '../personal/personal-bar.tsx'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { useChosenCheck } from '../case/use-chosen-check.ts'
import { EvidenceCard } from '../exports/evidence-card.tsx'
import { FreezeButton } from '../profiles/learn/freeze-button.tsx'
import { TryButton } from '../profiles/try/try-button.tsx'
import { KeepingCard } from './keeping-card.tsx'
import { SessionActions } from './session-actions.tsx'

/** One application: it shows what happens to it while it happens. */
export function SessionPage() {
  const { id = '' } = useParams()
  const client = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['session', id],
    queryFn: async () => {
      const found = (await run(SessionDocument, { id })).verificationSession
      if (!found) throw new ApiError('NOT_FOUND', 404)
      return found
    },
    retry: false,
    // the stream tells of changes at once; this is for the day it can't
    refetchInterval: 30_000,
  })
  const isFinal = data?.isFinal ?? true
  useEffect(() => {
    if (isFinal) return undefined
    return subscribe(SessionChangedDocument, { id }, () => {
      void client.invalidateQueries({ queryKey: ['session', id] })
    })
  }, [client, id, isFinal])
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <SessionView session={data} />
}

function SessionView({ session }: { readonly session: LoadedSession }) {
  const { t } = useWords()
  const roles = useRoles()
  return (
    <Page
      title={session.applicant.externalId}
      actions={
        <>
          {session.sandbox && <SandboxMark />}
          <SessionStatusChip status={session.status} />
          {mayDo('seeWhoSaw', roles) && (
            <Button component={Link} to={`/who-saw/${session.id}`}>
              {t.personal.whoSaw}
            </Button>
          )}
          <SessionActions session={session} />
          {session.case && maySee('queue', roles) && (
            <Button
              variant={session.status === 'IN_REVIEW' ? 'contained' : 'outlined'}
              component={Link}
              to={`/cases/${session.case.id}/show`}
            >
              {t.sessions.openCase}
            </Button>
          )}
        </>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 400px' },
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <PersonalBar session={session} />
          {session.attempts
            .toSorted((a, b) => b.number - a.number)
            .map((attempt) => (
              <AttemptView key={attempt.id} attempt={attempt} session={session} />
            ))}
        </Box>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <Facts session={session} />
          <KeepingCard sessionId={session.id} />
          {mayDo('packEvidence', roles) && <EvidenceCard sessionId={session.id} />}
          <Section title={t.sessions.decisions}>
            <Decisions decisions={session.decisions} />
            <FreezeButton
              sessionId={session.id}
              decided={session.decisions.at(-1)?.outcome ?? null}
            />
            {session.decisions.length > 0 && (
              <TryButton
                profileId={session.checkProfileVersion.profile.id}
                sessionId={session.id}
              />
            )}
          </Section>
          <Section title={t.sessions.history}>
            <History events={session.history} />
          </Section>
        </Box>
      </Box>
    </Page>
  )
}

function Facts({ session }: { readonly session: LoadedSession }) {
  const { t, locale } = useWords()
  const time = (instant: string | null) => (instant ? formatTime(instant, locale) : t.app.none)
  const { declared } = session
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t.sessions.method, methodWords[locale][session.method]],
    [
      t.sessions.document,
      session.documentType ? documentWords[locale][session.documentType] : t.app.none,
    ],
    [t.sessions.reasons, <Reasons key="reasons" codes={session.reasonCodes} />],
    [
      t.sessions.askedSlots,
      session.askedSlots
        .map((slot) => slotWords[locale][slot])
        .join(locale === 'ja' ? '・' : ', ') || t.app.none,
    ],
    [t.sessions.created, time(session.createdAt)],
    [t.sessions.submitted, time(session.submittedAt)],
    [t.sessions.decided, time(session.decidedAt)],
    [t.sessions.expires, time(session.isFinal ? null : session.expiresAt)],
    [
      t.sessions.profile,
      `${session.checkProfileVersion.profile.name} ${t.sessions.version(session.checkProfileVersion.number)}`,
    ],
    ...(declared === null
      ? []
      : [
          [t.sessions.name, declared.name ?? t.app.none] as const,
          [t.sessions.nameKana, declared.nameKana ?? t.app.none] as const,
          [
            t.sessions.birthDate,
            declared.birthDate ?? (declared.masked.includes('BIRTH_DATE') ? dots : t.app.none),
          ] as const,
          [t.sessions.address, declared.address ?? t.app.none] as const,
        ]),
    [t.sessions.id, <code key="id">{session.id}</code>],
  ]
  return (
    <Card sx={{ p: 2 }}>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: '110px minmax(0, 1fr)',
          rowGap: 0.75,
          columnGap: 1,
        }}
      >
        {rows.map(([label, value]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0, wordBreak: 'break-word' }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
    </Card>
  )
}

function AttemptView({
  attempt,
  session,
}: {
  readonly attempt: LoadedAttempt
  readonly session: LoadedSession
}) {
  const { t } = useWords()
  const checks = useMemo(() => byUrgency(attempt.checks), [attempt.checks])
  const [table, onTable] = useReducer(nextTable, attempt.captures, layTable)
  const { chosen, evidence, choose, point } = useChosenCheck(checks, attempt.captures, onTable)
  return (
    <Section title={t.sessions.attempt(attempt.number)}>
      {attempt.captures.length > 0 && (
        // laid anew when pictures come in
        <Pictures
          key={attempt.captures.length}
          captures={attempt.captures}
          table={table}
          checks={checks}
          documentType={session.documentType}
          evidence={evidence}
          chosen={chosen}
          onTable={onTable}
          onCheck={choose}
        />
      )}
      {checks.length > 0 && (
        <Box sx={{ my: 1.5, border: 1, borderColor: 'divider', borderRadius: 1 }}>
          <CheckList checks={checks} chosen={chosen} onChoose={choose} />
        </Box>
      )}
      {attempt.fields.length > 0 && (
        <FieldTable
          fields={attempt.fields}
          captures={attempt.captures}
          documentType={session.documentType}
          onPoint={(place) => point([place])}
        />
      )}
    </Section>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Card sx={{ p: 2, minWidth: 0, overflowX: 'auto' }}>
    <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
      {title}
    </Typography>
    {children}
  </Card>
)
