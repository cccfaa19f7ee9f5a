import type { learnWords as english } from './en-learn.ts'
import type { Translated } from './translated.ts'

export const learnWords: Translated<typeof english> = {
  learn: {
    freeze: '回帰テストとして保存',
    freezeHelp:
      '審査項目の結果だけを残し、本人の情報は残しません。以後、この内容を違う結果にする版は公開できなくなります。',
    name: 'テストの内容',
    nameHelp: '例：「帯に反射があるが真正な書類」。個人の氏名は書かないでください。',
    expected: '期待する結果',
    frozen: 'この審査プロファイルの回帰テストとして保存しました。',
    title: '回帰テスト',
    help: '審査担当者が保存した過去の案件を、公開中の版で判定した結果です。',
    empty: 'まだありません。案件の画面で、今後の版でも同じ結果になるべき案件を保存できます。',
    state: '状態',
    got: '判定結果',
    author: '保存した人',
    states: { GREEN: '期待どおり', RED: '期待と異なる', UNTESTABLE: '確認できない' },
    retire: '終了',
    retireHelp: (name) => `「${name}」は、今後の版の公開に影響しなくなります。`,
    retired: '終了しました。',
    rules: {
      title: (days) => `この${days}日間のルールの働き`,
      help: '目視審査に回した申請の多くが結局承認されるルールは、見つける不正より手間のほうが大きくなっています。',
      empty: 'この期間に、このプロファイルで判定した申請はありません。',
      rule: 'ルール',
      outcome: '結果',
      decided: '回数',
      needless: '目視で承認された割合',
      time: '目視審査の時間',
      each: '1件あたり',
      otherwise: 'どのルールも成立せず',
    },
  },
}
