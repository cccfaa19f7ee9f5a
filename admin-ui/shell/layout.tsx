import HelpIcon from '@mui/icons-material/KeyboardOutlined'
import AccountIcon from '@mui/icons-material/ManageAccountsOutlined'
import LanguageIcon from '@mui/icons-material/Translate'
import {
  Box,
  Button,
  CircularProgress,
  IconButton,
  ListItemIcon,
  MenuItem,
  Tooltip,
  Typography,
} from '@mui/material'
import { useEffect, type ReactNode } from 'react'
import {
  AppBar,
  Layout,
  Logout,
  RefreshIconButton,
  ToggleThemeButton,
  useLoading,
  useLocaleState,
  UserMenu,
  useUserMenu,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { useViewer } from '../auth/use-viewer.ts'
import { ShortcutHelp, useShortcutHelp } from '../keyboard/shortcut-help.tsx'
import { localeStorageKey } from '../words/i18n-provider.ts'
import { useWords } from '../words/use-words.ts'
import { staffLocaleNames, staffLocales } from '../words/words.ts'
import { SideMenu } from './menu.tsx'
import { RegulationBanner } from './regulation-banner.tsx'

export function ManagerLayout({ children }: { readonly children: ReactNode }) {
  const { locale } = useWords()
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return (
    <Layout
      appBar={ManagerBar}
      menu={SideMenu}
      sx={{
        '& .RaLayout-content': { p: 0 },
        '& .RaLayout-appFrame': { mt: { xs: 6, md: 6.5 } },
      }}
    >
      <RegulationBanner />
      {children}
      <ShortcutHelp />
    </Layout>
  )
}

function ManagerBar() {
  const { t } = useWords()
  const viewer = useViewer()
  return (
    <AppBar
      userMenu={<Person />}
      toolbar={<BarButtons />}
      sx={{ '& .RaAppBar-title': { flex: 0 } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, flex: 1, minWidth: 0 }}>
        <Typography component="span" sx={{ fontWeight: 700, letterSpacing: '0.02em' }}>
          {t.app.name}
        </Typography>
        <Typography component="span" color="text.secondary" noWrap>
          {viewer?.tenantName}
        </Typography>
      </Box>
    </AppBar>
  )
}

function BarButtons() {
  const { t, locale } = useWords()
  const [, setLocale] = useLocaleState()
  const help = useShortcutHelp()
  const other = staffLocales.find((each) => each !== locale) ?? locale
  const choose = () => {
    localStorage.setItem(localeStorageKey, other)
    setLocale(other)
  }
  return (
    <>
      <Refresh />
      <Button
        color="inherit"
        size="small"
        startIcon={<LanguageIcon />}
        onClick={choose}
        lang={other}
        aria-label={`${t.app.language}: ${staffLocaleNames[other]}`}
      >
        {staffLocaleNames[other]}
      </Button>
      <Tooltip title={`${t.app.help} (?)`}>
        <IconButton color="inherit" onClick={help.show} aria-label={t.app.help}>
          <HelpIcon />
        </IconButton>
      </Tooltip>
      <ToggleThemeButton />
    </>
  )
}

/** Loads everything again; it turns while something loads. */
function Refresh() {
  const { t } = useWords()
  return useLoading() ? (
    <Box sx={{ display: 'grid', placeItems: 'center', width: 34 }}>
      <CircularProgress size={18} color="inherit" aria-label={t.app.loading} />
    </Box>
  ) : (
    <RefreshIconButton color="inherit" />
  )
}

const Person = () => (
  <UserMenu>
    <AccountEntry />
    <Logout />
  </UserMenu>
)

function AccountEntry() {
  const { t } = useWords()
  const menu = useUserMenu()
  return (
    <MenuItem component={Link} to="/account" onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <AccountIcon fontSize="small" />
      </ListItemIcon>
      {t.app.account}
    </MenuItem>
  )
}
