import { useEffect, useEffectEvent } from 'react'

/** Out of a text field: Ctrl+Enter goes on to the decision, Esc back to the keys of the page. */
export function useFieldKeys(onSend: () => void): void {
  const onPress = useEffectEvent((press: KeyboardEvent) => {
    const { target } = press
    if (!(target instanceof HTMLElement) || press.isComposing || press.defaultPrevented) return
    if (!target.matches('textarea, input') || document.querySelector('[role="dialog"]')) return
    if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) {
      press.preventDefault()
      target.blur()
      onSend()
    }
    // an open list closes first
    if (press.key === 'Escape' && target.getAttribute('aria-expanded') !== 'true') target.blur()
  })
  useEffect(() => {
    const listener = (press: KeyboardEvent) => onPress(press)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Puts the keyboard into a field of the decision. */
export function focusField(name: 'reasons' | 'note' | 'message'): void {
  const field = document.querySelector<HTMLElement>(
    `[data-field="${name}"] textarea:not([aria-hidden]), [data-field="${name}"] input`,
  )
  field?.focus()
  field?.scrollIntoView({ block: 'nearest' })
}
