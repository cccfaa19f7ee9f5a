import type { memberWords as en } from './en-members.ts'
import type { Translated } from './translated.ts'

export const memberWords: Translated<typeof en> = {
  members: {
    title: 'メンバー',
    name: '氏名',
    email: 'メールアドレス',
    roles: '役割',
    status: '状態',
    lastSignIn: '最終ログイン',
    never: '未ログイン',
    secondFactor: '二段階認証',
    factorOn: 'オン',
    factorOff: 'オフ',
    you: 'あなた',
    guestOf: (partner) => `${partner}のゲスト`,
    emergency: '緊急用ログイン',
    empty: 'メンバーはいません。',
    showFormer: '以前のメンバーも表示',
    linkUntil: (time) => `リンクの期限：${time}`,
    linkOver: 'リンクの期限切れ',
    invite: 'メンバーを招待',
    inviteHelp:
      '本人に渡すリンクを作ります。招待された人がリンクを開き、氏名とパスワードを設定します。',
    makeInvitation: 'リンクを作成',
    changeRoles: '役割を変更',
    rolesFrom: '新しい役割は次の操作から有効になります。',
    ownRoles: '自分の役割は外すことだけができます。追加はほかの管理責任者が行います。',
    newInvitation: '招待リンクを作り直す',
    passwordLink: 'パスワード再設定リンク',
    signOut: 'すべての端末からログアウト',
    signOutHelp: 'すべての端末がすぐにログアウトされます。本人は再びログインできます。',
    resetFactor: '二段階認証を解除',
    resetFactorHelp:
      '端末を失くした人のための操作です。すべての端末がログアウトされ、再設定するまではパスワードだけで入れます。',
    disable: '利用停止',
    disableHelp:
      'すべての端末がすぐにログアウトされ、担当中の案件はキューに戻ります。これまでの記録は残ります。',
    enable: '利用再開',
    enableHelp: '以前のパスワードと役割で再びログインできます。',
    withdraw: '招待を取り消す',
    withdrawHelp: 'リンクは使えなくなります。',
    more: (name) => `操作：${name}`,
    done: '完了しました。',
  },
  staffStatuses: {
    ACTIVE: '利用中',
    INVITED: '招待中',
    DISABLED: '利用停止',
    WITHDRAWN: '招待取消',
  },
  staffLink: {
    invitationTitle: '招待リンク',
    passwordTitle: 'パスワード再設定リンク',
    help: 'リンクは1回だけ使え、表示されるのも今回だけです。本人にだけ送ってください。',
    until: (time) => `期限：${time}`,
    link: 'リンク',
    mail: 'メールの文面',
    copyLink: 'リンクをコピー',
    copyMail: '文面をコピー',
    invitationMail: (name, company, url, until) =>
      `件名：${company} ログインのご案内

${name} 様

${company}の本人確認システムに招待されました。
次のリンクを開き、パスワードを設定してください。

${url}

リンクは${until}まで、1回だけ使えます。
心当たりのない場合は、リンクを開かずに送信者へお知らせください。`,
    passwordMail: (name, company, url, until) =>
      `件名：${company} パスワード再設定のご案内

${name} 様

次のリンクを開き、${company}の本人確認システムの新しいパスワードを設定してください。

${url}

リンクは${until}まで、1回だけ使えます。設定すると、すべての端末からログアウトされます。
依頼した覚えのない場合は、リンクを開かずに送信者へお知らせください。`,
  },
  join: {
    welcome: (company) => `${company}へようこそ`,
    resetTitle: '新しいパスワードの設定',
    name: '氏名（同僚に表示されます）',
    password: '新しいパスワード',
    again: '新しいパスワード（確認）',
    rule: '12文字以上。いくつかの単語を並べると覚えやすくなります。',
    different: '2つのパスワードが一致しません。',
    submit: 'パスワードを設定',
    joined: 'パスワードを設定しました。ログインしてください。',
    toLogin: 'ログインへ',
    over: 'このリンクは使用済みか、期限切れか、途中で切れています。送信者に新しいリンクを依頼してください。',
  },
  passwordProblems: {
    SHORT: '12文字以上にしてください。',
    LONG: '128文字以内にしてください。',
    GUESSABLE:
      '推測されやすいパスワードです。氏名・アドレスや少ない文字の繰り返しは避けてください。',
  },
  ownAccount: {
    passwordTitle: 'パスワード',
    present: '現在のパスワード',
    changePassword: 'パスワードを変更',
    changed: 'パスワードを変更しました。ほかの端末はすべてログアウトされました。',
    devicesTitle: 'ログイン中の端末',
    device: '端末',
    address: 'アドレス',
    since: 'ログイン日時',
    thisOne: 'この端末',
    sso: 'シングルサインオン',
    end: 'ログアウト',
    endAll: 'ほかの端末をすべてログアウト',
    ended: 'ログアウトしました。',
    unknownDevice: '不明な端末',
    mustEnrol:
      '会社の設定により、ログインには二段階認証が必要です。ここで設定すると、ほかの画面が使えるようになります。',
  },
  roleHelp: {
    OWNER: 'メンバー・設定などすべて',
    PROFILE_AUTHOR: '審査プロファイルを作成',
    PROFILE_PUBLISHER: 'ほかの人が作成したものを公開',
    REVIEWER: '案件を担当し、判定',
    SUPERVISOR: '審査担当者を統括し、意見の相違を裁定',
    MASK_OPERATOR: '画像をマスキング',
    AUDITOR: 'すべてを閲覧（変更は不可）',
    DEVELOPER: 'WebhookとAPIキー',
    OUTSOURCED_REVIEWER: '審査委託先のゲスト',
  },
}
