import type { signInWords as en } from './en-sign-in.ts'
import type { Translated } from './translated.ts'

export const signInWords: Translated<typeof en> = {
  signIn: {
    title: 'ログインの規則',
    open: 'ログインの規則',
    factorTitle: '二段階認証',
    factor: 'パスワードでログインする全員に二段階認証を求める',
    factorHelp:
      '未設定の人は、設定するまで自分のアカウント画面だけが使えます。シングルサインオンでは認証元の設定に従います。',
    ssoTitle: 'シングルサインオン（OpenID Connect）',
    issuer: '発行者（Issuer）',
    issuerHelp: '認証サービスのアドレス（設定情報に記載のとおり）',
    clientId: 'クライアントID',
    clientSecret: 'クライアントシークレット',
    secretKept: '空欄なら現在のものを使います',
    domains: 'メールのドメイン',
    domainsHelp: 'カンマで区切ります。ほかのドメインのアドレスは拒否されます。',
    defaultRole: '招待されていない人の役割',
    nobody: '招待された人だけが入れる',
    enabled: 'シングルサインオンを使う',
    required: 'シングルサインオンを必須にする（パスワードでは入れなくなります）',
    requiredHelp:
      '審査委託先のゲストと緊急用ログインはパスワードのまま使えます。先にメンバー一覧で管理責任者を緊急用ログインに指定してください。',
    redirect: '認証サービスに登録するリダイレクトURL',
    begin: '社員がログインするアドレス',
    saved: '保存しました。認証サービスとの接続を確認しました。',
    factorSaved: '保存しました。',
    off: '未設定です。',
    makeEmergency: '緊急用ログインに指定',
    makeEmergencyHelp:
      'シングルサインオンが必須でも、認証サービスの障害時にこの管理責任者のパスワードで入れるようにします。',
    endEmergency: '緊急用ログインを解除',
    endEmergencyHelp: '今後はこの管理責任者にも規則が適用されます。',
    company: '会社のアカウントでログイン',
  },
  ssoRefusals: {
    NOT_CONFIGURED:
      'このアドレスではシングルサインオンが設定されていません。アドレスを案内した人に確認してください。',
    FAILED: '会社のアカウントを確認できませんでした。もう一度お試しください。',
    EMAIL_UNVERIFIED: '認証サービスでメールアドレスが確認されていません。',
    EMAIL_DOMAIN: 'メールアドレスがこの会社のドメインではありません。',
    NOT_INVITED: 'まだ招待されていません。管理責任者に依頼してください。',
    SHUT_OUT: '利用が停止されています。管理責任者に確認してください。',
    OTHER_SUBJECT:
      'このアドレスは認証サービスの別のアカウントに結び付いています。管理責任者に確認してください。',
    ELSEWHERE: 'このアドレスには、この会社以外のログインがすでにあります。',
  },
}
