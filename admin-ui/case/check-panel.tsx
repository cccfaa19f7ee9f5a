import { CheckList } from './check-list.tsx'
import type { PanelProps } from './side-panels.ts'

export const CheckPanel = ({ checks, chosen, onCheck }: PanelProps) => (
  <CheckList checks={checks} chosen={chosen} onChoose={onCheck} />
)
