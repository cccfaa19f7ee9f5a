import type { EvidenceFault } from './evidence-error.ts'

export type EvidenceLocale = 'ja' | 'en'

export interface EvidenceWords {
  readonly faults: Readonly<Record<EvidenceFault, string>>
  readonly sound: string
  readonly notSound: string
  readonly signedBy: (keyId: string) => string
  readonly keyNotGiven: string
  readonly files: (count: number) => string
  readonly audit: (events: number, linked: number) => string
  readonly decision: (number: number, recorded: string, again: string) => string
  readonly sameDecision: (same: boolean) => string
  readonly noDecision: string
  readonly replay: (deterministic: boolean | null) => string
  readonly usage: string
}

/** What the verifier says. */
export const evidenceWords: Readonly<Record<EvidenceLocale, EvidenceWords>> = {
  ja: {
    faults: {
      NOT_A_ZIP: 'ZIPファイルとして読めません（途中で切れている可能性があります）',
      TOO_LARGE: 'ファイルが大きすぎます',
      COMPRESSED: '証跡パッケージにない圧縮形式が使われています',
      PATH_UNSAFE: '安全でないファイル名が含まれています',
      FILE_TWICE: '同じ名前のファイルが2つあります',
      FILE_MISSING: '必要なファイルがありません',
      FILE_UNLISTED: '目録にないファイルがあります',
      NOT_CANONICAL: 'パッケージの並びまたは余白が書き換えられています',
      MANIFEST_INVALID: '目録の形式が正しくありません',
      HASH_MISMATCH: 'ファイルの内容が目録のハッシュと一致しません',
      SIGNATURE_INVALID: '署名が正しくありません',
      KEY_MISMATCH: '指定された公開鍵で署名されたものではありません',
      CONTENT_INVALID: 'ファイルの内容の形式が正しくありません',
      PROFILE_MISMATCH: '審査プロファイルが判定時のハッシュと一致しません',
      AUDIT_BROKEN: '監査記録のハッシュの連鎖が途切れています',
    },
    sound: '証跡は改ざんされていません。',
    notSound: '証跡を信頼できません。',
    signedBy: (keyId) => `署名：正しい（鍵 ${keyId}）`,
    keyNotGiven:
      '公開鍵はパッケージ内のものを使いました。発行元が公開している鍵IDと一致することを確認してください（--key で指定できます）。',
    files: (count) => `ファイル：${count}件のハッシュが一致`,
    audit: (events, linked) =>
      `監査記録：${events}件のハッシュが一致（うち${linked}件は直前の記録と連続）`,
    decision: (number, recorded, again) => `自動判定${number}：記録＝${recorded}、再評価＝${again}`,
    sameDecision: (same) => `同じ判定になるか：${same ? 'はい' : 'いいえ'}`,
    noDecision: '自動判定はまだありません。',
    replay: (deterministic) =>
      `ワークフローの再実行証明：${deterministic === null ? '履歴が保存期間を過ぎたため判定できません' : deterministic ? '同じ経過になりました' : '異なる経過になりました'}`,
    usage:
      '使い方：npm run verify-evidence -- ファイル.zip [--key 公開鍵.pem] [--lang ja|en] [--json]',
  },
  en: {
    faults: {
      NOT_A_ZIP: 'it can’t be read as a ZIP (it may be cut off)',
      TOO_LARGE: 'it is too large',
      COMPRESSED: 'it is compressed, which no package of evidence is',
      PATH_UNSAFE: 'it holds a file name that is not safe',
      FILE_TWICE: 'a file is in it twice',
      FILE_MISSING: 'a file is missing',
      FILE_UNLISTED: 'a file is not in the manifest',
      NOT_CANONICAL: 'its order or padding was rewritten',
      MANIFEST_INVALID: 'the manifest has another form',
      HASH_MISMATCH: 'a file is not what its hash in the manifest says',
      SIGNATURE_INVALID: 'the signature is wrong',
      KEY_MISMATCH: 'it was not signed by the key that was given',
      CONTENT_INVALID: 'a file has another form',
      PROFILE_MISMATCH: 'the check profile is not the one that decided',
      AUDIT_BROKEN: 'the hash chain of the audit events is broken',
    },
    sound: 'The evidence was not tampered with.',
    notSound: 'The evidence can’t be trusted.',
    signedBy: (keyId) => `Signature: right (key ${keyId})`,
    keyNotGiven:
      'The public key is the one inside the package. Compare its id with the one that the company publishes, or give the key with --key.',
    files: (count) => `Files: ${count} hashes match`,
    audit: (events, linked) =>
      `Audit events: ${events} hashes match (${linked} follow the one before)`,
    decision: (number, recorded, again) =>
      `Machine decision ${number}: recorded ${recorded}, evaluated again ${again}`,
    sameDecision: (same) => `Same decision: ${same ? 'yes' : 'no'}`,
    noDecision: 'The machine has not decided yet.',
    replay: (deterministic) =>
      `Replay certificate: ${deterministic === null ? 'the history is kept no longer, so nothing can be said' : deterministic ? 'the workflow took the same course' : 'the workflow took another course'}`,
    usage: 'usage: npm run verify-evidence -- file.zip [--key public.pem] [--lang ja|en] [--json]',
  },
}
