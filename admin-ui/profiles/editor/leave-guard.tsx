import { useEffect } from 'react'
import { useBlocker } from 'react-router-dom'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useWords } from '../../words/use-words.ts'

/** Asks before unsaved changes are left, inside the manager and by closing the page. */
export function LeaveGuard({ unsaved }: { readonly unsaved: boolean }) {
  const { t } = useWords()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!unsaved) return undefined
    const stop = (event: BeforeUnloadEvent) => event.preventDefault()
    globalThis.addEventListener('beforeunload', stop)
    return () => globalThis.removeEventListener('beforeunload', stop)
  }, [unsaved])
  return (
    <ConfirmDialog
      open={blocker.state === 'blocked'}
      title={t.profiles.leaveTitle}
      confirm={t.profiles.leave}
      tone="warning"
      busy={false}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t.app.unsaved}
    </ConfirmDialog>
  )
}
