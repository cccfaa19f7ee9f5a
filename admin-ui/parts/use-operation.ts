import { useCallback, useState } from 'react'
import { useLogoutIfAccessDenied, useNotify } from 'react-admin'
import { codeOf } from '../api/api-error.ts'
import { useWords } from '../words/use-words.ts'

export interface Operation<Input, Output> {
  /** Null where it failed; the reason was shown. */
  readonly start: (input: Input) => Promise<Output | null>
  readonly busy: boolean
}

/** Runs a mutation at a time, and says in words what went wrong. */
export function useOperation<Input, Output>(
  operation: (input: Input) => Promise<Output>,
): Operation<Input, Output> {
  const [busy, setBusy] = useState(false)
  const notify = useNotify()
  const leaveIfSignedOut = useLogoutIfAccessDenied()
  const { t } = useWords()
  const start = useCallback(
    async (input: Input): Promise<Output | null> => {
      setBusy(true)
      try {
        return await operation(input)
      } catch (error) {
        if (codeOf(error) !== 'UNAUTHENTICATED') notify(t.errors[codeOf(error)], { type: 'error' })
        else await leaveIfSignedOut(error)
        return null
      } finally {
        setBusy(false)
      }
    },
    [operation, notify, leaveIfSignedOut, t],
  )
  return { start, busy }
}
