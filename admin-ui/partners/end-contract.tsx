import { Button } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { EndPartnerDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import type { PartnerRow } from './partners-page.tsx'

export function EndContract({ partner }: { readonly partner: PartnerRow }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(EndPartnerDocument, { partnerId: partner.id })).endPartner),
  )
  const end = async () => {
    await start(undefined)
    setAsking(false)
    await client.invalidateQueries({ queryKey: ['partners'] })
  }
  return (
    <>
      <Button size="small" color="error" onClick={() => setAsking(true)}>
        {t.partners.end}
      </Button>
      <ConfirmDialog
        open={asking}
        title={`${t.partners.end}: ${partner.name}`}
        confirm={t.partners.end}
        tone="error"
        busy={busy}
        onConfirm={() => void end()}
        onClose={() => setAsking(false)}
      >
        {t.partners.endHelp}
      </ConfirmDialog>
    </>
  )
}
