import type { KeyObject } from 'node:crypto'
import { canonicalJson, sha256 } from './canonical.ts'
import type { AuditExcerpt, Manifest } from './content.ts'
import { pdfReport, type ReportContent } from './pdf-report.ts'
import { signBytes } from './signing.ts'
import { writeZip } from './zip.ts'

export interface PackageContent extends Omit<ReportContent, 'auditEvents'> {
  readonly audit: AuditExcerpt
  /** Canonical texts of the profile versions that decided, by their SHA-256. */
  readonly profiles: ReadonlyMap<string, string>
}

/** Files, their hashes in a manifest, and the manifest signed. Equal content, equal bytes. */
export async function buildPackage(content: PackageContent, key: KeyObject): Promise<Buffer> {
  const { session, attempts, decisions, audit, person, certificate, profiles, images } = content
  const files = new Map<string, Buffer>()
  const add = (path: string, bytes: string | Buffer) => files.set(path, Buffer.from(bytes))
  add('README.txt', readme)
  add('session.json', canonicalJson(session))
  if (person) add('person.json', canonicalJson(person))
  add('attempts.json', canonicalJson(attempts))
  add('decisions.json', canonicalJson(decisions))
  add('audit.json', canonicalJson(audit))
  if (certificate) add('replay.json', canonicalJson(certificate))
  for (const [hash, text] of profiles) add(`profiles/${hash}.json`, text)
  for (const [path, bytes] of images) add(path, bytes)
  add('report.pdf', await pdfReport({ ...content, auditEvents: audit.events.length }))

  const manifest: Manifest = {
    ...content.manifest,
    files: [...files].map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
  }
  const bytes = Buffer.from(canonicalJson(manifest))
  const signature = signBytes(bytes, key).toString('base64')
  return writeZip(
    new Map([['manifest.json', bytes], ['manifest.sig', Buffer.from(`${signature}\n`)], ...files]),
  )
}

const readme = `本人確認の証跡です。report.pdf は閲覧・印刷用、その他のファイルは検証用です。
検証：Kakunin のソースコードのあるコンピューターで npm run verify-evidence -- このファイル.zip
（データベースやネットワークは不要です）

Evidence of one identity verification. report.pdf is for reading and printing, the other files are for checking.
To check: npm run verify-evidence -- this-file.zip in a checkout of Kakunin; neither a database nor a network is needed.
manifest.json names the SHA-256 of every file, manifest.sig is its Ed25519 signature (base64).
`
