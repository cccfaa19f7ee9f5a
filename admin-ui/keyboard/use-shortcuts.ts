import { useEffect, useEffectEvent } from 'react'
import { actionFor, type ShortcutAction, type ShortcutPlace } from './shortcuts.ts'

export type ShortcutHandlers = Readonly<
  Partial<Record<ShortcutAction, (press: KeyboardEvent) => void>>
>

/** Listens for the keys of a place, but not while somebody types or a dialog is open. */
export function useShortcuts(place: ShortcutPlace, handlers: ShortcutHandlers): void {
  const onPress = useEffectEvent((press: KeyboardEvent) => {
    if (isTaken(press)) return
    const action = actionFor(press, place)
    const handler = action === null ? undefined : handlers[action]
    if (!handler) return
    press.preventDefault()
    handler(press)
  })
  useEffect(() => {
    const listener = (press: KeyboardEvent) => onPress(press)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function isTaken(press: KeyboardEvent): boolean {
  if (press.defaultPrevented || document.querySelector(inFront)) return true
  const { target } = press
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select, [role="combobox"]')) return true
  if (target instanceof HTMLInputElement) {
    // a slider takes the arrows, a box to tick the blank
    const own = target.type === 'range' ? press.key.startsWith('Arrow') : press.key === ' '
    return own || !unwritable.includes(target.type)
  }
  // Enter and the blank on a button or a link are the button's
  return (
    (press.key === 'Enter' || press.key === ' ') && target.matches('a, button, [role="button"]')
  )
}

/** What lies over the page. The side menu, which has the role too, lies beside it. */
const inFront = '[role="dialog"], [role="presentation"] [role="menu"]'

const unwritable = ['checkbox', 'radio', 'button', 'range']
