import { defineSearchAttributeKey } from '@temporalio/common'
import { upsertSearchAttributes } from '@temporalio/workflow'
import type { SessionStatus } from '../domain/session-state.ts'

/** Opaque values only: an operator finds workflows by tenant, method and status, and learns nothing of a person. */
export const tenantIdKey = defineSearchAttributeKey('TenantId', 'KEYWORD')
export const methodKey = defineSearchAttributeKey('Method', 'KEYWORD')
export const sessionStatusKey = defineSearchAttributeKey('SessionStatus', 'KEYWORD')

export const showStatus = (status: SessionStatus): void =>
  upsertSearchAttributes([{ key: sessionStatusKey, value: status }])
