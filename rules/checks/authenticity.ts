import type { CheckResult } from '../../domain/check.ts'
import type { AuthenticitySignal } from '../../domain/findings.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { CheckInput } from './check-input.ts'
import { unavailable } from './check-result.ts'

/** 書類真贋: copies, screens and tampering. A contradiction in dates, number or belt colour alone never fails a document. */
export function checkAuthenticity(
  input: Pick<CheckInput, 'authenticity' | 'thresholds'>,
): CheckResult {
  const { authenticity, thresholds } = input
  if (!authenticity) return unavailable('DOC_AUTHENTICITY')
  const suspicious = authenticity.signals.filter(({ score }) => score >= thresholds.copySuspicion)
  const certain = suspicious.some(
    ({ kind, score }) => isCopy(kind) && score >= thresholds.copyCertainty,
  )
  const scoreOf = (kind: AuthenticitySignal['kind']): number | null => {
    const scores = authenticity.signals.filter((each) => each.kind === kind)
    return scores.length === 0 ? null : Math.max(...scores.map(({ score }) => score))
  }
  return {
    key: 'DOC_AUTHENTICITY',
    outcome: certain ? 'FAIL' : suspicious.length > 0 ? 'UNCERTAIN' : 'PASS',
    score: 1 - Math.max(0, ...authenticity.signals.map(({ score }) => score)),
    reasonCodes: [...new Set(suspicious.map(({ kind }) => reasonOf[kind]))],
    evidence: suspicious.map(({ kind, slot, box }) => ({ slot, box, label: kind })),
    facts: {
      screen: scoreOf('SCREEN'),
      print: scoreOf('PRINT'),
      grey: scoreOf('GREY'),
      beltColour: scoreOf('BELT_COLOUR'),
      dates: scoreOf('DATES'),
      number: scoreOf('NUMBER'),
    },
    by: authenticity.by,
  }
}

const isCopy = (kind: AuthenticitySignal['kind']): boolean =>
  kind === 'SCREEN' || kind === 'PRINT' || kind === 'GREY'

const reasonOf: Record<AuthenticitySignal['kind'], ReasonCode> = {
  SCREEN: 'SCREEN_SUSPECT',
  PRINT: 'COPY_SUSPECT',
  GREY: 'COPY_SUSPECT',
  BELT_COLOUR: 'TAMPER_SUSPECT',
  DATES: 'TAMPER_SUSPECT',
  NUMBER: 'TAMPER_SUSPECT',
}
