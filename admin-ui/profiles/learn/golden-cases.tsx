import { Box, Button, Card, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import {
  GoldenVerdictsDocument,
  RetireGoldenCaseDocument,
} from '../../../graphql/operations/generated/admin/graphql.ts'
import { ApiError } from '../../api/api-error.ts'
import { run } from '../../api/run.ts'
import { useMayDo } from '../../auth/use-viewer.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { RowsTable } from '../../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { unknownLook, type Look } from '../../theme/tones.ts'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'

const looks: Readonly<Record<string, Look>> = {
  GREEN: { tone: 'good', icon: 'check' },
  RED: { tone: 'bad', icon: 'cross' },
  UNTESTABLE: { tone: 'quiet', icon: 'dash' },
}

async function retire(goldenCaseId: string) {
  const { retireGoldenCase } = await run(RetireGoldenCaseDocument, { goldenCaseId })
  if (retireGoldenCase.__typename === 'OperationError')
    throw new ApiError(retireGoldenCase.code, 200)
  return retireGoldenCase
}

/** The regression cases of a profile, as one of its versions decides them. */
export function GoldenCases({ versionId }: { readonly versionId: string }) {
  const { t, locale } = useWords()
  const notify = useNotify()
  const mayRetire = useMayDo('publishProfiles')
  const [retiring, setRetiring] = useState<{ readonly id: string; readonly name: string } | null>(
    null,
  )
  const { start, busy } = useOperation(retire)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['golden', versionId],
    queryFn: async () =>
      (await run(GoldenVerdictsDocument, { versionId })).checkProfileVersion?.goldenVerdicts ?? [],
  })
  const confirm = async () => {
    if (!retiring || !(await start(retiring.id))) return
    setRetiring(null)
    notify(t.learn.retired, { type: 'success' })
    void refetch()
  }
  return (
    <Card component="section" aria-labelledby="golden-cases" sx={{ mt: 2, p: 2 }}>
      <Typography id="golden-cases" variant="h6" component="h2">
        {t.learn.title}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {data?.length === 0 ? t.learn.empty : t.learn.help}
      </Typography>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.length > 0 && (
        <RowsTable
          label={t.learn.title}
          rows={data.map((verdict) => ({ ...verdict, id: verdict.goldenCase.id }))}
          columns={[
            {
              label: t.learn.state,
              render: ({ state }) => (
                <ToneChip look={looks[state] ?? unknownLook}>
                  {wordOf(t.learn.states, state)}
                </ToneChip>
              ),
            },
            { label: t.learn.name, render: ({ goldenCase }) => goldenCase.name },
            {
              label: t.learn.expected,
              render: ({ goldenCase }) => wordOf(t.decisionOutcomes, goldenCase.expected),
            },
            { label: t.learn.got, render: ({ got }) => wordOf(t.decisionOutcomes, got) },
            {
              label: t.learn.author,
              render: ({ goldenCase }) => (
                <Box component="span">
                  {goldenCase.author?.displayName ?? t.app.none},{' '}
                  {formatTime(goldenCase.createdAt, locale)}
                </Box>
              ),
            },
            ...(mayRetire
              ? [
                  {
                    label: '',
                    align: 'right' as const,
                    render: ({ goldenCase }: (typeof data)[number]) => (
                      <Button size="small" onClick={() => setRetiring(goldenCase)}>
                        {t.learn.retire}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <ConfirmDialog
        open={retiring !== null}
        title={t.learn.retire}
        confirm={t.learn.retire}
        tone="warning"
        busy={busy}
        onConfirm={() => void confirm()}
        onClose={() => setRetiring(null)}
      >
        {t.learn.retireHelp(retiring?.name ?? '')}
      </ConfirmDialog>
    </Card>
  )
}
