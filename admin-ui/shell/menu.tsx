import ApiKeyIcon from '@mui/icons-material/KeyOutlined'
import AuditIcon from '@mui/icons-material/HistoryOutlined'
import AnalyticsIcon from '@mui/icons-material/InsightsOutlined'
import DeliveryIcon from '@mui/icons-material/SendOutlined'
import ExportsIcon from '@mui/icons-material/FileDownloadOutlined'
import MembersIcon from '@mui/icons-material/GroupOutlined'
import CalibrationIcon from '@mui/icons-material/BalanceOutlined'
import PartnersIcon from '@mui/icons-material/HandshakeOutlined'
import ProfilesIcon from '@mui/icons-material/RuleOutlined'
import QueueIcon from '@mui/icons-material/FactCheckOutlined'
import MaskingIcon from '@mui/icons-material/FormatColorFillOutlined'
import SessionsIcon from '@mui/icons-material/BadgeOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
import WebhookIcon from '@mui/icons-material/WebhookOutlined'
import { Badge, Box, Typography, type SvgIcon } from '@mui/material'
import type { ReactNode } from 'react'
import { Menu, useSidebarState } from 'react-admin'
import { useRoles } from '../auth/use-viewer.ts'
import { maySee } from '../auth/access.ts'
import { useQueueCounts } from '../cases/use-queue-counts.ts'
import { useMaskingQueue } from '../masking/use-masking-queue.ts'
import { useNow } from '../parts/use-now.ts'
import { useWords } from '../words/use-words.ts'
import { menuTable, type MenuEntry, type MenuGroup } from './menu-table.ts'

/** What the roles of the viewer may see. */
export function SideMenu() {
  const { t } = useWords()
  const roles = useRoles()
  const [open] = useSidebarState()
  const shown = menuTable.filter(({ area }) => maySee(area, roles))
  const groups = [...new Set(shown.map(({ group }) => group))]
  return (
    <Menu sx={{ pt: 1 }}>
      {groups.map((group) => (
        <Box key={group} sx={{ mb: 1 }}>
          {open && <GroupName>{t.menu[group satisfies MenuGroup]}</GroupName>}
          {shown
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <Menu.Item
                key={entry.to}
                to={entry.to}
                primaryText={t.menu[entry.word]}
                leftIcon={<EntryIcon entry={entry} />}
              />
            ))}
        </Box>
      ))}
    </Menu>
  )
}

const GroupName = ({ children }: { readonly children: string }) => (
  <Typography
    variant="caption"
    color="text.secondary"
    sx={{ display: 'block', px: 2, pt: 1, pb: 0.5, fontWeight: 600 }}
  >
    {children}
  </Typography>
)

function EntryIcon({ entry }: { readonly entry: MenuEntry }) {
  const Icon = icons[entry.word]
  if (entry.area === 'queue') return <QueueBadge />
  if (entry.area === 'masking') return <MaskingBadge />
  return <Icon />
}

function MaskingBadge() {
  const { data = [] } = useMaskingQueue()
  const now = useNow()
  const waiting = data.filter(({ status }) => status === 'OPEN')
  return (
    <Counted
      count={waiting.length}
      late={waiting.some(({ dueAt }) => Date.parse(dueAt) < now)}
      icon={<MaskingIcon />}
    />
  )
}

function QueueBadge() {
  const counts = useQueueCounts()
  const waiting = (counts.data ?? []).reduce((sum, { open }) => sum + open, 0)
  const late = (counts.data ?? []).some(({ overdue }) => overdue > 0)
  return <Counted count={waiting} late={late} icon={<QueueIcon />} />
}

const Counted = ({
  count,
  late,
  icon,
}: {
  readonly count: number
  readonly late: boolean
  readonly icon: ReactNode
}) => (
  <Badge
    badgeContent={count}
    color={late ? 'error' : 'primary'}
    max={99}
    sx={{ '& .MuiBadge-badge': { height: 16, minWidth: 16, fontSize: '0.65rem' } }}
  >
    {icon}
  </Badge>
)

const icons: Record<MenuEntry['word'], typeof SvgIcon> = {
  calibration: CalibrationIcon,
  desk: QueueIcon,
  masking: MaskingIcon,
  partners: PartnersIcon,
  queue: QueueIcon,
  sessions: SessionsIcon,
  exports: ExportsIcon,
  profiles: ProfilesIcon,
  endpoints: WebhookIcon,
  deliveries: DeliveryIcon,
  'api-keys': ApiKeyIcon,
  members: MembersIcon,
  analytics: AnalyticsIcon,
  settings: SettingsIcon,
  audit: AuditIcon,
}
