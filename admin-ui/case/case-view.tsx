import { Box, Card, FormControlLabel, Switch, Tab, Tabs, Typography } from '@mui/material'
import { useEffect, useEffectEvent, useMemo, useReducer, type ReactNode } from 'react'
import { useStore } from 'react-admin'
import type { Slot } from '../../domain/method.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { layTable, nextTable } from '../pictures/light-table.ts'
import { Pictures } from '../pictures/pictures.tsx'
import { useWords } from '../words/use-words.ts'
import type { LoadedCase } from './case-types.ts'
import { FieldTable } from './field-table.tsx'
import { byUrgency, isOpen } from './open-checks.ts'
import { sidePanels } from './side-panels.ts'
import { useChosenCheck } from './use-chosen-check.ts'

/** What there is to see of a case, now or then: pictures and fields on the left, checks and what else there is on the right. */
export function CaseView({
  shown,
  reviewed,
  past,
  onPast,
  onBack,
  onSlot,
  children,
}: {
  readonly shown: LoadedCase
  readonly reviewed: LoadedCase
  readonly past: string | null
  readonly onPast: (moment: string | null) => void
  /** Esc. @returns whether it had something to go back from */
  readonly onBack: () => boolean
  /** The picture that the keys go to is one of this slot. */
  readonly onSlot: (slot: Slot | null) => void
  /** Under the tabs: the decision. */
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const { session } = shown
  const attempt = session.attempts.toSorted((a, b) => a.number - b.number).at(-1) ?? null
  // what was not asked for again stays from the attempt before
  const captures = useMemo(
    () =>
      session.attempts
        .flatMap((each) => each.captures)
        .filter(({ accepted, superseded }) => accepted && !superseded)
        .concat(
          session.attempts
            .flatMap((each) => each.captures)
            .filter(({ accepted, superseded }) => !accepted || superseded),
        ),
    [session.attempts],
  )
  const checks = useMemo(() => byUrgency(attempt?.checks ?? []), [attempt])
  const [table, onTable] = useReducer(nextTable, captures, layTable)
  const looked = useChosenCheck(checks, captures, onTable)
  const [onlyOpen, setOnlyOpen] = useStore('case.onlyOpen', false)
  const [tab, setTab] = useStore('case.tab', 'checks')
  const shownChecks = onlyOpen ? checks.filter(isOpen) : checks

  const activeId = table.panes[table.active].captureId
  const activeSlot = captures.find(({ id }) => id === activeId)?.slot ?? null
  const tellSlot = useEffectEvent(onSlot)
  useEffect(() => tellSlot(activeSlot), [activeSlot])

  const chooseCheck = (key: string) => {
    setTab('checks')
    looked.choose(key)
  }
  const stepCheck = (by: number) => {
    const index = shownChecks.findIndex(({ key }) => key === looked.chosen)
    const next = shownChecks[Math.min(shownChecks.length - 1, Math.max(0, index + by))]
    if (next && next.key !== looked.chosen) chooseCheck(next.key)
  }
  const present = sidePanels.find(({ key }) => key === tab) ?? sidePanels[0]
  useShortcuts('CASE', {
    nextCheck: () => stepCheck(1),
    previousCheck: () => stepCheck(-1),
    nextTab: () => {
      const index = sidePanels.findIndex(({ key }) => key === present?.key)
      setTab(sidePanels[(index + 1) % sidePanels.length]?.key ?? 'checks')
    },
    back: () => {
      if (!onBack()) looked.point([])
    },
  })

  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 430px' },
        gap: 1.25,
        p: 1.25,
        flex: 1,
        minHeight: 0,
        alignItems: { xs: 'start', lg: 'stretch' },
        ...(past !== null && { outline: '4px solid #ffd54f', outlineOffset: '-4px' }),
      }}
    >
      <Box
        role="region"
        aria-label={t.case.pictures}
        // it scrolls, so the keyboard must reach it
        tabIndex={0}
        sx={{
          display: 'flex',
          flexDirection: 'column',
          gap: 1.25,
          minWidth: 0,
          minHeight: 0,
          overflowY: { lg: 'auto' },
        }}
      >
        <Pictures
          captures={captures}
          checks={checks}
          documentType={session.documentType}
          table={table}
          evidence={looked.evidence}
          chosen={looked.chosen}
          onTable={onTable}
          onCheck={chooseCheck}
        />
        <Card sx={{ overflowX: 'auto', flexShrink: 0 }}>
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
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.25, minWidth: 0, minHeight: 0 }}>
        <Card
          sx={{
            display: 'flex',
            flexDirection: 'column',
            flex: 1,
            minHeight: 120,
            overflow: 'hidden',
          }}
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
              value={present?.key}
              onChange={(_event, next: string) => setTab(next)}
              sx={{
                flex: 1,
                minHeight: 36,
                '& .MuiTab-root': { minHeight: 36, py: 0.5, px: 1.25, minWidth: 0 },
              }}
            >
              {sidePanels.map(({ key, label, count }) => {
                const waiting = count(shown, checks)
                return (
                  <Tab
                    key={key}
                    value={key}
                    label={waiting > 0 ? `${label(t)} (${waiting})` : label(t)}
                    sx={{ ...(waiting > 0 && { color: 'error.main' }) }}
                  />
                )
              })}
            </Tabs>
            {present?.key === 'checks' && (
              <FormControlLabel
                control={
                  <Switch size="small" checked={onlyOpen} onChange={() => setOnlyOpen(!onlyOpen)} />
                }
                label={<Typography variant="caption">{t.case.hidePassed}</Typography>}
                sx={{ mr: 0 }}
              />
            )}
          </Box>
          <Box
            role="tabpanel"
            // it scrolls, so the keyboard must reach it
            tabIndex={0}
            aria-label={present?.label(t)}
            sx={{ overflowY: 'auto', flex: 1, ...(!present?.flush && { p: 1.5 }) }}
          >
            {present && (
              <present.Panel
                shown={shown}
                reviewed={reviewed}
                checks={present.flush ? shownChecks : checks}
                chosen={looked.chosen}
                onCheck={chooseCheck}
                past={past}
                onPast={onPast}
              />
            )}
          </Box>
        </Card>
        {children}
      </Box>
    </Box>
  )
}
