import { readTenant } from '../../db/reads/tenants.ts'
import { methods, slotsByMethod, type Method } from '../../domain/method.ts'
import { dayInJapan } from '../../domain/japan-days.ts'
import { mayStart } from '../../domain/regulation.ts'
import { builder } from '../builder.ts'
import { MethodEnum, RegimeEnum } from '../enums.ts'

interface RegulationEntry {
  readonly method: Method
  readonly allowedToday: boolean
  readonly label: string
  readonly endsOn: string | null
  readonly runs: boolean
}

const RegulationEntryRef = builder.objectRef<RegulationEntry>('RegulationEntry').implement({
  fields: (t) => ({
    method: t.expose('method', { type: MethodEnum }),
    allowedToday: t.exposeBoolean('allowedToday', { description: 'Or on the day asked for.' }),
    label: t.exposeString('label', {
      description: 'The law’s own name of the method; empty where it has none.',
    }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true }),
    runs: t.exposeBoolean('runs', { description: 'Whether this version of Kakunin runs it.' }),
  }),
})

builder.queryField('regulation', (t) =>
  t.field({
    type: [RegulationEntryRef],
    description:
      'What a regime, or else the tenant’s, allows on a day, or else today, and until when.',
    authScopes: { principal: true },
    args: { on: t.arg({ type: 'Date' }), regime: t.arg({ type: RegimeEnum }) },
    async resolve(_root, { regime, on }, context) {
      const law = regime ?? (await context.inTenant(readTenant))?.settings.regime ?? 'NONE'
      const day = on ?? dayInJapan(context.dependencies.clock())
      return methods.map((method): RegulationEntry => {
        const answer = mayStart(law, method, day)
        const runs = slotsByMethod[method] !== undefined
        return answer.allowed
          ? { method, allowedToday: true, label: answer.label ?? '', endsOn: answer.endsOn, runs }
          : { method, allowedToday: false, label: '', endsOn: answer.endedOn, runs }
      })
    },
  }),
)
