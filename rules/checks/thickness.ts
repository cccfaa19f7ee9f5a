import type { CheckResult } from '../../domain/check.ts'
import type { CheckInput } from './check-input.ts'
import { skipped, slotEvidence, unavailable } from './check-result.ts'

/** 厚み: the tilted document has the edge of a card and the face of the front (厚みその他の特徴, 施行規則6条1項1号ホ). */
export function checkThickness(input: CheckInput): CheckResult {
  if (!input.slots.includes('THICKNESS')) return skipped('THICKNESS')
  const { thickness } = input
  if (!thickness) return unavailable('THICKNESS')
  const reasons =
    thickness.reasonCodes.length > 0 ? thickness.reasonCodes : ['THICKNESS_NG' as const]
  return {
    key: 'THICKNESS',
    outcome: thickness.accepted ? 'PASS' : 'FAIL',
    score: null,
    reasonCodes: thickness.accepted ? [] : [...reasons],
    evidence: [slotEvidence('THICKNESS')],
    facts: {
      thicknessMm: thickness.thicknessMm,
      tiltDegrees: thickness.tiltDegrees,
      usableFrames: thickness.usableFrames,
      portraitScore: thickness.portraitScore,
    },
    by: thickness.by,
  }
}
