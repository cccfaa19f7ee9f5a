import { checkKeys, type CheckKey, type CheckResult } from '../../domain/check.ts'
import { slots } from '../../domain/method.ts'
import { reasonCodes } from '../../domain/reason-codes.ts'
import { facts, type FactDescriptor } from '../../rules/facts.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import type { Random } from '../random.ts'
import { usualConstant } from './random-profile.ts'

/** Records of one attempt as the checks could give them: some skipped, some facts missing, now and then no record at all. */
export function randomResults(random: Random, profile: CheckProfile): readonly CheckResult[] {
  return checkKeys.flatMap((key) =>
    profile.checks[key].on
      ? random.next() < 0.05
        ? []
        : [randomResult(random, key)]
      : [{ ...nothing, key, outcome: 'SKIPPED' as const }],
  )
}

const nothing = {
  score: null,
  reasonCodes: [],
  evidence: [],
  facts: {},
  by: { engine: 'specimen', model: null, version: '1' },
}

function randomResult(random: Random, key: CheckKey): CheckResult {
  const outcome = random.pick(['PASS', 'PASS', 'FAIL', 'UNCERTAIN', 'SKIPPED'] as const)
  if (outcome === 'SKIPPED') return { ...nothing, key, outcome }
  const own = facts.filter(({ owner }) => owner === key)
  const valueOf = (fact: FactDescriptor) => (random.next() < 0.1 ? null : randomValue(random, fact))
  const score = own.find(({ id }) => id === `${key}.score`)
  const named = own.filter(
    ({ id, kind }) => id !== score?.id && id !== `${key}.outcome` && kind !== 'REASONS',
  )
  const given = score ? valueOf(score) : null
  return {
    ...nothing,
    key,
    outcome,
    score: typeof given === 'number' ? given : null,
    reasonCodes:
      outcome === 'PASS'
        ? []
        : [
            ...new Set([
              random.pick(reasonCodes),
              ...(random.next() < 0.3 ? [random.pick(reasonCodes)] : []),
            ]),
          ],
    evidence: random.next() < 0.5 ? [{ slot: random.pick(slots), box: null, label: null }] : [],
    facts: Object.fromEntries(named.map((fact) => [fact.id.slice(key.length + 1), valueOf(fact)])),
  }
}

function randomValue(random: Random, fact: FactDescriptor): number | string | boolean | null {
  switch (fact.kind) {
    case 'NUMBER':
      return usualConstant(fact, random)
    case 'FLAG':
      return random.next() < 0.5
    case 'ENUM':
      return random.pick(fact.values)
    case 'REASONS':
      return null
  }
}
