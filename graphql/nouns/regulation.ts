import { readTenant } from '../../db/reads/tenants.ts'
import { methods, type Method } from '../../domain/method.ts'
import { dayInJapan, mayStart } from '../../domain/regulation.ts'
import { builder } from '../builder.ts'
import { MethodEnum } from '../enums.ts'

interface RegulationEntry {
  readonly method: Method
  readonly allowedToday: boolean
  readonly label: string
  readonly endsOn: string | null
}

const RegulationEntryRef = builder.objectRef<RegulationEntry>('RegulationEntry').implement({
  fields: (t) => ({
    method: t.expose('method', { type: MethodEnum }),
    allowedToday: t.exposeBoolean('allowedToday'),
    label: t.exposeString('label', {
      description: 'The law’s own name of the method; empty where it has none.',
    }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true }),
  }),
})

builder.queryField('regulation', (t) =>
  t.field({
    type: [RegulationEntryRef],
    description: 'What the tenant’s regime allows today and until when.',
    authScopes: { principal: true },
    async resolve(_root, _args, context) {
      const tenant = await context.inTenant(readTenant)
      const today = dayInJapan(context.dependencies.clock())
      return methods.map((method): RegulationEntry => {
        const answer = mayStart(tenant?.settings.regime ?? 'NONE', method, today)
        return answer.allowed
          ? { method, allowedToday: true, label: answer.label ?? '', endsOn: answer.endsOn }
          : { method, allowedToday: false, label: '', endsOn: answer.endedOn }
      })
    },
  }),
)
