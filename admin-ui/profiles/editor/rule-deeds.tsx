import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import DownIcon from '@mui/icons-material/ArrowDownwardOutlined'
import DragIcon from '@mui/icons-material/DragIndicatorOutlined'
import RemoveIcon from '@mui/icons-material/DeleteOutlined'
import UpIcon from '@mui/icons-material/ArrowUpwardOutlined'
import { Box, IconButton } from '@mui/material'
import type { ReactNode, RefObject } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { RuleEdits } from './rule-edits-by-hand.ts'

/** What is done with a rule as a whole. */
export function RuleDeeds({
  card,
  index,
  count,
  name,
  edits,
}: {
  readonly card: RefObject<HTMLElement | null>
  readonly index: number
  readonly count: number
  readonly name: string
  readonly edits: RuleEdits
}) {
  const { t } = useWords()
  const move = (to: number, focus: 'up' | 'down') =>
    edits.move({ from: index, to, name, count, focus })
  return (
    <>
      <Deed
        id={`rule-${index}-up`}
        label={`${t.profiles.moveUp}: ${name}`}
        disabled={index === 0}
        onClick={() => move(index - 1, 'up')}
      >
        <UpIcon fontSize="small" />
      </Deed>
      <Deed
        id={`rule-${index}-down`}
        label={`${t.profiles.moveDown}: ${name}`}
        disabled={index === count - 1}
        onClick={() => move(index + 1, 'down')}
      >
        <DownIcon fontSize="small" />
      </Deed>
      <Deed label={`${t.profiles.duplicate}: ${name}`} onClick={() => edits.copy(index)}>
        <CopyIcon fontSize="small" />
      </Deed>
      <Deed label={`${t.profiles.remove}: ${name}`} onClick={() => edits.remove(index, count)}>
        <RemoveIcon fontSize="small" />
      </Deed>
      {/* by keyboard a rule is moved by the arrows and by its place */}
      <Box
        component="span"
        aria-hidden
        draggable
        title={t.profiles.drag}
        data-testid="drag"
        onDragStart={(event) => {
          if (card.current) event.dataTransfer.setDragImage(card.current, 20, 20)
          edits.drag(event, { index, name, count })
        }}
        onDragEnd={edits.dragEnd}
        sx={{ cursor: 'grab', color: 'text.secondary', p: 0.625, display: 'flex' }}
      >
        <DragIcon fontSize="small" />
      </Box>
    </>
  )
}

function Deed({
  label,
  id,
  disabled = false,
  onClick,
  children,
}: {
  readonly label: string
  readonly id?: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <IconButton
      id={id}
      size="small"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </IconButton>
  )
}
