import { defineSearchAttributeKey } from '@temporalio/common'
import { upsertSearchAttributes } from '@temporalio/workflow'
import type { SessionStatus } from '../domain/session-state.ts'

/** Opaque values only, as for those that the start sets (messages.ts). */
const sessionStatusKey = defineSearchAttributeKey('SessionStatus', 'KEYWORD')

export const showStatus = (status: SessionStatus): void =>
  upsertSearchAttributes([{ key: sessionStatusKey, value: status }])
