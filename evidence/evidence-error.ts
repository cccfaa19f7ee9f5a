/** Why a package is not believed. */
export const evidenceFaults = [
  'NOT_A_ZIP',
  'TOO_LARGE',
  'COMPRESSED',
  'PATH_UNSAFE',
  'FILE_TWICE',
  'FILE_MISSING',
  'FILE_UNLISTED',
  'NOT_CANONICAL',
  'MANIFEST_INVALID',
  'HASH_MISMATCH',
  'SIGNATURE_INVALID',
  'KEY_MISMATCH',
  'CONTENT_INVALID',
  'PROFILE_MISMATCH',
  'AUDIT_BROKEN',
] as const
export type EvidenceFault = (typeof evidenceFaults)[number]

export class EvidenceError extends Error {
  override readonly name = 'EvidenceError'
  readonly fault: EvidenceFault
  /** The file that it is about, where there is one. */
  readonly path: string | null
  constructor(fault: EvidenceFault, path: string | null = null, options?: ErrorOptions) {
    super(path === null ? fault : `${fault}: ${path}`, options)
    this.fault = fault
    this.path = path
  }
}
