import { Button } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import type { LoadedSession } from '../case/case-types.ts'
import {
  CancelSessionDocument,
  ReissueCaptureLinkDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { SecretDialog } from '../parts/secret-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

const capturable = ['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED']

/** A new link for the applicant, or the end of the application. */
export function SessionActions({ session }: { readonly session: LoadedSession }) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const may = useMayDo('manageSessions')
  const [asking, setAsking] = useState<'REISSUE' | 'CANCEL' | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const sessionId = session.id
  const reissue = useOperation(async () =>
    expectSuccess((await run(ReissueCaptureLinkDocument, { sessionId })).reissueCaptureLink),
  )
  const cancel = useOperation(async () =>
    expectSuccess((await run(CancelSessionDocument, { sessionId })).cancelVerificationSession),
  )
  if (!may || session.isFinal) return null
  const confirm = async () => {
    if (asking === 'REISSUE') setLink((await reissue.start(undefined))?.captureLink.url ?? null)
    else if (await cancel.start(undefined)) notify(t.sessions.cancelled, { type: 'info' })
    setAsking(null)
    await client.invalidateQueries({ queryKey: ['session', sessionId] })
  }
  return (
    <>
      {capturable.includes(session.status) && (
        <Button onClick={() => setAsking('REISSUE')}>{t.sessions.reissue}</Button>
      )}
      <Button color="error" onClick={() => setAsking('CANCEL')}>
        {t.sessions.cancel}
      </Button>
      <ConfirmDialog
        open={asking !== null}
        title={asking === 'CANCEL' ? t.sessions.cancel : t.sessions.reissue}
        confirm={asking === 'CANCEL' ? t.sessions.cancel : t.sessions.reissue}
        tone={asking === 'CANCEL' ? 'error' : 'primary'}
        busy={reissue.busy || cancel.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(null)}
      >
        {asking === 'CANCEL' ? t.sessions.cancelHelp : t.sessions.reissueHelp}
      </ConfirmDialog>
      {link !== null && (
        <SecretDialog
          title={t.sessions.reissue}
          help={t.sessions.reissued}
          secret={link}
          onClose={() => setLink(null)}
        />
      )}
    </>
  )
}
