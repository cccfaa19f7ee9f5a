import type { ComponentType } from 'react'
import type { LoadedCase } from './case-types.ts'
import { HandoverButton } from '../partners/handover-button.tsx'
import { SendForMasking } from '../masking/send-for-masking.tsx'
import { PrintButton } from './print-button.tsx'

export interface HeaderActionProps {
  readonly reviewed: LoadedCase
}

/** What can be done with a case besides deciding it, in the order of the buttons. */
export const headerActions: readonly {
  readonly key: string
  readonly Action: ComponentType<HeaderActionProps>
}[] = [
  { key: 'handover', Action: HandoverButton },
  { key: 'masking', Action: SendForMasking },
  { key: 'print', Action: PrintButton },
]
