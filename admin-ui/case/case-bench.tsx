import { Alert, Box, Card, FormControlLabel, Switch, Tab, Tabs, Typography } from '@mui/material'
import { useEffect, useMemo, useReducer, useState } from 'react'
import { Title, useNotify, useStore } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Resolution } from '../../domain/case-state.ts'
import { slotsByMethod } from '../../domain/method.ts'
import { useMayDo, useViewer } from '../auth/use-viewer.ts'
import { useTakeNext } from '../cases/use-take-next.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { layTable, nextTable } from '../pictures/light-table.ts'
import { Pictures } from '../pictures/pictures.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Reasons } from '../parts/codes.tsx'
import { useNow } from '../parts/use-now.ts'
import { useChosenCheck } from './use-chosen-check.ts'
import { useWords } from '../words/use-words.ts'
import { CaseHeader } from './case-header.tsx'
import type { CaseChange, LoadedCase } from './case-types.ts'
import { CheckList } from './check-list.tsx'
import { chooseResolution, draftProblem, emptyDraft } from './decision-draft.ts'
import { choices, DecisionPanel } from './decision-panel.tsx'
import { FieldTable } from './field-table.tsx'
import { History } from './history.tsx'
import { standingOf } from './lease.ts'
import { byUrgency, isOpen } from './open-checks.ts'
import { Decisions } from './rule-trace.tsx'
import { useCaseActions } from './use-case-actions.ts'
import { useLease } from './use-lease.ts'

type SideTab = 'checks' | 'trace' | 'history'

