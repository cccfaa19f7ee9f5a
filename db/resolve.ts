import { sql } from 'kysely'
import type { Database } from './client.ts'

/** Who a secret belongs to, asked before the tenant is known (migrations/0003-doors.sql). Each answers null for a stranger. */

export interface ApiKeyRow {
  readonly tenantId: string
  readonly id: string
  readonly scopes: readonly string[]
  readonly sandbox: boolean
  /** For whom it speaks, the person behind them and what they may; null where it speaks for nobody. */
  readonly memberId: string | null
  readonly personId: string | null
  readonly memberRoles: readonly string[] | null
  /** null: it does not end by itself. */
  readonly expiresAt: Date | null
}

export const resolveApiKey = (db: Database, secretHash: Buffer): Promise<ApiKeyRow | null> =>
  one(sql<ApiKeyRow>`select * from resolve_api_key(${secretHash})`.execute(db))

export interface CaptureCodeRow {
  readonly tenantId: string
  readonly id: string
  readonly sessionId: string
  readonly singleUse: boolean
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

export const resolveCaptureCode = (
  db: Database,
  codeHash: Buffer,
): Promise<CaptureCodeRow | null> =>
  one(sql<CaptureCodeRow>`select * from resolve_capture_code(${codeHash})`.execute(db))

export interface CaptureDeviceRow {
  readonly tenantId: string
  readonly id: string
  readonly sessionId: string
  readonly expiresAt: Date
}

export const resolveCaptureDevice = (
  db: Database,
  tokenHash: Buffer,
): Promise<CaptureDeviceRow | null> =>
  one(sql<CaptureDeviceRow>`select * from resolve_capture_device(${tokenHash})`.execute(db))

export interface MembershipRow {
  readonly tenantId: string
  readonly id: string
  readonly roles: readonly string[]
  readonly personId: string
  readonly partnerId: string | null
  /** The company asks for a second factor that they do not have yet. */
  readonly mustEnrol: boolean
}

/** @param sessionId of the login's session, since how somebody came in decides where they may go */
export const resolveMembership = (
  db: Database,
  userId: string,
  sessionId: string | null,
): Promise<MembershipRow | null> =>
  one(sql<MembershipRow>`select * from resolve_membership(${userId}, ${sessionId})`.execute(db))

export interface StaffLinkRow {
  readonly tenantId: string
  readonly id: string
}

export const resolveStaffLink = (db: Database, tokenHash: Buffer): Promise<StaffLinkRow | null> =>
  one(sql<StaffLinkRow>`select * from resolve_staff_link(${tokenHash})`.execute(db))

const one = async <T>(result: Promise<{ rows: T[] }>): Promise<T | null> =>
  (await result).rows[0] ?? null
