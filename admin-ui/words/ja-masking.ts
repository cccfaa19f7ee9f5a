import type { maskingWords as english } from './en-masking.ts'
import type { Translated } from './translated.ts'

export const maskingWords: Translated<typeof english> = {
  masking: {
    title: 'マスキング待ちの画像',
    task: (document) => `マスキング：${document}`,
    empty: 'マスキング待ちの画像はありません。',
    allTaken: '残りの画像は、ほかの担当者が作業中です。',
    takeNext: '次の画像を担当',
    take: '担当する',
    release: '順番に戻す',
    pictures: '画像',
    comma: '、',
    why: '理由',
    since: '待ち始め',
    origins: {
      UNCERTAIN: '自動マスキングの確度が不足',
      RULE: 'ルールによる保留',
      REVIEWER: '審査担当者からの依頼',
    },
    originsHelp: {
      UNCERTAIN:
        '自動マスキングがすべてを覆えたか確認できません。破線が自動の候補です。残す・動かす・消すを選び、足りないところを描き足してください。',
      RULE: '審査プロファイルのルールにより、人によるマスキングが必要です。',
      REVIEWER:
        '審査担当者が、見えてはならない情報に気づきました。これまでのマスキングはそのまま残ります。',
    },
    quoted: (note) => `「${note}」`,
    mustHide: 'この面で隠すもの',
    hides: {
      conditions: '免許の条件等',
      organDonation: '臓器提供意思表示欄',
    },
    always:
      '個人番号、保険者番号、被保険者等記号・番号、基礎年金番号とそれらのQRコード（どこにあっても）',
    masks: (count) => `マスク${count}個`,
    masksOn: (picture) => `画像のマスク：${picture}`,
    mask: (number, automatic) => (automatic ? `マスク${number}（自動）` : `マスク${number}`),
    removeMask: (number) => `マスク${number}を消す`,
    place: (x, y, width, height) => `左から${x}％・上から${y}％、${width}×${height}％`,
    none: 'この画像にはまだマスクがありません。',
    keysHelp:
      'マスクを選ぶと、矢印キーで移動、Shift＋矢印キーで大きさの変更、Deleteで消去できます。Ctrl＋ホイールで拡大します。',
    tool: '道具',
    tools: { SELECT: '選択', RECTANGLE: '四角形', FREE: '自由な形' },
    deeds: {
      add: '中央に四角形を追加',
      undo: '元に戻す',
      redo: 'やり直す',
      remove: '選んだマスクを消す',
      copy: 'ほかのコマにもマスクを写す',
      zoomIn: '拡大',
      zoomOut: '縮小',
      fit: '全体を表示',
    },
    review: '確認へ',
    change: '修正',
    backToDrawing: '描画に戻る',
    irreversible:
      'すべての画像を、確定後の見え方で確認してください。確定すると黒い部分は元に戻せません。元の写真は消去され、マスクの下から読み取った文字も削除されます。',
    bare: (pictures) => `マスクのない画像：${pictures}`,
    looked: 'すべての画像を確認しました。隠すべきものは見えていません。',
    confirm: '確定する（元に戻せません）',
    done: 'マスキングを確定しました。審査は先へ進みます。',
    withdrawn: 'この画像のマスキングは不要になりました。',
    lost: '担当時間が過ぎました。続けるにはもう一度担当してください。描いたマスクは残っています。',
    lostTo: (name) =>
      `担当時間が過ぎ、${name}が担当しています。戻ってきた場合に備えて、描いたマスクは残しています。`,
    notHeld: '担当すると画像が表示されます。見られるのは担当者だけで、閲覧はすべて記録されます。',
    noPicture: '画像を読み込めませんでした。',
    waits: 'マスキング待ち',
    waitsHelp:
      'この案件の画像はマスキング担当者が作業中で、ほかの人には表示されません。マスキングが済むと判定できます。',
    send: 'マスキングへ回す',
    sendConfirm: '隠して回す',
    sendHelp: '画像はすぐに誰からも見えなくなり、マスキングが済むまで案件を判定できません。',
    sendNote: '気づいた内容と場所',
    sendNoteHelp: '内容そのものではなく場所を書いてください（例：写真の下の番号）。',
    sent: '画像を非表示にし、マスキング担当者に回しました。',
  },
}
