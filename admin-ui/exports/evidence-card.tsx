import { Box, Button, Card, LinearProgress, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  EvidenceDocument,
  OrderEvidenceDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ErrorState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { isGoing, type ExportFile } from './export-types.ts'
import { formatBytes } from './format-bytes.ts'
import { ReplayFacts } from './replay-facts.tsx'
import { useExportActions } from './use-export-actions.ts'

/** The signed package of one session, and whether its story was found to repeat. */
export function EvidenceCard({ sessionId }: { readonly sessionId: string }) {
  const { t } = useWords()
  const client = useQueryClient()
  const key = ['evidence', sessionId]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async () => (await run(EvidenceDocument, { id: sessionId })).verificationSession,
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.evidence && isGoing(state.data.evidence) ? 1000 : false,
  })
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(OrderEvidenceDocument, { sessionId })).orderEvidence),
  )
  const order = async () => {
    if (await start(undefined)) await client.invalidateQueries({ queryKey: key })
  }
  const file = data?.evidence ?? null
  const going = file !== null && isGoing(file)
  return (
    <Card sx={{ p: 2 }}>
      <Typography variant="h6" component="h2" sx={{ mb: 0.5 }}>
        {t.evidence.title}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {t.evidence.help}
      </Typography>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {going && (
        <Box role="status" sx={{ mb: 1.5 }}>
          <LinearProgress aria-label={t.evidence.making} />
          <Typography variant="caption">{t.evidence.making}</Typography>
        </Box>
      )}
      {file?.status === 'FAILED' && (
        <Typography color="error" sx={{ mb: 1 }}>
          {t.evidence.failed}
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        {file?.status === 'READY' && <DownloadButton file={file} />}
        <Button
          variant={file?.status === 'READY' ? 'text' : 'outlined'}
          disabled={going || data === undefined}
          loading={busy}
          onClick={() => void order()}
        >
          {file?.status === 'READY' ? t.evidence.again : t.evidence.make}
        </Button>
      </Box>
      {data?.replayCertificate && <ReplayFacts certificate={data.replayCertificate} />}
    </Card>
  )
}

function DownloadButton({ file }: { readonly file: ExportFile }) {
  const { t, locale } = useWords()
  const { download, busy } = useExportActions()
  return (
    <>
      <Button
        variant="contained"
        disabled={!file.mayFetch}
        loading={busy}
        onClick={() => void download(file.id)}
      >
        {t.exports.download}
      </Button>
      <Typography variant="caption" color="text.secondary">
        {formatBytes(file.size, locale)}
        {file.expiresAt ? `・${t.exports.until} ${formatTime(file.expiresAt, locale)}` : ''}
      </Typography>
    </>
  )
}
