import { Box, Button, MenuItem, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { resolutions, type Resolution } from '../../domain/case-state.ts'
import {
  KnownOutcomeDocument,
  MarkKnownCaseDocument,
  RetireKnownCaseDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedCase } from './case-types.ts'

/** For those who lead reviewers: a resolved case can measure how others would decide it. */
export function KnownCase({ reviewed }: { readonly reviewed: LoadedCase }) {
  const mayMark = useMayDo('leadReviews')
  return mayMark && reviewed.status === 'RESOLVED' && reviewed.resolution ? (
    <Marking caseId={reviewed.id} resolution={reviewed.resolution} />
  ) : null
}

function Marking({
  caseId,
  resolution,
}: {
  readonly caseId: string
  readonly resolution: Resolution
}) {
  const { t } = useWords()
  const notify = useNotify()
  const [wanted, setWanted] = useState<Resolution>(resolution)
  const { data, refetch } = useQuery({
    queryKey: ['knownOutcome', caseId],
    queryFn: () => run(KnownOutcomeDocument, { id: caseId }),
  })
  const known = data?.case?.knownOutcome ?? null
  const { start, busy } = useOperation(async (mark: boolean) =>
    expectSuccess(
      mark
        ? (await run(MarkKnownCaseDocument, { caseId, expected: wanted })).markKnownCase
        : (await run(RetireKnownCaseDocument, { caseId })).retireKnownCase,
    ),
  )
  const change = async (mark: boolean) => {
    if (await start(mark)) notify(t.known.done, { type: 'success' })
    void refetch()
  }
  if (!data) return null
  return (
    <Box
      component="section"
      aria-label={t.known.title}
      sx={{ px: 1.5, py: 1, borderTop: 1, borderColor: 'divider' }}
    >
      {known ? (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="body2">
            {t.known.isKnown} <strong>{t.resolutions[known]}</strong>
          </Typography>
          <Button size="small" loading={busy} onClick={() => void change(false)}>
            {t.known.retire}
          </Button>
        </Box>
      ) : (
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Typography variant="body2" color="text.secondary">
            {t.known.markHelp}
          </Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <TextField
              select
              size="small"
              label={t.known.expectation}
              value={wanted}
              onChange={(event) =>
                setWanted(resolutions.find((each) => each === event.target.value) ?? resolution)
              }
              sx={{ minWidth: 160 }}
            >
              {resolutions.map((each) => (
                <MenuItem key={each} value={each}>
                  {t.resolutions[each]}
                </MenuItem>
              ))}
            </TextField>
            <Button
              size="small"
              variant="outlined"
              loading={busy}
              onClick={() => void change(true)}
            >
              {t.known.mark}
            </Button>
          </Box>
        </Box>
      )}
    </Box>
  )
}
