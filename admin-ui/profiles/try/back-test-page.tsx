import { Alert, Box, Button, Card, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import { errorCodes } from '../../../domain/errors.ts'
import { codeOf, ApiError } from '../../api/api-error.ts'
import { Page } from '../../parts/page.tsx'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { formatCount, formatTime } from '../../words/format-time.ts'
import type { Words } from '../../words/words.ts'
import { useWords } from '../../words/use-words.ts'
import { definitionOf, type LoadedProfile } from '../profile-types.ts'
import { useProfile } from '../use-profile.ts'
import { backTestsAddress } from './addresses.ts'
import { CompareRuns } from './compare-runs.tsx'
import { FlowsFigure } from './flows-figure.tsx'
import { BackTestHeadline } from './headline.tsx'
import {
  cancelBackTest,
  readBackTest,
  resumeBackTest,
  type Counts,
  type LoadedTest,
} from './operations.ts'
import { PeopleFigure } from './people-figure.tsx'
import { definitionsOf, ruleNames } from './rule-name.ts'
import { RulesFigure, UntestableFigure } from './rules-figure.tsx'
import { checkWord } from './tried-attempt.tsx'
import { spanPhrase } from './run-span.ts'
import { TestProgress, TestStatusChip } from './test-state.tsx'

/** One back-test while it runs, and what came of it. */
export function BackTestPage() {
  const { id = '', testId = '' } = useParams()
  const profile = useProfile(id)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['back-test', testId],
    queryFn: () => readBackTest(testId),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? 1000 : false),
  })
  const reload = async () => {
    await refetch()
  }
  if (isPending || profile.isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!profile.data || data.version.profile.id !== id) {
    return <ErrorState error={profile.error ?? new ApiError('NOT_FOUND', 404)} />
  }
  return (
    <>
      {error && codeOf(error) === 'NETWORK' && <ErrorState error={error} />}
      <Run test={data} profile={profile.data} onReload={reload} />
    </>
  )
}

function Run({
  test,
  profile,
  onReload,
}: {
  readonly test: LoadedTest
  readonly profile: LoadedProfile
  readonly onReload: () => Promise<void>
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  const count = (value: number | null) => formatCount(value ?? 0, locale)
  return (
    <Page
      title={`${profile.name} · ${t.profiles.version(test.version.number)} · ${words.title}`}
      back={{ to: backTestsAddress(profile.id, test.version.id), label: words.history }}
      actions={
        <>
          <TestStatusChip status={test.status} />
          <Steps test={test} onDone={onReload} />
          <Button component={Link} to={backTestsAddress(profile.id, test.version.id)}>
            {words.repeat}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography color="text.secondary">
          {[
            `${words.span}: ${spanPhrase(test, t, locale)}`,
            `${words.startedAt}: ${formatTime(test.createdAt, locale)}`,
            `${words.startedBy}: ${test.startedBy.displayName}`,
          ].join(' · ')}
        </Typography>
        {test.status === 'RUNNING' && (
          <Card sx={{ p: 2 }} role="status">
            <TestProgress total={test.total} done={test.done} />
            {test.counts && <Typography variant="body2">{words.isRunning}</Typography>}
          </Card>
        )}
        {test.status === 'CANCELLED' && (
          <Alert severity="info">{words.isPart(count(test.done), count(test.total))}</Alert>
        )}
        {test.status === 'FAILED' && (
          <Alert severity="error">{words.failed(failurePhrase(test.failureCode, t))}</Alert>
        )}
        {test.version.status === 'DRAFT' && test.version.sha256 !== test.sha256 && (
          <Alert severity="warning">{words.draftMoved}</Alert>
        )}
        <Result test={test} profile={profile} />
      </Box>
    </Page>
  )
}

function Steps({
  test: { id, status },
  onDone,
}: {
  readonly test: LoadedTest
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const notify = useNotify()
  const cancelling = useOperation(cancelBackTest)
  const resuming = useOperation(resumeBackTest)
  const cancel = async () => {
    if (await cancelling.start(id)) notify(t.backTest.cancelled, { type: 'info' })
    await onDone()
  }
  const resume = async () => {
    const answer = await resuming.start(id)
    if (answer === null) notify(t.backTest.busy, { type: 'warning' })
    await onDone()
  }
  if (status === 'RUNNING') {
    return (
      <Button
        variant="outlined"
        color="warning"
        loading={cancelling.busy}
        onClick={() => void cancel()}
      >
        {t.backTest.cancel}
      </Button>
    )
  }
  if (status === 'DONE') return null
  return (
    <Button variant="contained" loading={resuming.busy} onClick={() => void resume()}>
      {status === 'FAILED' ? t.backTest.resumeFailed : t.backTest.resume}
    </Button>
  )
}

function Result({ test, profile }: { readonly test: LoadedTest; readonly profile: LoadedProfile }) {
  const { t, locale } = useWords()
  const { counts, status, version } = test
  if (!counts) {
    return status === 'RUNNING' ? null : (
      <Typography color="text.secondary">{t.backTest.noneYet}</Typography>
    )
  }
  const nameOf = ruleNames([definitionOf(test), ...definitionsOf(profile)], locale, t.trial.noRule)
  return (
    <>
      <BackTestHeadline counts={counts} />
      {isEmpty(counts) ? (
        status !== 'RUNNING' && <Alert severity="info">{t.backTest.nothingTested}</Alert>
      ) : (
        <>
          {counts.attemptsUntold > 0 && (
            <Alert severity="warning">
              {t.backTest.untoldSome(
                formatCount(counts.attemptsUntold, locale),
                formatCount(counts.attempts, locale),
                counts.untold
                  .map(({ check }) => checkWord(check, locale))
                  .join(locale === 'ja' ? '・' : ', '),
              )}
            </Alert>
          )}
          <PeopleFigure people={counts.people} />
          <FlowsFigure
            flows={counts.flows}
            profileId={profile.id}
            versionId={version.id}
            nameOf={nameOf}
          />
          <RulesFigure rules={counts.rules} nameOf={nameOf} />
          <UntestableFigure counts={counts} nameOf={nameOf} />
          {status !== 'RUNNING' && <CompareRuns test={test} counts={counts} profile={profile} />}
        </>
      )}
    </>
  )
}

/** Why it failed; a code that this build does not know is no reason that anybody could read. */
const failurePhrase = (code: string | null, t: Words): string =>
  t.errors[errorCodes.find((known) => known === code) ?? 'UNEXPECTED']

const isEmpty = ({ sessions }: Counts): boolean => sessions === 0
