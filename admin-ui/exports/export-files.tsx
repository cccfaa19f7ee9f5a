import { Box, Button, Card, LinearProgress, Tooltip, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../api/run.ts'
import { ExportsDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { exportLooks } from '../theme/tones.ts'
import { formatCount, formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { isGoing, type ExportFile } from './export-types.ts'
import { formatBytes } from './format-bytes.ts'
import { useExportActions } from './use-export-actions.ts'

const mostShown = 30

/** The files, newest first; while one is being made, its progress is looked at every second. */
export function ExportFiles() {
  const { t, locale } = useWords()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['exports'],
    queryFn: async () =>
      (await run(ExportsDocument, { first: mostShown })).exports.edges.map(({ node }) => node),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.some(isGoing) ? 1000 : 15_000),
  })
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Card sx={{ overflowX: 'auto' }}>
      {data.length === 0 ? (
        <EmptyState>{t.exports.empty}</EmptyState>
      ) : (
        <RowsTable
          label={t.exports.list}
          rows={data}
          columns={[
            { label: t.exports.what, render: (file) => <What file={file} /> },
            {
              label: t.exports.by,
              render: ({ orderedBy }) => orderedBy?.displayName ?? t.exports.byKey,
            },
            { label: t.exports.at, render: ({ createdAt }) => formatTime(createdAt, locale) },
            { label: t.exports.progress, width: 210, render: (file) => <Progress file={file} /> },
            {
              label: t.exports.until,
              render: ({ status, expiresAt }) =>
                status === 'READY' && expiresAt ? formatTime(expiresAt, locale) : t.app.none,
            },
            { label: '', align: 'right', render: (file) => <Actions file={file} /> },
          ]}
        />
      )}
    </Card>
  )
}

function What({ file: { kind, layout } }: { readonly file: ExportFile }) {
  const { t } = useWords()
  return (
    <>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t.exports.kinds[kind]}
      </Typography>
      {layout && (
        <Typography variant="caption" color="text.secondary">
          {t.exports.columnCount(layout.columns.length)}・{t.exports.encodings[layout.encoding]}
        </Typography>
      )}
    </>
  )
}

function Progress({ file }: { readonly file: ExportFile }) {
  const { t, locale } = useWords()
  const { status, kind, rowsDone, rowsTotal, size } = file
  const count = (rows: number) => formatCount(rows, locale)
  if (status === 'RUNNING' && kind === 'SESSIONS_CSV' && rowsTotal !== null) {
    const share = rowsTotal === 0 ? 0 : Math.min(100, (100 * rowsDone) / rowsTotal)
    return (
      <Box sx={{ minWidth: 180 }}>
        <LinearProgress variant="determinate" value={share} aria-label={t.exports.progress} />
        <Typography variant="caption">
          {t.exports.rows(count(rowsDone), count(rowsTotal))}
        </Typography>
      </Box>
    )
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <ToneChip look={exportLooks[status]}>{t.exports.statuses[status]}</ToneChip>
      {status === 'READY' && (
        <Typography variant="caption" color="text.secondary">
          {kind === 'SESSIONS_CSV' ? `${t.exports.rowsDone(count(rowsDone))}・` : ''}
          {formatBytes(size, locale)}
        </Typography>
      )}
    </Box>
  )
}

function Actions({ file }: { readonly file: ExportFile }) {
  const { t } = useWords()
  const { download, discard, busy } = useExportActions()
  const [asking, setAsking] = useState(false)
  if (isGoing(file)) {
    return (
      <Button size="small" color="inherit" loading={busy} onClick={() => void discard(file.id)}>
        {t.exports.stop}
      </Button>
    )
  }
  if (file.status !== 'READY') return null
  return (
    <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
      <Tooltip title={file.mayFetch ? '' : t.exports.mayNot}>
        <span>
          <Button
            size="small"
            variant="contained"
            disabled={!file.mayFetch}
            loading={busy}
            onClick={() => void download(file.id)}
          >
            {t.exports.download}
          </Button>
        </span>
      </Tooltip>
      <Button size="small" color="inherit" onClick={() => setAsking(true)}>
        {t.exports.discard}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t.exports.discard}
        confirm={t.exports.discard}
        tone="error"
        busy={busy}
        onConfirm={() => void discard(file.id).then(() => setAsking(false))}
        onClose={() => setAsking(false)}
      >
        {t.exports.discardHelp}
      </ConfirmDialog>
    </Box>
  )
}
