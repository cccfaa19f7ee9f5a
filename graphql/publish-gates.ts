import type { Trx } from '../db/client.ts'
import type { CheckProfileVersion } from '../db/reads/check-profiles.ts'
import { readTenant } from '../db/reads/tenants.ts'
import { isSamePerson } from '../db/settings/check-profile-edit.ts'
import { DomainError } from '../domain/errors.ts'
import { dayInJapan } from '../domain/japan-days.ts'
import type { GoldenState } from '../rules/golden-case.ts'
import { lintProfile } from '../rules/lint.ts'
import type { Words } from '../rules/facts.ts'
import type { CheckProfile } from '../rules/profile-schema.ts'
import { judgeGoldenCases } from './golden-verdicts.ts'

/** What a publisher is about to put in force. */
export interface PublishCandidate {
  readonly version: CheckProfileVersion
  readonly profile: CheckProfile
  /** Every version of the profile, this one too. */
  readonly siblings: readonly CheckProfileVersion[]
  readonly publisherId: string
  readonly effectiveFrom: Date
}

export interface GateAnswer {
  readonly state: 'OK' | 'WARNS' | 'BLOCKS'
  readonly words: Words
}
export interface GateVerdict extends GateAnswer {
  /** Stable; a user interface may know it. */
  readonly name: string
}

type Gate = (trx: Trx, candidate: PublishCandidate) => GateAnswer | Promise<GateAnswer>

/** What stands between a submission and the applicants: a row each, asked when a version is looked at and when it is published. */
const gates: Readonly<Record<string, Gate>> = {
  FOUR_EYES: fourEyes,
  LINTER: linter,
  LAW: law,
  REGRESSION: regression,
  LOST_CHANGES: lostChanges,
  NEXT_VERSION: nextVersion,
}

/** Every gate's answer, in the order of the table. */
export async function askGates(
  trx: Trx,
  candidate: PublishCandidate,
): Promise<readonly GateVerdict[]> {
  const verdicts: GateVerdict[] = []
  for (const [name, gate] of Object.entries(gates)) {
    verdicts.push({ name, ...(await gate(trx, candidate)) })
  }
  return verdicts
}

async function fourEyes(trx: Trx, { version, publisherId }: PublishCandidate): Promise<GateAnswer> {
  return (await isSamePerson(trx, version.authorId, publisherId))
    ? {
        state: 'BLOCKS',
        words: { ja: '作成者本人は公開できません', en: 'Whoever wrote it can’t publish it' },
      }
    : {
        state: 'OK',
        words: {
          ja: '作成者とは別の人が公開します',
          en: 'Published by another person than its author',
        },
      }
}

function linter(_trx: Trx, { profile }: PublishCandidate): GateAnswer {
  const findings = lintProfile(profile)
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length
  if (errors > 0) {
    return {
      state: 'BLOCKS',
      words: {
        ja: `ルールに修正が必要な問題が${errors}件あります`,
        en: `The rules have ${errors} ${errors === 1 ? 'problem' : 'problems'} that must be mended`,
      },
    }
  }
  const warnings = findings.filter(({ severity }) => severity === 'WARNING').length
  if (warnings > 0) {
    return {
      state: 'WARNS',
      words: {
        ja: `ルールに確認したい点が${warnings}件あります`,
        en: `The rules have ${warnings} ${warnings === 1 ? 'point' : 'points'} to look at`,
      },
    }
  }
  return {
    state: 'OK',
    words: { ja: 'ルールに問題はありません', en: 'The rules have no problems' },
  }
}

/** The company's law on the version's first day, for the method that this release runs. */
async function law(trx: Trx, { profile, effectiveFrom }: PublishCandidate): Promise<GateAnswer> {
  const tenant = await readTenant(trx)
  if (!tenant) throw new DomainError('NOT_FOUND', 'no such tenant')
  const { regime } = tenant.settings
  const day = dayInJapan(effectiveFrom)
  const forbidden = lintProfile(profile, { regime, method: 'DOC_SELFIE', day }).some(
    ({ code }) => code === 'FORBIDDEN_BY_LAW',
  )
  return forbidden
    ? {
        state: 'WARNS',
        words: {
          ja: `${day}には、画像による確認方式での承認が法令で認められていません`,
          en: `On ${day} the law does not permit approving by pictures`,
        },
      }
    : {
        state: 'OK',
        words: {
          ja: '適用開始日の法令に反する承認はありません',
          en: 'Nothing is approved against the law of its first day',
        },
      }
}

/** Cases that reviewers froze: each must come out as they said. */
async function regression(trx: Trx, { version, profile }: PublishCandidate): Promise<GateAnswer> {
  const judged = await judgeGoldenCases(trx, version.profileId, profile)
  const count = (state: GoldenState) => judged.filter((each) => each.state === state).length
  const [red, untestable] = [count('RED'), count('UNTESTABLE')]
  if (red > 0) {
    return {
      state: 'BLOCKS',
      words: {
        ja: `回帰テスト${judged.length}件のうち${red}件が期待と異なります`,
        en: `${red} of ${judged.length} regression cases would be decided otherwise than expected`,
      },
    }
  }
  if (untestable > 0) {
    return {
      state: 'WARNS',
      words: {
        ja: `回帰テスト${untestable}件は、この版では確かめられません`,
        en: `${untestable} regression cases can’t be tested with this version`,
      },
    }
  }
  return {
    state: 'OK',
    words: {
      ja:
        judged.length === 0
          ? '回帰テストはありません'
          : `回帰テスト${judged.length}件は期待どおりです`,
      en:
        judged.length === 0
          ? 'There are no regression cases'
          : `All ${judged.length} regression cases come out as expected`,
    },
  }
}

/** A version that was put in force after this draft was begun: what it changed may be missing here. */
function lostChanges(_trx: Trx, { version, siblings }: PublishCandidate): GateAnswer {
  const newer = siblings.filter(
    ({ id, publishedAt }) => id !== version.id && publishedAt && publishedAt > version.createdAt,
  )
  const numbers = newer.map(({ number }) => number)
  return newer.length === 0
    ? {
        state: 'OK',
        words: {
          ja: '作成後に公開された版はありません',
          en: 'Nothing was published since this draft was begun',
        },
      }
    : {
        state: 'WARNS',
        words: {
          ja: `この版の作成後に第${numbers.join('・')}版が公開されました。その変更が失われないか確認してください`,
          en: `Version ${numbers.join(', ')} was published since this draft was begun; see that nothing of it is lost`,
        },
      }
}

/** A version that is scheduled for a later day takes over then, whatever this one says. */
function nextVersion(
  _trx: Trx,
  { version, siblings, effectiveFrom }: PublishCandidate,
): GateAnswer {
  const next = siblings
    .filter(
      (sibling) =>
        sibling.id !== version.id &&
        sibling.status === 'SCHEDULED' &&
        sibling.effectiveFrom &&
        sibling.effectiveFrom > effectiveFrom,
    )
    .map(({ number }) => number)
  return next.length === 0
    ? {
        state: 'OK',
        words: { ja: '後に続く予約はありません', en: 'No other version is scheduled after it' },
      }
    : {
        state: 'WARNS',
        words: {
          ja: `第${next.join('・')}版が後の日付で予約されています。その日からはそちらで判定されます`,
          en: `Version ${next.join(', ')} is scheduled for a later day and decides from then on`,
        },
      }
}
