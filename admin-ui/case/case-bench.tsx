import { Box, Card, FormControlLabel, Switch, Typography } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { Title, useNotify, useStore } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Resolution } from '../../domain/case-state.ts'
import { slotsByMethod, type Slot } from '../../domain/method.ts'
import { useMayDo, useViewer } from '../auth/use-viewer.ts'
import { useTakeNext } from '../cases/use-take-next.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Reasons } from '../parts/codes.tsx'
import { PersonalBar } from '../personal/personal-bar.tsx'
import { useNow } from '../parts/use-now.ts'
import { useOnline } from '../parts/use-online.ts'
import { useWords } from '../words/use-words.ts'
import { CaseHeader } from './case-header.tsx'
import { CaseNotice } from './case-notice.tsx'
import type { CaseChange, LoadedCase } from './case-types.ts'
import { CaseView } from './case-view.tsx'
import { baselineOf, changesSince } from './changes-since.ts'
import {
  changeItem,
  chooseResolution,
  draftProblem,
  isEmpty,
  itemsLeft,
  toggleSlot,
} from './decision-draft.ts'
import { choices, DecisionPanel } from './decision-panel.tsx'
import { FourEyes } from './four-eyes.tsx'
import { KnownCase } from './known-case.tsx'
import { standingOf } from './lease.ts'
import { momentsOf, stepMoment } from './moments.ts'
import { byUrgency } from './open-checks.ts'
import { PastBar } from './past-bar.tsx'
import { useCaseActions } from './use-case-actions.ts'
import { useDraft } from './use-draft.ts'
import { focusField, useFieldKeys } from './use-field-keys.ts'
import { useLease } from './use-lease.ts'
import { usePast } from './use-past.ts'
import { useRoomyMenu } from './use-roomy-menu.ts'
import { useSendKey } from './use-send-key.ts'

