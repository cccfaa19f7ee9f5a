import type { z } from 'zod'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { followChain } from './audit-proof.ts'
import { sha256 } from './canonical.ts'
import {
  attemptsSchema,
  auditSchema,
  certificateSchema,
  decisionsSchema,
  manifestSchema,
  sessionSchema,
  type EvidenceAttempt,
  type EvidenceDecision,
  type Manifest,
} from './content.ts'
import { evaluateAgain } from './evaluate-again.ts'
import { EvidenceError } from './evidence-error.ts'
import { isSignedBy, keyIdOf } from './signing.ts'
import { readZip, type Files } from './zip.ts'

export interface Verified {
  readonly manifest: Manifest
  readonly files: number
  readonly auditEvents: number
  readonly auditLinked: number
  readonly decisions: readonly {
    readonly outcome: string
    readonly again: string
    readonly same: boolean
  }[]
  /** Null where the machine decided nothing. */
  readonly sameDecision: boolean | null
  /** Of the replay certificate inside; undefined where there is none. */
  readonly deterministic: boolean | null | undefined
}

/**
 * Whether a package is what its company signed, and whether the rules decide the same facts the same way again. Needs nothing
 * but the bytes.
 * @param publicKey PEM of the key that it must be signed by; null: the one that it carries
 * @throws EvidenceError
 */
export async function verifyPackage(bytes: Buffer, publicKey: string | null): Promise<Verified> {
  const files = await readZip(bytes)
  const manifest = verifyManifest(files, publicKey)
  verifyFiles(files, manifest)
  const session = parse(files, 'session.json', sessionSchema)
  const attempts = parse(files, 'attempts.json', attemptsSchema)
  const decisions = parse(files, 'decisions.json', decisionsSchema)
  const audit = parse(files, 'audit.json', auditSchema)
  if (session.id !== manifest.sessionId) throw new EvidenceError('CONTENT_INVALID', 'session.json')
  const auditLinked = followChain(audit, session.id)
  const machine = []
  for (const decision of decisions) {
    profileOf(files, decision.profileSha256)
    if (decision.decidedBy === 'SYSTEM') machine.push(await again(files, attempts, decision))
  }
  const certificate = files.has('replay.json')
    ? parse(files, 'replay.json', certificateSchema)
    : undefined
  return {
    manifest,
    files: manifest.files.length,
    auditEvents: audit.events.length,
    auditLinked,
    decisions: machine,
    sameDecision: machine.length === 0 ? null : machine.every(({ same }) => same),
    deterministic: certificate?.deterministic,
  }
}

function verifyManifest(files: Files, publicKey: string | null): Manifest {
  const bytes = fileOf(files, 'manifest.json')
  const manifest = parse(files, 'manifest.json', manifestSchema, 'MANIFEST_INVALID')
  const { key } = manifest
  const signature = Buffer.from(fileOf(files, 'manifest.sig').toString('latin1').trim(), 'base64')
  if (!isSignedBy(bytes, signature, key.publicKey)) throw new EvidenceError('SIGNATURE_INVALID')
  if (keyIdOf(key.publicKey) !== key.id) throw new EvidenceError('KEY_MISMATCH')
  if (publicKey !== null && !isSignedBy(bytes, signature, publicKey))
    throw new EvidenceError('KEY_MISMATCH')
  return manifest
}

function verifyFiles(files: Files, manifest: Manifest): void {
  const listed = new Map(manifest.files.map((file) => [file.path, file]))
  for (const path of files.keys()) {
    if (!listed.has(path) && path !== 'manifest.json' && path !== 'manifest.sig')
      throw new EvidenceError('FILE_UNLISTED', path)
  }
  for (const { path, size, sha256: expected } of listed.values()) {
    const bytes = fileOf(files, path)
    if (bytes.length !== size || sha256(bytes) !== expected)
      throw new EvidenceError('HASH_MISMATCH', path)
  }
}

function profileOf(files: Files, expected: string) {
  const path = `profiles/${expected}.json`
  const bytes = fileOf(files, path)
  if (sha256(bytes) !== expected) throw new EvidenceError('PROFILE_MISMATCH', path)
  try {
    return parseCheckProfile(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new EvidenceError('CONTENT_INVALID', path, { cause })
  }
}

async function again(
  files: Files,
  attempts: readonly EvidenceAttempt[],
  decision: EvidenceDecision,
) {
  const attempt = attempts.find(({ id }) => id === decision.attemptId)
  if (!attempt) throw new EvidenceError('CONTENT_INVALID', 'decisions.json')
  const profile = profileOf(files, decision.profileSha256)
  const { outcome, same } = await evaluateAgain(profile, attempt.checks, decision)
  return { outcome: decision.outcome, again: outcome, same }
}

function fileOf(files: Files, path: string): Buffer {
  const bytes = files.get(path)
  if (!bytes) throw new EvidenceError('FILE_MISSING', path)
  return bytes
}

function parse<Schema extends z.ZodType>(
  files: Files,
  path: string,
  schema: Schema,
  fault: 'CONTENT_INVALID' | 'MANIFEST_INVALID' = 'CONTENT_INVALID',
): z.output<Schema> {
  const text = fileOf(files, path).toString('utf8')
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new EvidenceError(fault, path, { cause })
  }
}
