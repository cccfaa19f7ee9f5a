import { DomainError } from '../domain/errors.ts'
import { isId } from '../domain/ids.ts'

/** What stands before the id of each kind of node, so that a person sees what an id is of. */
export const prefixes = {
  Tenant: 'ten',
  Member: 'mem',
  Applicant: 'apl',
  VerificationSession: 'vs',
  CaptureSession: 'cs',
  Attempt: 'att',
  Capture: 'cap',
  Decision: 'dec',
  Case: 'case',
  MaskingTask: 'mask',
  CheckProfile: 'prof',
  CheckProfileVersion: 'pv',
  BackTest: 'bt',
  GoldenCase: 'gold',
  ShadowRun: 'shd',
  WebhookEndpoint: 'whe',
  WebhookDelivery: 'whd',
  ApiKey: 'key',
  Partner: 'ptn',
  AuditEvent: 'aud',
  Export: 'exp',
} as const
export type NodeName = keyof typeof prefixes

export const globalId = (name: NodeName, id: string): string => `${prefixes[name]}_${id}`

/** The local id of one kind of node. @throws DomainError `ID_MALFORMED` */
export function parseGlobalId(name: NodeName, text: string): string {
  const { name: found, id } = splitGlobalId(text)
  if (found !== name) throw malformed(name)
  return id
}

/** Kind and local id. @throws DomainError `ID_MALFORMED` */
export function splitGlobalId(text: string): { name: NodeName; id: string } {
  const split = text.indexOf('_')
  const id = text.slice(split + 1)
  for (const name of nodeNames) {
    if (prefixes[name] !== text.slice(0, split)) continue
    // audit events are numbered along their chain
    const sound = name === 'AuditEvent' ? /^[1-9]\d{0,17}$/.test(id) : isId(id)
    if (sound) return { name, id }
  }
  throw malformed(null)
}

const nodeNames = Object.keys(prefixes).filter((name): name is NodeName => name in prefixes)

const malformed = (name: NodeName | null) =>
  new DomainError(
    'ID_MALFORMED',
    `expected an id of the form ${name ? prefixes[name] : 'vs'}_<uuid>`,
  )
