import type { CheckResult, Evidence } from '../../domain/check.ts'
import { builder } from '../builder.ts'
import { CheckOutcomeEnum, SlotEnum } from '../enums.ts'
import { BoxRef } from './box.ts'

const EvidenceRef = builder.objectRef<Evidence>('Evidence').implement({
  fields: (t) => ({
    slot: t.expose('slot', { type: SlotEnum }),
    box: t.expose('box', { type: BoxRef, nullable: true }),
    label: t.exposeString('label', { nullable: true }),
    atMs: t.float({
      nullable: true,
      description: 'In a film: when, by the clock of its frames; null: not seen, or no film.',
      resolve: ({ atMs }) => atMs ?? null,
    }),
    measured: t.float({
      nullable: true,
      description: 'What was measured there, in the unit of the check: degrees of a turn.',
      resolve: ({ measured }) => measured ?? null,
    }),
  }),
})

export const CheckRecordRef = builder.objectRef<CheckResult>('CheckRecord').implement({
  fields: (t) => ({
    key: t.exposeString('key'),
    outcome: t.expose('outcome', { type: CheckOutcomeEnum }),
    score: t.exposeFloat('score', { nullable: true }),
    reasonCodes: t.exposeStringList('reasonCodes'),
    evidence: t.field({
      type: [EvidenceRef],
      complexity: { field: 1, multiplier: 2 },
      resolve: (check) => check.evidence,
    }),
    facts: t.expose('facts', { type: 'JSON' }),
    engine: t.string({ resolve: (check) => check.by.engine }),
    model: t.string({ nullable: true, resolve: (check) => check.by.model }),
    version: t.string({ resolve: (check) => check.by.version }),
  }),
})