/** One case on the reviewer's bench: pictures and fields on the left, checks and the decision on the right. */
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
  const standing = standingOf(reviewed, viewer?.id ?? null, mayReview, nowMs)
  const actions = useCaseActions(reviewed, onChange, onReload)
  const { takeNext } = useTakeNext(null)
  const [nextAtOnce, setNextAtOnce] = useStore('case.nextAtOnce', false)

  const { session } = reviewed
  const attempt = session.attempts.reduce<(typeof session.attempts)[number] | null>(
    (latest, each) => (latest === null || each.number > latest.number ? each : latest),
    null,
  )
  const captures = useMemo(
    () => (attempt?.captures ?? []).toSorted((a, b) => Number(a.superseded) - Number(b.superseded)),
    [attempt],
  )
  const checks = useMemo(() => byUrgency(attempt?.checks ?? []), [attempt])
  const [table, onTable] = useReducer(nextTable, captures, layTable)
  const looked = useChosenCheck(checks, captures, onTable)
  const [allChecks, setAllChecks] = useState(true)
  const [tab, setTab] = useState<SideTab>('checks')
  const [draft, setDraft] = useState(emptyDraft)
  const [confirming, setConfirming] = useState<string | null>(null)
  const [takingOver, setTakingOver] = useState(false)
  const shownChecks = allChecks ? checks : checks.filter(isOpen)

  const chooseCheck = (key: string) => {
    setTab('checks')
    looked.choose(key)
  }
  const stepCheck = (by: number) => {
    const index = shownChecks.findIndex(({ key }) => key === looked.chosen)
    const next = shownChecks[Math.min(shownChecks.length - 1, Math.max(0, index + by))]
    if (next && next.key !== looked.chosen) chooseCheck(next.key)
  }
  const choose = (resolution: Resolution) => {
    if (standing === 'MINE') setDraft(chooseResolution(draft, resolution, checks))
    else if (standing === 'FREE') notify(t.case.notYours, { type: 'info' })
  }
  // one key a decision: sent twice, it counts once
  const ask = () => {
    if (standing === 'MINE' && draftProblem(draft) === null) setConfirming(crypto.randomUUID())
  }
  const confirm = async () => {
    if (confirming === null || draft.resolution === null) return
    const done = await actions.resolve(draft, confirming)
    setConfirming(null)
    if (!done) return
    notify(t.case.done(t.decisionOutcomes[draft.resolution]), { type: 'success' })
    void onReload()
    if (nextAtOnce) void takeNext()
  }
  const take = () => {
    if (standing === 'TAKEN' && mayTakeOver) setTakingOver(true)
    else if (standing === 'FREE') void actions.claim(false)
  }
  const release = async () => {
    if (standing !== 'MINE' || !(await actions.release())) return
    notify(t.case.released, { type: 'info' })
    void navigate('/cases')
  }

  useLease(reviewed, standing === 'MINE', onChange, (error) => void actions.explain(error))
  useShortcuts('CASE', {
    nextCheck: () => stepCheck(1),
    previousCheck: () => stepCheck(-1),
    approve: () => choose('APPROVE'),
    decline: () => choose('DECLINE'),
    askAgain: () => choose('ASK_AGAIN'),
    confirm: ask,
    back: () =>
      draft.resolution === null ? looked.point([]) : setDraft({ ...draft, resolution: null }),
    take,
    release: () => void release(),
    takeNext: () => mayReview && void takeNext(),
    queue: () => void navigate('/cases'),
  })
  // a half-written decision should not be closed by accident
  const unfinished = standing === 'MINE' && draft.resolution !== null
  useEffect(() => {
    if (!unfinished) return undefined
    const stop = (event: BeforeUnloadEvent) => event.preventDefault()
    globalThis.addEventListener('beforeunload', stop)
    return () => globalThis.removeEventListener('beforeunload', stop)
  }, [unfinished])

  const choice = choices.find(({ resolution }) => resolution === draft.resolution)
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 'calc(100vh - 52px)' }}>
      <Title title={t.case.title(session.applicant.externalId)} />
      <CaseHeader
        reviewed={reviewed}
        standing={standing}
        mayTakeOver={mayTakeOver}
        busy={actions.busy}
        onTake={take}
        onRelease={() => void release()}
      />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 440px' },
          gap: 1.25,
          p: 1.25,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 1.25, minWidth: 0 }}>
          <Pictures
            captures={captures}
            table={table}
            evidence={looked.evidence}
            onTable={onTable}
          />
          <Card sx={{ overflowX: 'auto' }}>
            {session.declared === null && (
              <Typography variant="body2" color="text.secondary" sx={{ px: 2, pt: 1 }}>
                {t.sessions.noDeclared}
              </Typography>
            )}
            <FieldTable
              fields={attempt?.fields ?? []}
              captures={captures}
              documentType={session.documentType}
              onPoint={(place) => looked.point([place])}
            />
          </Card>
        </Box>
        <Box
          sx={{
            display: 'grid',
            gridTemplateRows: 'minmax(0, 1fr) auto',
            gap: 1.25,
            position: { lg: 'sticky' },
            top: { lg: 60 },
            height: { lg: 'calc(100vh - 124px)' },
            minWidth: 0,
          }}
        >
          <Card
            sx={{ display: 'flex', flexDirection: 'column', minHeight: 120, overflow: 'hidden' }}
          >
            <Box
              sx={{
                display: 'flex',
                alignItems: 'center',
                borderBottom: 1,
                borderColor: 'divider',
                pr: 1,
              }}
            >
              <Tabs
                value={tab}
                onChange={(_event, next: SideTab) => setTab(next)}
                sx={{
                  flex: 1,
                  minHeight: 38,
                  '& .MuiTab-root': { minHeight: 38, py: 0.5, minWidth: 64 },
                }}
              >
                <Tab value="checks" label={t.case.checks} />
                <Tab value="trace" label={t.case.trace} />
                <Tab value="history" label={t.case.history} />
              </Tabs>
              {tab === 'checks' && (
                <FormControlLabel
                  control={
                    <Switch
                      size="small"
                      checked={!allChecks}
                      onChange={() => setAllChecks(!allChecks)}
                    />
                  }
                  label={<Typography variant="body2">{t.case.hidePassed}</Typography>}
                  sx={{ mr: 0 }}
                />
              )}
            </Box>
            <Box
              role="tabpanel"
              // it scrolls, so the keyboard must reach it
              tabIndex={0}
              aria-label={
                { checks: t.case.checks, trace: t.case.trace, history: t.case.history }[tab]
              }
              sx={{ overflowY: 'auto', flex: 1, ...(tab !== 'checks' && { p: 1.5 }) }}
            >
              {tab === 'checks' && (
                <CheckList checks={shownChecks} chosen={looked.chosen} onChoose={chooseCheck} />
              )}
              {tab === 'trace' && <Decisions decisions={session.decisions} />}
              {tab === 'history' && <History events={session.history} />}
            </Box>
          </Card>
          <Card sx={{ overflowY: 'auto', maxHeight: { lg: '62vh' } }}>
            <Notice reviewed={reviewed} standing={standing} written={draft.resolution !== null} />
            {standing !== 'CLOSED' && standing !== 'LOOKING' && (
              <>
                <DecisionPanel
                  draft={draft}
                  slots={slotsByMethod[session.method] ?? []}
                  language={session.locale}
                  disabled={standing !== 'MINE'}
                  onChoose={choose}
                  onDraft={setDraft}
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
        </Box>
      </Box>
      {choice && (
        <ConfirmDialog
          open={confirming !== null}
          title={t.case.confirmTitle(t.resolutions[choice.resolution])}
          confirm={t.resolutions[choice.resolution]}
          tone={choice.color}
          busy={actions.busy}
          onConfirm={() => void confirm()}
          onClose={() => setConfirming(null)}
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

function Notice({
  reviewed,
  standing,
  written,
}: {
  readonly reviewed: LoadedCase
  readonly standing: ReturnType<typeof standingOf>
  readonly written: boolean
}) {
  const { t } = useWords()
  if (standing === 'MINE') return null
  if (standing === 'CLOSED') {
    return (
      <Alert severity="info" sx={{ borderRadius: 0 }}>
        {reviewed.resolution
          ? t.case.resolvedAs(t.resolutions[reviewed.resolution])
          : t.case.withdrawn}
      </Alert>
    )
  }
  const text = {
    FREE: written ? t.case.leaseLost : t.case.notYours,
    TAKEN: t.case.takenBy(reviewed.assignee?.displayName ?? t.app.none),
    LOOKING: t.case.readOnly,
  }[standing]
  return (
    <Alert severity={written ? 'warning' : 'info'} sx={{ borderRadius: 0 }}>
      {text}
    </Alert>
  )
}
