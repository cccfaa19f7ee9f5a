import { Decisions } from './rule-trace.tsx'
import type { PanelProps } from './side-panels.ts'

export const RulesPanel = ({ shown }: PanelProps) => (
  <Decisions decisions={shown.session.decisions} />
)
