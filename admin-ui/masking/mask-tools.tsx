import AddIcon from '@mui/icons-material/AddBoxOutlined'
import CopyIcon from '@mui/icons-material/LibraryAddOutlined'
import FitIcon from '@mui/icons-material/FitScreenOutlined'
import RedoIcon from '@mui/icons-material/RedoOutlined'
import RemoveIcon from '@mui/icons-material/DeleteOutlined'
import UndoIcon from '@mui/icons-material/UndoOutlined'
import ZoomInIcon from '@mui/icons-material/ZoomInOutlined'
import ZoomOutIcon from '@mui/icons-material/ZoomOutOutlined'
import {
  Box,
  Divider,
  IconButton,
  ToggleButton,
  ToggleButtonGroup,
  Tooltip,
  Typography,
  type SvgIcon,
} from '@mui/material'
import { keyCap, shortcutTable } from '../keyboard/shortcuts.ts'
import { useWords } from '../words/use-words.ts'
import { toolLooks, tools, type Tool } from './tools.ts'

export interface MaskDeeds {
  readonly add: () => void
  /** Null: there is nothing to do it with. */
  readonly undo: (() => void) | null
  readonly redo: (() => void) | null
  readonly remove: (() => void) | null
  readonly copy: (() => void) | null
  readonly zoomIn: () => void
  readonly zoomOut: () => void
  readonly fit: () => void
}

export function MaskTools({
  tool,
  zoom,
  deeds,
  onTool,
}: {
  readonly tool: Tool
  readonly zoom: number
  readonly deeds: MaskDeeds
  readonly onTool: (tool: Tool) => void
}) {
  const { t } = useWords()
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexWrap: 'wrap', mb: 1 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={tool}
        aria-label={t.masking.tool}
        onChange={(_event, next: Tool | null) => next && onTool(next)}
      >
        {tools.map((each) => {
          const { icon: Icon, shortcut } = toolLooks[each]
          return (
            <ToggleButton key={each} value={each} sx={{ py: 0.4, gap: 0.75 }}>
              <Icon fontSize="small" aria-hidden />
              {t.masking.tools[each]} ({keyCap(shortcutTable[shortcut].keys[0])})
            </ToggleButton>
          )
        })}
      </ToggleButtonGroup>
      <Bar />
      {buttons.slice(0, 5).map((each) => (
        <Deed key={each.deed} {...each} run={deeds[each.deed]} />
      ))}
      <Bar />
      {buttons.slice(5).map((each) => (
        <Deed key={each.deed} {...each} run={deeds[each.deed]} />
      ))}
      <Typography variant="caption" sx={{ fontVariantNumeric: 'tabular-nums', minWidth: 40 }}>
        {Math.round(zoom * 100)}%
      </Typography>
    </Box>
  )
}

const Bar = () => <Divider orientation="vertical" flexItem sx={{ mx: 0.5 }} />

interface Button {
  readonly deed: keyof MaskDeeds
  readonly icon: typeof SvgIcon
  readonly keys: string
}
const buttons: readonly Button[] = [
  { deed: 'add', icon: AddIcon, keys: 'a' },
  { deed: 'undo', icon: UndoIcon, keys: 'Ctrl+Z' },
  { deed: 'redo', icon: RedoIcon, keys: 'Ctrl+Shift+Z' },
  { deed: 'remove', icon: RemoveIcon, keys: 'Delete' },
  { deed: 'copy', icon: CopyIcon, keys: '' },
  { deed: 'zoomOut', icon: ZoomOutIcon, keys: '-' },
  { deed: 'fit', icon: FitIcon, keys: '0' },
  { deed: 'zoomIn', icon: ZoomInIcon, keys: '+' },
]

function Deed({ deed, icon: Icon, keys, run }: Button & { readonly run: (() => void) | null }) {
  const { t } = useWords()
  const name = t.masking.deeds[deed]
  return (
    <Tooltip title={keys ? `${name} (${keys})` : name}>
      {/* a tooltip hears nothing of a button that is off */}
      <span>
        <IconButton size="small" aria-label={name} disabled={run === null} onClick={() => run?.()}>
          <Icon fontSize="small" />
        </IconButton>
      </span>
    </Tooltip>
  )
}
