import FreeIcon from '@mui/icons-material/GestureOutlined'
import RectangleIcon from '@mui/icons-material/CropDinOutlined'
import SelectIcon from '@mui/icons-material/NearMeOutlined'
import type { SvgIcon } from '@mui/material'
import type { ShortcutAction } from '../keyboard/shortcuts.ts'

export const tools = ['SELECT', 'RECTANGLE', 'FREE'] as const
export type Tool = (typeof tools)[number]

/** What the pointer does. */
export const toolLooks: Readonly<
  Record<Tool, { readonly icon: typeof SvgIcon; readonly shortcut: ShortcutAction }>
> = {
  SELECT: { icon: SelectIcon, shortcut: 'maskSelect' },
  RECTANGLE: { icon: RectangleIcon, shortcut: 'maskRectangle' },
  FREE: { icon: FreeIcon, shortcut: 'maskFree' },
}
