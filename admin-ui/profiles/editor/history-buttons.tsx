import RedoIcon from '@mui/icons-material/RedoOutlined'
import UndoIcon from '@mui/icons-material/UndoOutlined'
import { IconButton, Tooltip } from '@mui/material'
import { useWords } from '../../words/use-words.ts'
import type { Draft } from './use-draft.ts'

/** Back and forth through what was changed. */
export function HistoryButtons({ draft }: { readonly draft: Draft }) {
  const { t } = useWords()
  return [
    { label: t.profiles.undo, keys: 'Ctrl+Z', may: draft.mayUndo, go: draft.undo, Icon: UndoIcon },
    { label: t.profiles.redo, keys: 'Ctrl+Y', may: draft.mayRedo, go: draft.redo, Icon: RedoIcon },
  ].map(({ label, keys, may, go, Icon }) => (
    <Tooltip key={label} title={`${label} (${keys})`}>
      <span>
        <IconButton aria-label={label} disabled={!may} onClick={go}>
          <Icon />
        </IconButton>
      </span>
    </Tooltip>
  ))
}
