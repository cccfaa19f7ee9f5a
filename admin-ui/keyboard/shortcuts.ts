/** What the keyboard can do in the manager. */
export const shortcutTable = {
  next: { keys: ['j', 'ArrowDown'], group: 'groupQueue', places: ['QUEUE'] },
  previous: { keys: ['k', 'ArrowUp'], group: 'groupQueue', places: ['QUEUE'] },
  open: { keys: ['Enter'], group: 'groupQueue', places: ['QUEUE'] },
  takeNext: { keys: ['n'], group: 'groupQueue', places: ['QUEUE', 'CASE', 'MASKING'] },
  mark: { keys: ['x'], group: 'groupQueue', places: ['QUEUE'] },
  search: { keys: ['/'], group: 'groupQueue', places: ['QUEUE'] },
  queue: { keys: ['q'], group: 'groupQueue', places: ['CASE'] },
  picture: {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    group: 'groupPictures',
    places: ['CASE'],
  },
  swap: { keys: ['x'], group: 'groupPictures', places: ['CASE'] },
  zoomIn: { keys: ['+', ';', '='], group: 'groupPictures', places: ['CASE', 'MASKING'] },
  zoomOut: { keys: ['-'], group: 'groupPictures', places: ['CASE', 'MASKING'] },
  fit: { keys: ['0'], group: 'groupPictures', places: ['CASE', 'MASKING'] },
  rotateLeft: { keys: ['['], group: 'groupPictures', places: ['CASE'] },
  rotateRight: { keys: [']'], group: 'groupPictures', places: ['CASE'] },
  brighter: { keys: ['b'], group: 'groupPictures', places: ['CASE'] },
  darker: { keys: ['B'], group: 'groupPictures', places: ['CASE'] },
  moreContrast: { keys: ['c'], group: 'groupPictures', places: ['CASE'] },
  lessContrast: { keys: ['C'], group: 'groupPictures', places: ['CASE'] },
  enlarge: { keys: ['w'], group: 'groupPictures', places: ['CASE'] },
  overlay: { keys: ['o'], group: 'groupPictures', places: ['CASE'] },
  regions: { keys: ['g'], group: 'groupPictures', places: ['CASE'] },
  play: { keys: [' '], group: 'groupPictures', places: ['CASE'] },
  previousFrame: { keys: [',', 'ArrowLeft'], group: 'groupPictures', places: ['CASE'] },
  nextFrame: { keys: ['.', 'ArrowRight'], group: 'groupPictures', places: ['CASE'] },
  previousPicture: { keys: [','], group: 'groupMasking', places: ['MASKING'] },
  nextPicture: { keys: ['.'], group: 'groupMasking', places: ['MASKING'] },
  maskSelect: { keys: ['v'], group: 'groupMasking', places: ['MASKING'] },
  maskRectangle: { keys: ['r'], group: 'groupMasking', places: ['MASKING'] },
  maskFree: { keys: ['f'], group: 'groupMasking', places: ['MASKING'] },
  maskAdd: { keys: ['a'], group: 'groupMasking', places: ['MASKING'] },
  variant: { keys: ['v'], group: 'groupPictures', places: ['CASE'] },
  nextCheck: { keys: ['j'], group: 'groupChecks', places: ['CASE'] },
  previousCheck: { keys: ['k'], group: 'groupChecks', places: ['CASE'] },
  nextTab: { keys: ['s'], group: 'groupChecks', places: ['CASE'] },
  earlier: { keys: ['<'], group: 'groupChecks', places: ['CASE'] },
  later: { keys: ['>'], group: 'groupChecks', places: ['CASE'] },
  print: { keys: ['p'], group: 'groupQueue', places: ['CASE'] },
  take: { keys: ['t'], group: 'groupDecision', places: ['CASE', 'MASKING'] },
  release: { keys: ['u'], group: 'groupDecision', places: ['CASE', 'MASKING'] },
  approve: { keys: ['a'], group: 'groupDecision', places: ['CASE'] },
  decline: { keys: ['d'], group: 'groupDecision', places: ['CASE'] },
  askAgain: { keys: ['r'], group: 'groupDecision', places: ['CASE'] },
  askPicture: { keys: ['i'], group: 'groupDecision', places: ['CASE'] },
  reasons: { keys: ['e'], group: 'groupDecision', places: ['CASE'] },
  note: { keys: ['m'], group: 'groupDecision', places: ['CASE'] },
  message: { keys: ['M'], group: 'groupDecision', places: ['CASE'] },
  tick: { keys: ['y'], group: 'groupDecision', places: ['CASE'] },
  confirm: { keys: ['Enter'], group: 'groupDecision', places: ['CASE'] },
  send: { keys: ['Ctrl+Enter'], group: 'groupDecision', places: ['CASE'] },
  leave: { keys: ['Esc'], group: 'groupDecision', places: ['CASE'] },
  back: { keys: ['Escape'], group: 'groupDecision', places: ['CASE'] },
  help: { keys: ['?'], group: 'groupQueue', places: ['EVERYWHERE'] },
} as const satisfies Record<string, Shortcut>

export type ShortcutPlace = 'QUEUE' | 'CASE' | 'MASKING' | 'EVERYWHERE'
export type ShortcutGroup =
  | 'groupQueue'
  | 'groupPictures'
  | 'groupChecks'
  | 'groupDecision'
  | 'groupMasking'
interface Shortcut {
  /** `KeyboardEvent.key`: the sign on the cap, whatever the layout. */
  readonly keys: readonly string[]
  readonly group: ShortcutGroup
  readonly places: readonly ShortcutPlace[]
}

export type ShortcutAction = keyof typeof shortcutTable

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** Being composed by a Japanese input method: its Enter is not ours. */
  readonly isComposing: boolean
}

/** What a key press asks for in a place, or null. A key with Ctrl, Alt or Meta belongs to the browser. */
export function actionFor(press: KeyPress, place: ShortcutPlace): ShortcutAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null
  return (
    shortcutActions.find((action) => {
      const { keys, places }: Shortcut = shortcutTable[action]
      return places.includes(place) && keys.includes(press.key)
    }) ?? null
  )
}

const isShortcutAction = (name: string): name is ShortcutAction =>
  Object.hasOwn(shortcutTable, name)
export const shortcutActions: readonly ShortcutAction[] =
  Object.keys(shortcutTable).filter(isShortcutAction)

/** A key as it is printed in the help. */
export const keyCap = (key: string): string => keyCaps[key] ?? key

const keyCaps: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  B: 'Shift+b',
  C: 'Shift+c',
  M: 'Shift+m',
  ' ': 'Space',
}
