import { Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { lawPackOf } from '../../../rules/law-packs.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { submitDraft } from '../operations.ts'
import type { LoadedVersion } from '../profile-types.ts'
import { DayChoice, momentOf, type DayTyped } from './day-choice.tsx'
import { fieldOfMoment, tomorrow } from './jst-moment.ts'

/** Saves a draft and hands it to the publisher, with the day that its author has in mind. */
export function SubmitDraft({
  version,
  definition,
  disabled,
  onSave,
  onDone,
}: {
  readonly version: LoadedVersion
  readonly definition: CheckProfile
  readonly disabled: boolean
  readonly onSave: () => Promise<boolean>
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const [typed, setTyped] = useState<DayTyped>(null)
  const { start, busy } = useOperation(submitDraft)
  const pack = lawPackOf(definition)
  const offered = fieldOfMoment(pack?.effectiveFrom ?? tomorrow())
  const moment = momentOf(typed)
  const open = () => {
    setTyped(pack ? offered : null)
    setAsked(true)
  }
  const submit = async () => {
    if (moment === undefined || !(await onSave())) return
    if (!(await start({ versionId: version.id, effectiveFrom: moment }))) return
    setAsked(false)
    notify(t.profiles.submitted, { type: 'success' })
    await onDone()
  }
  return (
    <>
      <Button variant="contained" disabled={disabled} onClick={open}>
        {t.profiles.submit}
      </Button>
      <ConfirmDialog
        open={asked}
        title={`${t.profiles.submit}: ${t.profiles.version(version.number)}`}
        confirm={t.profileLife.submitNow}
        busy={busy}
        onConfirm={() => void submit()}
        onClose={() => setAsked(false)}
      >
        <Typography>{t.profileLife.submitHelp}</Typography>
        <DayChoice typed={typed} offered={offered} onType={setTyped} />
      </ConfirmDialog>
    </>
  )
}
