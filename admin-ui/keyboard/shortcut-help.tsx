import { Box, Dialog, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { useWords } from '../words/use-words.ts'
import { keyCap, shortcutActions, shortcutTable, type ShortcutGroup } from './shortcuts.ts'
import { useShortcuts } from './use-shortcuts.ts'

let shown = false
const listeners = new Set<() => void>()
const show = (next: boolean) => {
  shown = next
  listeners.forEach((listener) => listener())
}
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useShortcutHelp = () => ({ show: () => show(true) })

/** All keys, on `?`. */
export function ShortcutHelp() {
  const { t } = useWords()
  const open = useSyncExternalStore(listen, () => shown)
  useShortcuts('EVERYWHERE', { help: () => show(true) })
  return (
    <Dialog open={open} onClose={() => show(false)} maxWidth="md" fullWidth aria-labelledby="keys">
      <DialogTitle id="keys">{t.shortcuts.title}</DialogTitle>
      <DialogContent sx={{ columnCount: { md: 2 }, columnGap: 4 }}>
        {groups.map((group) => (
          <Box key={group} sx={{ breakInside: 'avoid', mb: 2 }}>
            <Typography variant="subtitle2" component="h3" sx={{ mb: 0.5 }}>
              {t.shortcuts[group]}
            </Typography>
            {shortcutActions
              .filter((action) => shortcutTable[action].group === group)
              .map((action) => (
                <Box
                  key={action}
                  sx={{ display: 'flex', justifyContent: 'space-between', py: 0.4 }}
                >
                  <span>{t.shortcuts[action]}</span>
                  <KeyCaps keys={shortcutTable[action].keys} />
                </Box>
              ))}
          </Box>
        ))}
      </DialogContent>
    </Dialog>
  )
}

function KeyCaps({ keys }: { readonly keys: readonly string[] }) {
  const [first, ...others] = keys
  const last = others.at(-1)
  // 1 … 9 as a range, + = ; as the first of them
  const isRange = keys.length > 3 && last !== undefined
  const told = isRange ? [first, last] : keys
  return (
    <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
      {told.map((key, index) => (
        <Box key={key} sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
          {isRange && index === 1 && '–'}
          <KeyCap>{keyCap(key ?? '')}</KeyCap>
        </Box>
      ))}
    </Box>
  )
}

/** One key, as a cap. */
export const KeyCap = ({ children }: { readonly children: string }) => (
  <Box
    component="kbd"
    sx={{
      px: 0.7,
      border: 1,
      borderColor: 'divider',
      borderBottomWidth: 2,
      borderRadius: 1,
      bgcolor: 'background.default',
      color: 'text.primary',
      fontFamily: 'inherit',
      // a button would size it as an icon
      '&&&': { fontSize: '0.75rem' },
      lineHeight: 1.6,
      minWidth: 22,
      textAlign: 'center',
      display: 'inline-block',
    }}
  >
    {children}
  </Box>
)

const groups: readonly ShortcutGroup[] = [
  'groupDecision',
  'groupChecks',
  'groupPictures',
  'groupQueue',
  'groupMasking',
]
