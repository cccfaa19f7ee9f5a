import type { ComponentType } from 'react'
import type { Words } from '../words/words.ts'
import { signalsOf } from './alert-rows.ts'
import { AlertsPanel } from './alerts-panel.tsx'
import type { LoadedCase, LoadedCheck } from './case-types.ts'
import { CheckPanel } from './check-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'

export interface PanelProps {
  /** The case as it is shown: now, or as it was. */
  readonly shown: LoadedCase
  /** The case as it is. */
  readonly reviewed: LoadedCase
  /** Of the latest attempt, the most urgent first; those that the reviewer hides are left out. */
  readonly checks: readonly LoadedCheck[]
  readonly chosen: string | null
  readonly onCheck: (key: string) => void
  /** The moment that is shown; null: now. */
  readonly past: string | null
  readonly onPast: (moment: string | null) => void
}

interface SidePanel {
  readonly key: string
  readonly label: (t: Words) => string
  /** How much waits there to be seen; 0: no number. */
  readonly count: (shown: LoadedCase, checks: readonly LoadedCheck[]) => number
  readonly Panel: ComponentType<PanelProps>
  /** Its rows go to the edge. */
  readonly flush: boolean
}

/** The tabs at the side of a case. Whatever else there is to know about one is a row more. */
export const sidePanels: readonly SidePanel[] = [
  { key: 'checks', label: (t) => t.case.checks, count: () => 0, Panel: CheckPanel, flush: true },
  {
    key: 'alerts',
    label: (t) => t.casePage.alerts,
    count: (shown, checks) => signalsOf(checks).length + (shown.session.samePerson?.length ?? 0),
    Panel: AlertsPanel,
    flush: false,
  },
  { key: 'rules', label: (t) => t.case.trace, count: () => 0, Panel: RulesPanel, flush: false },
  {
    key: 'history',
    label: (t) => t.case.history,
    count: () => 0,
    Panel: HistoryPanel,
    flush: false,
  },
]
