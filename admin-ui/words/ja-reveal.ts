/** Entries of the audit log: who signed in, and who had personal data shown. */
export const accessAudit = {
  'login.succeeded': 'ログイン',
  'login.failed': 'ログイン失敗',
  'login.password_accepted': 'パスワード確認済み（コード待ち）',
  'login.signed_out': 'ログアウト',
  'login.locked': 'ログイン試行の超過による一時停止',
  'login.password_changed': 'パスワード変更',
  'login.others_ended': '他の端末からログアウト',
  'login.second_factor_begun': '二要素認証の設定開始',
  'login.second_factor_added': '二要素認証を有効化',
  'login.second_factor_removed': '二要素認証を無効化',
  'login.backup_codes_made': 'バックアップコードの再発行',
}
