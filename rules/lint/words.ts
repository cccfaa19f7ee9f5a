import type { Words } from '../facts.ts'
import type { LintCode } from './finding.ts'

/** Words of the findings. */
export const lintWords: Record<LintCode, Words> = {
  UNKNOWN_FACT: { ja: '存在しない項目を使っています', en: 'Uses a fact that does not exist' },
  OPERATOR_UNFIT: {
    ja: 'この項目には使えない比較です',
    en: 'This comparison does not fit the fact',
  },
  VALUE_UNFIT: { ja: '値がこの項目の範囲外です', en: 'The value does not fit the fact' },
  DUPLICATE_ID: {
    ja: '同じIDのルールがほかにあります',
    en: 'Another rule has the same id',
  },
  TOO_DEEP: {
    ja: '条件の入れ子が深すぎます（6段まで）',
    en: 'Conditions are nested too deep (six at most)',
  },
  APPROVES_BY_DEFAULT: {
    ja: '条件なしで承認することはできません',
    en: 'Nothing may be approved without a condition',
  },
  CHECK_OFF: {
    ja: 'オフの審査項目を参照しています',
    en: 'Speaks of a check that is switched off',
  },
  NEVER_HOLDS: {
    ja: '条件が矛盾しているか、オフの審査項目に頼っているため、成立しません',
    en: 'Can never hold: its conditions contradict each other or need a check that is off',
  },
  UNREACHABLE: {
    ja: '先のルールで必ず決まるため、実行されません',
    en: 'Is never reached: earlier rules decide every case',
  },
  SHADOWED: {
    ja: '成立する場合はすべて先のルールで決まります',
    en: 'Earlier rules take every case that it could decide',
  },
  OPPOSED: {
    ja: '同じ項目を見る先のルールと結果が逆で、条件が重なっています',
    en: 'Overlaps with an earlier rule on the same facts that decides the opposite',
  },
  GAP: {
    ja: '2つのルールの間に、どのルールでも決まらない範囲があります',
    en: 'Between two rules lies a range that no rule decides',
  },
  NO_APPROVAL: {
    ja: '承認に至るルールがありません',
    en: 'No rule leads to an approval',
  },
  FORBIDDEN_BY_LAW: {
    ja: 'この確認方式での承認は、適用日には法令で認められていません',
    en: 'The law does not permit approving by this method on the day',
  },
  LAW_ENDS: {
    ja: 'この確認方式は期限つきで認められています',
    en: 'The law permits this method for a limited time',
  },
}
