import { Alert, Box, Button, MenuItem, TextField, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import {
  ChangeCasesDocument,
  ReviewerSkillsDocument,
  type CasesQuery,
  type ChangeCasesInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { errorCodes, type ErrorCode } from '../../domain/errors.ts'
import { queueName } from '../../domain/saved-view.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

type CaseRow = CasesQuery['cases']['edges'][number]['node']
type Change = Omit<ChangeCasesInput, 'caseIds'>

interface Refused {
  readonly externalId: string
  readonly code: ErrorCode
}

/** What can be done with the marked cases at once. What was refused is told case by case. */
export function BulkBar({
  marked,
  onDone,
}: {
  readonly marked: readonly CaseRow[]
  /** @param left the ids that stay marked */
  readonly onDone: (left: readonly string[]) => void
}) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const mayAssign = useMayDo('assignCases')
  const [dialog, setDialog] = useState<'MOVE' | 'ASSIGN' | null>(null)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const { start, busy } = useOperation(async (change: Change) =>
    expectSuccess(
      (
        await run(ChangeCasesDocument, {
          input: { ...change, caseIds: marked.map(({ id }) => id) },
        })
      ).changeCases,
    ),
  )
  const tell = async (change: Change) => {
    const answer = await start(change)
    setDialog(null)
    if (!answer) return
    const failed = answer.outcomes.flatMap(({ case: { id }, error }) => {
      const code = errorCodes.find((known) => known === error?.code)
      const row = marked.find((each) => each.id === id)
      return code && row ? [{ id, externalId: row.session.applicant.externalId, code }] : []
    })
    setRefused(failed)
    const done = answer.outcomes.length - failed.length
    if (done > 0) notify(t.lists.changed(done), { type: 'success' })
    void client.invalidateQueries({ queryKey: ['cases'] })
    void client.invalidateQueries({ queryKey: ['queueCounts'] })
    onDone(failed.map(({ id }) => id))
  }
  if (marked.length === 0 && refused.length === 0) return null
  return (
    <Box sx={{ mb: 1.5 }}>
      {refused.length > 0 && (
        <Alert severity="warning" onClose={() => setRefused([])} sx={{ mb: 1 }}>
          {t.lists.notChanged(refused.length)}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {refused.map(({ externalId, code }) => (
              <li key={externalId}>
                {externalId}: {t.errors[code]}
              </li>
            ))}
          </Box>
        </Alert>
      )}
      {marked.length > 0 && (
        <Box
          role="toolbar"
          aria-label={t.lists.marked(marked.length)}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
        >
          <Typography sx={{ fontWeight: 700, mr: 1 }}>{t.lists.marked(marked.length)}</Typography>
          <Button
            size="small"
            variant="outlined"
            disabled={busy}
            onClick={() => void tell({ change: 'CLAIM' })}
          >
            {t.lists.claim}
          </Button>
          <Button
            size="small"
            variant="outlined"
            disabled={busy}
            onClick={() => void tell({ change: 'RELEASE' })}
          >
            {t.lists.release}
          </Button>
          {mayAssign && (
            <>
              <Button
                size="small"
                variant="outlined"
                disabled={busy}
                onClick={() => setDialog('ASSIGN')}
              >
                {t.lists.assign}
              </Button>
              <Button
                size="small"
                variant="outlined"
                disabled={busy}
                onClick={() => void tell({ change: 'RETURN' })}
              >
                {t.lists.takeBack}
              </Button>
              <Button
                size="small"
                variant="outlined"
                disabled={busy}
                onClick={() => setDialog('MOVE')}
              >
                {t.lists.move}
              </Button>
            </>
          )}
          <Button size="small" onClick={() => onDone([])}>
            {t.lists.unmark}
          </Button>
        </Box>
      )}
      {dialog === 'MOVE' && (
        <MoveDialog
          count={marked.length}
          busy={busy}
          onMove={tell}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'ASSIGN' && (
        <AssignDialog
          count={marked.length}
          busy={busy}
          onAssign={tell}
          onClose={() => setDialog(null)}
        />
      )}
    </Box>
  )
}

function MoveDialog({
  count,
  busy,
  onMove,
  onClose,
}: {
  readonly count: number
  readonly busy: boolean
  readonly onMove: (change: Change) => Promise<void>
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const [queue, setQueue] = useState('')
  const [priority, setPriority] = useState('')
  const queueFits = queue === '' || queueName.safeParse(queue).success
  const priorityFits = priority === '' || /^(?:100|\d{1,2})$/.test(priority)
  const ready = queueFits && priorityFits && (queue !== '' || priority !== '')
  return (
    <ConfirmDialog
      open
      title={t.lists.moveTitle(count)}
      confirm={t.lists.move}
      busy={busy}
      onConfirm={() => {
        if (!ready) return
        void onMove({
          change: 'MOVE',
          queue: queue === '' ? null : queue,
          priority: priority === '' ? null : Number(priority),
        })
      }}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
        <TextField
          label={t.queue.queue}
          value={queue}
          onChange={(event) => setQueue(event.target.value.trim())}
          error={!queueFits}
          helperText={t.lists.queueHelp}
        />
        <TextField
          label={t.queue.priority}
          value={priority}
          onChange={(event) => setPriority(event.target.value.trim())}
          error={!priorityFits}
          helperText={t.lists.priorityHelp}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
      </Box>
    </ConfirmDialog>
  )
}

function AssignDialog({
  count,
  busy,
  onAssign,
  onClose,
}: {
  readonly count: number
  readonly busy: boolean
  readonly onAssign: (change: Change) => Promise<void>
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const [memberId, setMemberId] = useState('')
  const staff = useQuery({
    queryKey: ['reviewerSkills'],
    queryFn: async () => (await run(ReviewerSkillsDocument, {})).reviewerSkills,
    retry: false,
  })
  return (
    <ConfirmDialog
      open
      title={t.lists.assignTitle(count)}
      confirm={t.lists.assign}
      busy={busy}
      onConfirm={() => {
        if (memberId !== '') void onAssign({ change: 'ASSIGN', memberId })
      }}
      onClose={onClose}
    >
      <Box sx={{ pt: 1 }}>
        <TextField
          select
          fullWidth
          label={t.queue.assignee}
          value={memberId}
          onChange={(event) => setMemberId(event.target.value)}
          helperText={t.lists.assignHelp}
        >
          {(staff.data ?? []).map(({ member, heldCases, mostCases }) => (
            <MenuItem key={member.id} value={member.id}>
              {t.lists.holds(member.displayName, heldCases, mostCases)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
    </ConfirmDialog>
  )
}
