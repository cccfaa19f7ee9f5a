import AgainIcon from '@mui/icons-material/Replay'
import CameraIcon from '@mui/icons-material/PhotoCameraOutlined'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import ClockIcon from '@mui/icons-material/ScheduleOutlined'
import CrossIcon from '@mui/icons-material/CancelOutlined'
import DashIcon from '@mui/icons-material/RemoveCircleOutlined'
import EyeIcon from '@mui/icons-material/VisibilityOutlined'
import GearIcon from '@mui/icons-material/SettingsOutlined'
import InboxIcon from '@mui/icons-material/InboxOutlined'
import PencilIcon from '@mui/icons-material/EditOutlined'
import PersonIcon from '@mui/icons-material/PersonOutlined'
import QuestionIcon from '@mui/icons-material/HelpOutlineOutlined'
import { Box, type SvgIcon } from '@mui/material'
import { alpha, useTheme, type Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'
import type { Look, Tone, ToneIcon } from '../theme/tones.ts'

/** Icon and words in a colour of meaning. */
export function ToneChip({
  look,
  children,
}: {
  readonly look: Look
  readonly children: ReactNode
}) {
  const theme = useTheme()
  const color = toneColor(theme, look.tone)
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        px: 0.9,
        py: 0.15,
        borderRadius: 5,
        color,
        bgcolor: alpha(color, theme.palette.mode === 'dark' ? 0.16 : 0.09),
        fontSize: '0.8rem',
        fontWeight: 600,
        lineHeight: 1.6,
        whiteSpace: 'nowrap',
      }}
    >
      <ToneMark look={look} />
      {children}
    </Box>
  )
}

/** The icon alone; words must stand beside it. */
export function ToneMark({ look, size = 15 }: { readonly look: Look; readonly size?: number }) {
  const theme = useTheme()
  const Icon = icons[look.icon]
  return (
    <Icon aria-hidden sx={{ fontSize: size, color: toneColor(theme, look.tone), flexShrink: 0 }} />
  )
}

export const toneColor = (theme: Theme, tone: Tone): string =>
  ({
    neutral: theme.palette.text.secondary,
    quiet: theme.palette.text.secondary,
    info: theme.palette.info.main,
    good: theme.palette.success.main,
    warn: theme.palette.warning.main,
    bad: theme.palette.error.main,
  })[tone]

const icons: Record<ToneIcon, typeof SvgIcon> = {
  check: CheckIcon,
  cross: CrossIcon,
  question: QuestionIcon,
  dash: DashIcon,
  clock: ClockIcon,
  camera: CameraIcon,
  gear: GearIcon,
  eye: EyeIcon,
  again: AgainIcon,
  inbox: InboxIcon,
  person: PersonIcon,
  pencil: PencilIcon,
}
