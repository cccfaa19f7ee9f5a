import { ApiError } from '../api/api-error.ts'

/** What follows a right password: inside, or one more code from the authenticator app. */
export type LoginStep = 'INSIDE' | 'TOTP'

/** @throws ApiError `UNAUTHENTICATED` for a wrong address or password, `RATE_LIMITED` after too many tries */
export async function signIn(email: string, password: string): Promise<LoginStep> {
  const answer = await post('/sign-in/email', { email, password })
  return property(answer, 'twoFactorRedirect') === true ? 'TOTP' : 'INSIDE'
}

/** @throws ApiError `UNAUTHENTICATED` for a wrong code */
export async function confirmTotp(code: string): Promise<void> {
  await post('/two-factor/verify-totp', { code })
}

/** One of the codes that were shown when the second factor was switched on; each works once. */
export async function confirmBackupCode(code: string): Promise<void> {
  await post('/two-factor/verify-backup-code', { code })
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {})
}

export interface TotpSetup {
  /** `otpauth://…`, for the authenticator app. */
  readonly uri: string
  readonly backupCodes: readonly string[]
}

/** Begins the second factor; it counts from the first confirmed code on. */
export async function beginTotp(password: string): Promise<TotpSetup> {
  const answer = await post('/two-factor/enable', { password })
  const uri = property(answer, 'totpURI')
  const backupCodes = property(answer, 'backupCodes')
  if (typeof uri !== 'string' || !Array.isArray(backupCodes)) throw new ApiError('UNEXPECTED', 200)
  return { uri, backupCodes: backupCodes.filter((code) => typeof code === 'string') }
}

export async function endTotp(password: string): Promise<void> {
  await post('/two-factor/disable', { password })
}

/** Is the second factor on for whoever is signed in? */
export async function hasTotp(): Promise<boolean> {
  const response = await fetch(`${base}/get-session`, { credentials: 'same-origin' })
  const answer: unknown = await response.json().catch(() => null)
  return property(property(answer, 'user'), 'twoFactorEnabled') === true
}

async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(body),
    })
  } catch (cause) {
    throw new ApiError('NETWORK', 0, { cause })
  }
  if (response.ok) return response.json().catch(() => null)
  if (response.status === 429) throw new ApiError('RATE_LIMITED', 429)
  throw new ApiError(response.status < 500 ? 'UNAUTHENTICATED' : 'UNEXPECTED', response.status)
}

const base = '/api/auth'

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
