import { Box, Button, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import {
  ApplyRetentionDocument,
  RetentionPreviewDocument,
  type RetentionTermInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatCount } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { erasedKinds, outcomesKept } from '../../domain/retention.ts'

/** What the next night would erase under terms, saved or not yet; where they are saved it can be done at once. */
export function RetentionPreview({
  terms,
  saved,
  mayWrite,
}: {
  readonly terms: RetentionTermInput[]
  readonly saved: boolean
  readonly mayWrite: boolean
}) {
  const { t, locale } = useWords()
  const words = t.settings.retention
  const notify = useNotify()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['retentionPreview', terms],
    queryFn: async () =>
      expectSuccess((await run(RetentionPreviewDocument, { terms })).retentionPreview),
    // erasing goes on while one looks
    refetchInterval: 5000,
  })
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(ApplyRetentionDocument, {})).applyRetention),
  )
  const apply = async () => {
    if (await start(undefined)) notify(words.begun, { type: 'info' })
    setAsking(false)
    await client.invalidateQueries({ queryKey: ['retentionPreview'] })
  }
  const total = (data?.counts ?? []).reduce((sum, { sessions }) => sum + sessions, 0)
  return (
    <Box component="section" aria-label={words.preview} sx={{ mt: 2 }}>
      <Typography variant="subtitle2" component="h2">
        {saved ? words.preview : words.previewUnsaved}
      </Typography>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState />}
      {data && (
        <>
          <Typography role="status" variant="body2" sx={{ mb: 1 }}>
            {total === 0 ? words.nothing : words.total(formatCount(total, locale))}
            {data.held > 0 && ` ${words.heldCount(formatCount(data.held, locale))}`}
          </Typography>
          {total > 0 && (
            <Box sx={{ maxWidth: 900 }}>
              <RowsTable
                label={words.preview}
                rows={outcomesKept.map((outcome) => ({ id: outcome, outcome }))}
                columns={[
                  { label: words.outcome, render: ({ outcome }) => words.outcomes[outcome] },
                  ...erasedKinds.map((kind) => ({
                    label: t.keeping.kinds[kind],
                    align: 'right' as const,
                    render: ({ outcome }: { readonly outcome: (typeof outcomesKept)[number] }) =>
                      formatCount(
                        data.counts.find((each) => each.outcome === outcome && each.kind === kind)
                          ?.sessions ?? 0,
                        locale,
                      ),
                  })),
                ]}
              />
            </Box>
          )}
          {mayWrite && saved && total > 0 && (
            <Button color="error" sx={{ mt: 1 }} onClick={() => setAsking(true)}>
              {words.now}
            </Button>
          )}
        </>
      )}
      <ConfirmDialog
        open={asking}
        title={words.now}
        confirm={words.now}
        tone="error"
        busy={busy}
        onConfirm={() => void apply()}
        onClose={() => setAsking(false)}
      >
        {words.nowHelp(formatCount(total, locale))}
      </ConfirmDialog>
    </Box>
  )
}
