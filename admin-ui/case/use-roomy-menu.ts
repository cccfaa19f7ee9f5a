import { useEffect, useEffectEvent } from 'react'
import { useSidebarState } from 'react-admin'

/** On a narrow screen the menu makes room for the case while it is looked at. */
export function useRoomyMenu(): void {
  const [open, setOpen] = useSidebarState()
  const fold = useEffectEvent(() => {
    if (!open || globalThis.innerWidth >= wideEnoughPx) return false
    setOpen(false)
    return true
  })
  const unfold = useEffectEvent(() => setOpen(true))
  useEffect(() => {
    const folded = fold()
    return () => {
      if (folded) unfold()
    }
  }, [])
}

const wideEnoughPx = 1600
