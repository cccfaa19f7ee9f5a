import { Box, Button, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../api/run.ts'
import { PartnerInvoiceDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { shortId } from '../partner-desk/short-id.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { monthInJapan, spanOfMonth } from './month.ts'

/** What a partner may charge for the cases that were handed over in one month, line by line. */
export function InvoiceLines({ partnerId }: { readonly partnerId: string }) {
  const { t, locale } = useWords()
  const [month, setMonth] = useState(() => monthInJapan(new Date()))
  const span = spanOfMonth(month)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['partners', 'invoice', partnerId, month],
    queryFn: () =>
      run(PartnerInvoiceDocument, {
        id: partnerId,
        from: span?.from ?? '',
        to: span?.to ?? '',
      }),
    enabled: span !== null,
  })
  const invoice = data?.node && 'invoice' in data.node ? data.node.invoice : null
  const yen = (amount: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'JPY' }).format(amount)
  const download = (csv: string) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv' }))
    link.download = `invoice-${month}.csv`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Box sx={{ mt: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="subtitle2" component="h3">
          {t.partners.invoice}
        </Typography>
        <TextField
          type="month"
          size="small"
          value={month}
          onChange={(event) => setMonth(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': t.partners.month } }}
        />
        {invoice && (
          <>
            <Typography variant="body2">
              {t.partners.total(invoice.accepted, invoice.resolved, yen(invoice.yen))}
            </Typography>
            <Button
              size="small"
              disabled={invoice.lines.length === 0}
              onClick={() => download(invoice.csv)}
            >
              {t.partners.csv}
            </Button>
          </>
        )}
      </Box>
      {span !== null && isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {invoice?.lines.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {t.partners.noLines}
        </Typography>
      )}
      {invoice && invoice.lines.length > 0 && (
        <RowsTable
          label={t.partners.invoice}
          rows={invoice.lines.map((line) => ({ ...line, id: `${line.caseId} ${line.handedAt}` }))}
          columns={[
            { label: t.partners.caseId, render: ({ caseId }) => <code>{shortId(caseId)}</code> },
            { label: t.partners.handed, render: ({ handedAt }) => formatTime(handedAt, locale) },
            {
              label: t.partners.ending,
              render: ({ ending }) => (ending ? t.partners.endings[ending] : t.partners.under),
            },
            { label: t.partners.reviewer, render: ({ reviewer }) => reviewer ?? t.app.none },
            { label: t.partners.minutes, align: 'right', render: ({ minutes }) => minutes },
            { label: t.partners.yen, align: 'right', render: (line) => yen(line.yen) },
          ]}
        />
      )}
    </Box>
  )
}
