import BrighterIcon from '@mui/icons-material/BrightnessHighOutlined'
import DarkerIcon from '@mui/icons-material/BrightnessLowOutlined'
import FitIcon from '@mui/icons-material/FitScreenOutlined'
import LeftIcon from '@mui/icons-material/RotateLeftOutlined'
import RightIcon from '@mui/icons-material/RotateRightOutlined'
import ZoomInIcon from '@mui/icons-material/ZoomInOutlined'
import ZoomOutIcon from '@mui/icons-material/ZoomOutOutlined'
import { Box, Button, IconButton, Tooltip, Typography, type SvgIcon } from '@mui/material'
import ContrastLessIcon from '@mui/icons-material/TonalityOutlined'
import ContrastMoreIcon from '@mui/icons-material/ContrastOutlined'
import EnlargeIcon from '@mui/icons-material/OpenInFullOutlined'
import { slotWords } from '../../domain/words/slots.ts'
import { Reasons } from '../parts/codes.tsx'
import { keyCap, shortcutTable, type ShortcutAction } from '../keyboard/shortcuts.ts'
import type { LoadedCapture, LoadedCheck } from '../case/case-types.ts'
import { useWords } from '../words/use-words.ts'
import { FilmBar } from './film-bar.tsx'
import { PictureView } from './picture-view.tsx'
import { displayOf } from './pane-table.ts'
import type { Region } from './region.ts'
import type { Film } from './use-film.ts'
import { usePictureUrl, type Variant } from './use-picture-url.ts'
import {
  brightnessStep,
  contrastStep,
  zoomStep,
  type ViewAction,
  type ViewState,
} from './view-state.ts'

/** A picture with its tools. */
export function PicturePane({
  capture,
  variant,
  frame,
  view,
  regions,
  checks,
  film,
  active,
  name,
  onAction,
  onFrame,
  onVariant,
  onActivate,
  onEnlarge,
  onRegion,
}: {
  readonly capture: LoadedCapture | null
  readonly variant: Variant
  readonly frame: number
  readonly view: ViewState
  readonly regions: readonly Region[]
  readonly checks: readonly LoadedCheck[]
  readonly film: Film
  readonly active: boolean
  readonly name: string
  readonly onAction: (action: ViewAction) => void
  readonly onFrame: (frame: number) => void
  readonly onVariant: () => void
  readonly onActivate: () => void
  readonly onEnlarge: () => void
  readonly onRegion: (check: string) => void
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
        containerType: 'inline-size',
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', px: 1, py: 0.25, gap: 0.25 }}>
        <Typography variant="subtitle2" component="h2" noWrap sx={{ flex: 1, minWidth: 56 }}>
          {title}
          {capture?.superseded && ` (${t.case.superseded})`}
        </Typography>
        {tools.map(({ action, icon, view: change, rare }) => (
          <Tool
            key={action}
            action={action}
            icon={icon}
            rare={rare}
            onClick={() => onAction(change)}
          />
        ))}
        <Tool action="enlarge" icon={EnlargeIcon} onClick={onEnlarge} />
      </Box>
      <Box sx={{ position: 'relative', flex: 1, minHeight: 0, bgcolor: '#23282a' }}>
        <PictureView
          url={picture.url}
          alt={title}
          view={view}
          regions={regions}
          pending={picture.isPending}
          withheld={capture?.withheld === true}
          onAction={onAction}
          onBroken={picture.renew}
          onRegion={onRegion}
        />
      </Box>
      {(capture === null ||
        displayOf(capture.slot).variant === 'RECTIFIED' ||
        variant === 'RECTIFIED') && (
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
          <Typography variant="caption" color="text.secondary" noWrap>
            {capture?.reasonCodes.length ? <Reasons codes={capture.reasonCodes} /> : null}
          </Typography>
        </Box>
      )}
      {capture && count > 1 && (
        <FilmBar capture={capture} checks={checks} frame={frame} film={film} onFrame={onFrame} />
      )}
    </Box>
  )
}

/** In the order of their use; the rare ones make room where it is narrow, and have their keys. */
const tools: readonly {
  readonly action: ShortcutAction
  readonly icon: typeof SvgIcon
  readonly view: ViewAction
  readonly rare: boolean
}[] = [
  {
    action: 'zoomOut',
    icon: ZoomOutIcon,
    view: { type: 'ZOOM', factor: 1 / zoomStep },
    rare: false,
  },
  { action: 'zoomIn', icon: ZoomInIcon, view: { type: 'ZOOM', factor: zoomStep }, rare: false },
  { action: 'fit', icon: FitIcon, view: { type: 'FIT' }, rare: false },
  { action: 'rotateLeft', icon: LeftIcon, view: { type: 'TURN', by: -1 }, rare: true },
  { action: 'rotateRight', icon: RightIcon, view: { type: 'TURN', by: 1 }, rare: false },
  {
    action: 'darker',
    icon: DarkerIcon,
    view: { type: 'BRIGHTEN', by: -brightnessStep },
    rare: true,
  },
  {
    action: 'brighter',
    icon: BrighterIcon,
    view: { type: 'BRIGHTEN', by: brightnessStep },
    rare: true,
  },
  {
    action: 'lessContrast',
    icon: ContrastLessIcon,
    view: { type: 'CONTRAST', by: -contrastStep },
    rare: true,
  },
  {
    action: 'moreContrast',
    icon: ContrastMoreIcon,
    view: { type: 'CONTRAST', by: contrastStep },
    rare: true,
  },
]

function Tool({
  action,
  icon: Icon,
  rare = false,
  onClick,
}: {
  readonly action: ShortcutAction
  readonly icon: typeof SvgIcon
  readonly rare?: boolean
  readonly onClick: () => void
}) {
  const { t } = useWords()
  const label = t.shortcuts[action]
  const [key] = shortcutTable[action].keys
  return (
    <Tooltip title={`${label} (${keyCap(key)})`}>
      <IconButton
        size="small"
        aria-label={label}
        onClick={onClick}
        sx={{
          p: 0.4,
          ...(rare && { '@container (max-width: 400px)': { display: 'none' } }),
        }}
      >
        <Icon fontSize="small" />
      </IconButton>
    </Tooltip>
  )
}
