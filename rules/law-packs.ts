import { permissions, type Regime } from '../domain/regulation.ts'
import type { Comparison } from './condition.ts'
import type { Words } from './facts.ts'
import type { CheckProfile, Rule } from './profile-schema.ts'

/** A change of the law as a change of a profile, to be scheduled for its day. */
export interface LawPack {
  readonly id: string
  readonly regime: Regime
  /** First moment of the law's first day in Japan, ISO 8601. */
  readonly effectiveFrom: string
  readonly words: Words
  readonly help: Words
  readonly apply: (profile: CheckProfile) => CheckProfile
  readonly isIn: (profile: CheckProfile) => boolean
}

const imageOnly: Rule = {
  id: 'law-2027-04-01',
  name: {
    ja: '画像だけでは承認しない（2027年4月1日施行）',
    en: 'No approval by pictures alone (2027-04-01)',
  },
  // only a method that photographs the document has these checks say anything
  when: { any: [photographed('DOC_AUTHENTICITY'), photographed('THICKNESS')] },
  effect: {
    kind: 'REVIEW',
    reasonCodes: ['DOC_NOT_ACCEPTED'],
    queue: 'law-2027-04',
    priority: 50,
    outsource: false,
    secondPerson: false,
  },
}

/** Nearest first. */
export const lawPacks: readonly LawPack[] = [
  {
    // 犯罪収益移転防止法施行規則6条1項1号ホ is abolished on 2027-04-01
    id: 'APTCP_2027_04_01',
    regime: 'APTCP',
    effectiveFrom: dayAfterEnd(),
    words: { ja: 'ホ方式の廃止（犯収法施行規則）', en: 'End of method ホ (APTCP rules)' },
    help: {
      ja: '画像だけの本人確認は承認できなくなります。承認の前に、画像による申請を目視審査へ送るルールを加えた下書きを用意できます。',
      en: 'Pictures alone identify nobody any more. A draft can be begun that sends applications by pictures to a person before any approval.',
    },
    apply: withImageOnly,
    isIn: ({ rules }) => rules.some(({ id }) => id === imageOnly.id),
  },
]

/** The pack whose change a profile carries, or null. */
export const lawPackOf = (profile: CheckProfile): LawPack | null =>
  lawPacks.find(({ isIn }) => isIn(profile)) ?? null

/** What declines or asks again goes on as it is; nothing is approved behind it. */
function withImageOnly(profile: CheckProfile): CheckProfile {
  const rules = profile.rules.filter(({ id }) => id !== imageOnly.id)
  const firstApproval = rules.findIndex(({ effect }) => effect.kind === 'APPROVE')
  const place = firstApproval === -1 ? rules.length : firstApproval
  return {
    ...profile,
    // switched off, they would say nothing of how the document came in
    checks: { ...profile.checks, DOC_AUTHENTICITY: { on: true } },
    rules: rules.toSpliced(place, 0, imageOnly),
  }
}

function photographed(check: 'DOC_AUTHENTICITY' | 'THICKNESS'): Comparison {
  return { fact: `${check}.outcome`, operator: 'ONE_OF', value: ['PASS', 'FAIL', 'UNCERTAIN'] }
}

function dayAfterEnd(): string {
  const ho = permissions.find(({ regime, method }) => regime === 'APTCP' && method === 'DOC_SELFIE')
  const end = new Date(`${ho?.validTo ?? '2027-03-31'}T00:00:00+09:00`)
  return new Date(end.getTime() + 86_400_000).toISOString()
}
