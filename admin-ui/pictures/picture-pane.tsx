import BrighterIcon from '@mui/icons-material/BrightnessHighOutlined'
import DarkerIcon from '@mui/icons-material/BrightnessLowOutlined'
import FitIcon from '@mui/icons-material/FitScreenOutlined'
import NextIcon from '@mui/icons-material/ChevronRight'
import PreviousIcon from '@mui/icons-material/ChevronLeft'
import LeftIcon from '@mui/icons-material/RotateLeftOutlined'
import RightIcon from '@mui/icons-material/RotateRightOutlined'
import ZoomInIcon from '@mui/icons-material/ZoomInOutlined'
import ZoomOutIcon from '@mui/icons-material/ZoomOutOutlined'
import { Box, Button, IconButton, Tooltip, Typography, type SvgIcon } from '@mui/material'
import type { Slot } from '../../domain/method.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { keyCap, shortcutTable, type ShortcutAction } from '../keyboard/shortcuts.ts'
import { useWords } from '../words/use-words.ts'
import { PictureView, type Region } from './picture-view.tsx'
import { usePictureUrl, type Variant } from './use-picture-url.ts'
import { brightnessStep, zoomStep, type ViewAction, type ViewState } from './view-state.ts'

export interface ShownCapture {
  readonly id: string
  readonly slot: Slot
  readonly frameCount: number
  readonly superseded: boolean
}

/** A picture with its tools. */
export function PicturePane({
  capture,
  variant,
  frame,
  view,
  regions,
  active,
  name,
  onAction,
  onFrame,
  onVariant,
  onActivate,
}: {
  readonly capture: ShownCapture | null
  readonly variant: Variant
  readonly frame: number
  readonly view: ViewState
  readonly regions: readonly Region[]
  readonly active: boolean
  readonly name: string
  readonly onAction: (action: ViewAction) => void
  readonly onFrame: (frame: number) => void
  readonly onVariant: () => void
  readonly onActivate: () => void
}) {
  const { t, locale } = useWords()
  const picture = usePictureUrl(capture?.id ?? null, variant, frame)
  const title = capture ? slotWords[locale][capture.slot] : name
  const count = capture?.frameCount ?? 1
  return (
    <Box
      component="section"
      aria-label={title}
      onPointerDown={onActivate}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        minHeight: 0,
        border: 2,
        borderColor: active ? 'primary.main' : 'divider',
        borderRadius: 1.5,
        overflow: 'hidden',
        bgcolor: 'background.paper',
      }}
    >
      <Box
        sx={{ display: 'flex', alignItems: 'center', px: 1, py: 0.25, gap: 0.25, flexWrap: 'wrap' }}
      >
        <Typography variant="subtitle2" component="h2" noWrap sx={{ flex: 1, minWidth: 56 }}>
          {title}
          {capture?.superseded && ` (${t.case.superseded})`}
        </Typography>
        <Tool
          action="zoomOut"
          icon={ZoomOutIcon}
          onClick={() => onAction({ type: 'ZOOM', factor: 1 / zoomStep })}
        />
        <Tool
          action="zoomIn"
          icon={ZoomInIcon}
          onClick={() => onAction({ type: 'ZOOM', factor: zoomStep })}
        />
        <Tool action="fit" icon={FitIcon} onClick={() => onAction({ type: 'FIT' })} />
        <Tool
          action="rotateLeft"
          icon={LeftIcon}
          onClick={() => onAction({ type: 'TURN', by: -1 })}
        />
        <Tool
          action="rotateRight"
          icon={RightIcon}
          onClick={() => onAction({ type: 'TURN', by: 1 })}
        />
        <Tool
          action="darker"
          icon={DarkerIcon}
          onClick={() => onAction({ type: 'BRIGHTEN', by: -brightnessStep })}
        />
        <Tool
          action="brighter"
          icon={BrighterIcon}
          onClick={() => onAction({ type: 'BRIGHTEN', by: brightnessStep })}
        />
      </Box>
      <Box sx={{ position: 'relative', flex: 1, minHeight: 0, bgcolor: '#23282a' }}>
        <PictureView
          url={picture.url}
          alt={title}
          view={view}
          regions={regions}
          pending={picture.isPending}
          onAction={onAction}
          onBroken={picture.renew}
        />
      </Box>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          px: 1,
          minHeight: 32,
        }}
      >
        <Button size="small" color="inherit" onClick={onVariant} title={`${t.case.variant} (v)`}>
          {variant === 'RECTIFIED' ? t.case.straightened : t.case.photographed}
        </Button>
        {count > 1 && (
          <Box sx={{ display: 'flex', alignItems: 'center' }}>
            <Tool
              action="previousFrame"
              icon={PreviousIcon}
              disabled={frame === 0}
              onClick={() => onFrame(frame - 1)}
            />
            <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {t.case.frame(frame + 1, count)}
            </Typography>
            <Tool
              action="nextFrame"
              icon={NextIcon}
              disabled={frame >= count - 1}
              onClick={() => onFrame(frame + 1)}
            />
          </Box>
        )}
      </Box>
    </Box>
  )
}

function Tool({
  action,
  icon: Icon,
  disabled = false,
  onClick,
}: {
  readonly action: ShortcutAction
  readonly icon: typeof SvgIcon
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  const { t } = useWords()
  const label = t.shortcuts[action]
  const [key] = shortcutTable[action].keys
  return (
    <Tooltip title={`${label} (${keyCap(key)})`}>
      <span>
        <IconButton
          size="small"
          aria-label={label}
          disabled={disabled}
          onClick={onClick}
          sx={{ p: 0.4 }}
        >
          <Icon fontSize="small" />
        </IconButton>
      </span>
    </Tooltip>
  )
}
