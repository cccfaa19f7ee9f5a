import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useLogoutIfAccessDenied, useNotify } from 'react-admin'
import { codeOf, expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  ClaimCaseDocument,
  ReleaseCaseDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useWords } from '../words/use-words.ts'
import type { CaseChange, LoadedCase } from './case-types.ts'
import { decide } from './decide.ts'
import type { DecisionDraft } from './decision-draft.ts'

/** What can be done with a case; each resolves to whether it worked, and says in words why not. */
export function useCaseActions(
  reviewed: LoadedCase,
  onChange: (change: CaseChange) => void,
  onReload: () => Promise<void>,
) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const leaveIfSignedOut = useLogoutIfAccessDenied()
  const [busy, setBusy] = useState(false)
  const caseId = reviewed.id

  const explain = useCallback(
    async (error: unknown) => {
      const code = codeOf(error)
      if (code === 'UNAUTHENTICATED') return void (await leaveIfSignedOut(error))
      notify(code === 'CASE_STALE' ? t.casePage.stale : t.errors[code], {
        type: 'error',
        autoHideDuration: 8_000,
      })
      // what this page shows is not how things are any more
      if (changedMeanwhile.has(code)) await onReload()
    },
    [leaveIfSignedOut, notify, onReload, t],
  )
  const attempt = async (work: () => Promise<CaseChange>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    try {
      onChange(await work())
      void client.invalidateQueries({ queryKey: ['cases'] })
      void client.invalidateQueries({ queryKey: ['queueCounts'] })
      return true
    } catch (error) {
      await explain(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    explain,
    claim: async (takeOver: boolean) => {
      const claimed = await attempt(async () =>
        expectSuccess((await run(ClaimCaseDocument, { caseId, takeOver })).claimCase),
      )
      // what is personal opens with it
      if (claimed) await onReload()
      return claimed
    },
    release: () =>
      attempt(async () => expectSuccess((await run(ReleaseCaseDocument, { caseId })).releaseCase)),
    resolve: (draft: DecisionDraft, expectedVersion: number, idempotencyKey: string) =>
      attempt(() => decide(reviewed, expectedVersion, draft, idempotencyKey)),
  }
}

const changedMeanwhile: ReadonlySet<string> = new Set([
  'CASE_STALE',
  'CASE_TAKEN',
  'CASE_LEASE_LOST',
  'CASE_STATE',
  'CASE_SAME_PERSON',
  'CASE_NEEDS_SUPERVISOR',
  'CASE_WITH_PARTNER',
])
