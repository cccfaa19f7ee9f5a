import { useEffect, useEffectEvent } from 'react'

/** Ctrl+S everywhere; Ctrl+Z and Ctrl+Y but in a field, where they are the field's own. */
export function useEditorKeys(deeds: {
  readonly save: () => void
  readonly undo: () => void
  readonly redo: () => void
}): void {
  const onPress = useEffectEvent((press: KeyboardEvent) => {
    if (!(press.ctrlKey || press.metaKey) || press.altKey || press.isComposing) return
    const key = press.key.toLowerCase()
    const deed =
      key === 's'
        ? 'save'
        : key === 'y' || (key === 'z' && press.shiftKey)
          ? 'redo'
          : key === 'z'
            ? 'undo'
            : null
    if (deed === null || (deed !== 'save' && isField(press.target))) return
    press.preventDefault()
    deeds[deed]()
  })
  useEffect(() => {
    const listener = (press: KeyboardEvent) => onPress(press)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input[type=text], input[type=search], textarea')
