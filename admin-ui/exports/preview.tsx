import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  ExportPreviewDocument,
  type CsvLayoutInput,
  type VerificationSessionFilter,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'

const pauseMs = 400

/** The first rows as they would come out, asked for when nothing was changed for a moment. */
export function Preview(wanted: {
  readonly filter: VerificationSessionFilter
  readonly layout: CsvLayoutInput
}) {
  const { t } = useWords()
  const text = JSON.stringify(wanted)
  const [asked, setAsked] = useState({ text, wanted })
  useEffect(() => {
    if (asked.text === text) return undefined
    const timer = setTimeout(() => setAsked({ text, wanted }), pauseMs)
    return () => clearTimeout(timer)
  })
  const { data, error, refetch } = useQuery({
    queryKey: ['export-preview', asked.text],
    queryFn: async () =>
      expectSuccess((await run(ExportPreviewDocument, asked.wanted)).exportPreview),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  if (data.rows.length === 0)
    return <Typography color="text.secondary">{t.exports.previewEmpty}</Typography>
  return (
    <Box
      // it scrolls sideways, so the keyboard must reach it
      tabIndex={0}
      role="region"
      aria-label={t.exports.preview}
      sx={{ overflowX: 'auto', border: 1, borderColor: 'divider', borderRadius: 1 }}
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            {data.headings.map((heading) => (
              <TableCell key={heading} sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>
                {heading}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.rows.map((row) => (
            <TableRow key={row.join('|')}>
              {row.map((cell, i) => (
                <TableCell key={data.headings[i]} sx={{ whiteSpace: 'nowrap' }}>
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
