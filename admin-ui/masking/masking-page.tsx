import { Alert, Button, Card } from '@mui/material'
import { useState } from 'react'
import { useParams } from 'react-router-dom'
import { documentWords } from '../../domain/words/documents.ts'
import { useRoomyMenu } from '../case/use-roomy-menu.ts'
import { dueSoonMs, leaseSoonMs } from '../cases/urgency-limits.ts'
import { KeyCap } from '../keyboard/shortcut-help.tsx'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { Page } from '../parts/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { useWords } from '../words/use-words.ts'
import { frameKey, type Masks } from './drawing.ts'
import { MaskingBench, NotHeld } from './masking-bench.tsx'
import type { LoadedMasking } from './masking-types.ts'
import { useTakeNextMasking } from './use-masking-queue.ts'
import { useMaskingTask } from './use-masking-task.ts'

export function MaskingPage() {
  const { id = '' } = useParams()
  // another task is another drawing
  return <MaskingTask key={id} id={id} />
}

function MaskingTask({ id }: { readonly id: string }) {
  const { t, locale } = useWords()
  useRoomyMenu()
  const { query, task, lost, claim, release, confirm } = useMaskingTask(id)
  const { takeNext, busy: taking } = useTakeNextMasking()
  const [begun, setBegun] = useState<LoadedMasking | null>(null)
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID())
  if (task?.mine === true && begun === null) setBegun(task)
  const free = task?.status === 'OPEN' || (task?.status === 'ASSIGNED' && task.heldBy === null)
  const over = task?.status === 'DONE' || task?.status === 'WITHDRAWN'
  useShortcuts('MASKING', {
    take: () => free && void claim.start(undefined),
    release: () => task?.mine === true && void release.start(undefined),
    takeNext: () => over && void takeNext(),
  })
  const back = { to: '/masking', label: t.masking.title }
  if (query.isPending) return <LoadingState />
  if (query.error && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!task) {
    return (
      <Page title={t.masking.title} back={back}>
        <EmptyState>{t.errors.NOT_FOUND}</EmptyState>
      </Page>
    )
  }
  const send = async (masks: Masks) => {
    const sent = await confirm.start({
      taskId: id,
      expectedVersion: task.version,
      pictures: task.pictures.map(({ captureId, frames }) => ({
        captureId,
        frames: frames.map((_, index) => ({
          shapes: (masks[frameKey(captureId, index)] ?? []).map(({ points }) => ({
            points: [...points],
          })),
        })),
      })),
      idempotencyKey,
    })
    // what was refused may be sent again, as something new
    if (!sent) setIdempotencyKey(crypto.randomUUID())
  }
  const document = task.documentType ? documentWords[locale][task.documentType] : t.masking.pictures
  return (
    <Page
      title={t.masking.task(document)}
      back={back}
      actions={
        !over && (
          <>
            <TimeLeft
              until={task.mine ? (task.leaseExpiresAt ?? task.dueAt) : task.dueAt}
              soonMs={task.mine ? leaseSoonMs : dueSoonMs}
            />
            {task.mine ? (
              <Button
                color="inherit"
                loading={release.busy}
                onClick={() => void release.start(undefined)}
                endIcon={<KeyCap>u</KeyCap>}
              >
                {t.masking.release}
              </Button>
            ) : (
              <Button
                variant="contained"
                loading={claim.busy}
                disabled={!free}
                onClick={() => void claim.start(undefined)}
                endIcon={<KeyCap>t</KeyCap>}
              >
                {lost ? t.casePage.takeUpAgain : t.masking.take}
              </Button>
            )}
          </>
        )
      }
    >
      {over ? (
        <Card>
          <EmptyState
            action={
              <Button
                variant="contained"
                loading={taking}
                onClick={() => void takeNext()}
                endIcon={<KeyCap>n</KeyCap>}
              >
                {t.masking.takeNext}
              </Button>
            }
          >
            {task.status === 'DONE' ? t.masking.done : t.masking.withdrawn}
          </EmptyState>
        </Card>
      ) : (
        <>
          {lost && (
            <Alert severity="warning" sx={{ mb: 1.5 }}>
              {task.heldBy === null ? t.masking.lost : t.masking.lostTo(task.heldBy)}
            </Alert>
          )}
          {!lost && !task.mine && task.heldBy !== null && (
            <Alert severity="info" sx={{ mb: 1.5 }}>
              {t.desk.by(task.heldBy)}
            </Alert>
          )}
          {begun === null ? (
            <NotHeld />
          ) : (
            <MaskingBench
              begun={begun}
              task={task}
              busy={confirm.busy}
              onConfirm={(masks) => void send(masks)}
            />
          )}
        </>
      )}
    </Page>
  )
}