/** One case on the reviewer's bench: what there is to see, and what is made of it. */
export function CaseBench({
  reviewed,
  onChange,
  onReload,
}: {
  readonly reviewed: LoadedCase
  readonly onChange: (change: CaseChange) => void
  readonly onReload: () => Promise<void>
}) {
  const { t } = useWords()
  const notify = useNotify()
  const navigate = useNavigate()
  const viewer = useViewer()
  const mayReview = useMayDo('review')
  const mayTakeOver = useMayDo('takeOver')
  const nowMs = useNow()
  const online = useOnline()
  const viewerId = viewer?.id ?? null
  const standing = standingOf(reviewed, viewerId, mayReview && reviewed.closedToMe === null, nowMs)
  const actions = useCaseActions(reviewed, onChange, onReload)
  const { takeNext } = useTakeNext(null)
  const [nextAtOnce, setNextAtOnce] = useStore('case.nextAtOnce', false)
  const { past, setPast, pastCase } = usePast(reviewed.id)
  const { draft, change, restored, forget } = useDraft(reviewed.id, reviewed.draftKey)
  const sendKey = useSendKey()
  const [baseline, setBaseline] = useState(() => baselineOf(reviewed))
  const [hadIt, setHadIt] = useState(false)
  if (standing === 'MINE' && !hadIt) setHadIt(true)
  const [confirming, setConfirming] = useState(false)
  const [takingOver, setTakingOver] = useState(false)
  const [shownSlot, setShownSlot] = useState<Slot | null>(null)

  const { session } = reviewed
  const latest = session.attempts.toSorted((a, b) => a.number - b.number).at(-1)
  const checks = useMemo(() => byUrgency(latest?.checks ?? []), [latest])
  const moments = useMemo(() => momentsOf(reviewed), [reviewed])
  const changes = changesSince(baseline, reviewed, viewerId)
  const written = !isEmpty(draft)
  const decidable = standing !== 'CLOSED' && standing !== 'LOOKING' && past === null
  // with changes that were not looked at, the server is told of the version that was, and refuses
  const seenVersion = changes.length === 0 ? reviewed.version : baseline.version
  const blocked = reviewed.awaitsMasking || standing !== 'MINE' || changes.length > 0 || !online
  const slots = slotsByMethod[session.method] ?? []

  const write = (next: typeof draft) => {
    if (standing === 'MINE' || (written && decidable)) change(next)
    else if (standing === 'FREE') notify(t.case.notYours, { type: 'info' })
  }
  const choose = (resolution: Resolution) => write(chooseResolution(draft, resolution, checks))
  const ask = () => {
    if (!blocked && draftProblem(draft, reviewed.checklist) === null) setConfirming(true)
  }
  const confirm = async () => {
    if (draft.resolution === null) return
    const done = await actions.resolve(draft, seenVersion, sendKey(draft, seenVersion))
    setConfirming(false)
    if (!done) return
    notify(t.case.done(t.decisionOutcomes[draft.resolution]), { type: 'success' })
    forget()
    void onReload()
    if (nextAtOnce) void takeNext()
  }
  const take = () => {
    if (standing === 'TAKEN' && mayTakeOver) setTakingOver(true)
    else if (standing === 'FREE') void actions.claim(false)
  }
  const release = async () => {
    if (standing !== 'MINE' || !(await actions.release())) return
    setHadIt(false)
    forget()
    notify(t.case.released, { type: 'info' })
    void navigate('/cases')
  }
  const tick = () => {
    const [next] = itemsLeft(draft, reviewed.checklist)
    if (!next) return
    write(changeItem(draft, next.id, { ticked: true }))
    if (next.noteRequired) {
      setTimeout(() =>
        document.querySelector<HTMLElement>(`[data-item="${next.id}"] input[type="text"]`)?.focus(),
      )
    }
  }

  useRoomyMenu()
  useLease(reviewed, standing === 'MINE', onChange, (error) => void actions.explain(error))
  useFieldKeys(ask)
  useShortcuts('CASE', {
    approve: () => decidable && choose('APPROVE'),
    decline: () => decidable && choose('DECLINE'),
    askAgain: () => decidable && choose('ASK_AGAIN'),
    askPicture: () => {
      if (decidable && shownSlot && slots.includes(shownSlot))
        write(toggleSlot(draft, shownSlot, checks))
    },
    reasons: () => focusField('reasons'),
    note: () => focusField('note'),
    message: () => focusField('message'),
    tick: () => decidable && tick(),
    confirm: ask,
    earlier: () => setPast(stepMoment(moments, past, -1)),
    later: () => past !== null && setPast(stepMoment(moments, past, 1)),
    take,
    release: () => void release(),
    takeNext: () => mayReview && void takeNext(),
    queue: () => void navigate('/cases'),
  })
  // what is written is kept in this tab, but not beyond it
  const unfinished = standing === 'MINE' && written
  useEffect(() => {
    if (!unfinished) return undefined
    const stop = (event: BeforeUnloadEvent) => event.preventDefault()
    globalThis.addEventListener('beforeunload', stop)
    return () => globalThis.removeEventListener('beforeunload', stop)
  }, [unfinished])
  // back from where there was no network: how do things stand?
  useEffect(() => {
    const look = () => void onReload()
    globalThis.addEventListener('online', look)
    return () => globalThis.removeEventListener('online', look)
  }, [onReload])

  const choice = choices.find(({ resolution }) => resolution === draft.resolution)
  const shown = pastCase ?? reviewed
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 'calc(100vh - 48px)',
        height: { lg: 'calc(100vh - 48px)' },
      }}
    >
      <Title title={t.case.title(session.applicant.externalId)} />
      <CaseHeader
        reviewed={shown}
        standing={past === null ? standing : null}
        mayTakeOver={mayTakeOver}
        busy={actions.busy}
        onTake={take}
        onRelease={() => void release()}
      />
      <PersonalBar session={shown.session} flat />
      {past !== null && <PastBar moments={moments} past={past} onPast={setPast} />}
      <CaseView
        key={past ?? 'now'}
        shown={shown}
        reviewed={reviewed}
        past={past}
        onPast={setPast}
        onBack={() => {
          if (past !== null) setPast(null)
          else if (draft.resolution === null) return false
          else change({ ...draft, resolution: null })
          return true
        }}
        onSlot={setShownSlot}
      >
        {past === null && (
          <Card sx={{ overflowY: 'auto', maxHeight: { lg: '64%' }, flexShrink: 0 }}>
            <FourEyes reviewed={reviewed} />
            <CaseNotice
              reviewed={reviewed}
              standing={standing}
              lost={hadIt && standing !== 'MINE'}
              written={written}
              restored={restored}
              changes={changes}
              onTake={take}
              onSeen={() => setBaseline(baselineOf(reviewed))}
            />
            <KnownCase reviewed={reviewed} />
            {decidable && (
              <>
                <DecisionPanel
                  draft={draft}
                  slots={slots}
                  checklist={reviewed.checklist}
                  checks={checks}
                  language={session.locale}
                  disabled={standing !== 'MINE' && !written}
                  blocked={blocked}
                  onChoose={choose}
                  onDraft={write}
                  onConfirm={ask}
                />
                <FormControlLabel
                  sx={{ px: 1.5, pb: 0.5 }}
                  control={
                    <Switch
                      size="small"
                      checked={nextAtOnce}
                      onChange={() => setNextAtOnce(!nextAtOnce)}
                    />
                  }
                  label={<Typography variant="body2">{t.case.nextAtOnce}</Typography>}
                />
              </>
            )}
          </Card>
        )}
      </CaseView>
      {choice && (
        <ConfirmDialog
          open={confirming}
          title={t.case.confirmTitle(t.resolutions[choice.resolution])}
          confirm={t.resolutions[choice.resolution]}
          tone={choice.color}
          busy={actions.busy}
          onConfirm={() => void confirm()}
          onClose={() => setConfirming(false)}
        >
          <Typography sx={{ fontWeight: 600 }}>{session.applicant.externalId}</Typography>
          {draft.reasonCodes.length > 0 && (
            <Typography>
              <Reasons codes={draft.reasonCodes} />
            </Typography>
          )}
          <Typography color="text.secondary" sx={{ mt: 1 }}>
            {t.case.confirmHelp}
          </Typography>
        </ConfirmDialog>
      )}
      <ConfirmDialog
        open={takingOver}
        title={t.case.takeOver}
        confirm={t.case.takeOver}
        tone="warning"
        busy={actions.busy}
        onConfirm={() => void actions.claim(true).then(() => setTakingOver(false))}
        onClose={() => setTakingOver(false)}
      >
        {t.case.takeOverHelp(reviewed.assignee?.displayName ?? t.app.none)}
      </ConfirmDialog>
    </Box>
  )
}
