import BackIcon from '@mui/icons-material/ArrowBackOutlined'
import { Box, IconButton, Typography, useScrollTrigger } from '@mui/material'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'
import { Link } from 'react-router-dom'

/** A page with its name and what can be done on it. */
export function Page({
  title,
  back,
  actions,
  pinned = false,
  children,
}: {
  readonly title: string
  /** The page that it belongs to. */
  readonly back?: { readonly to: string; readonly label: string }
  readonly actions?: ReactNode
  /** On a long page the name and what can be done stay in view. */
  readonly pinned?: boolean
  readonly children: ReactNode
}) {
  // as the bar of the manager leaves when one scrolls down
  const barLeft = useScrollTrigger()
  return (
    <Box sx={{ p: 2.5, maxWidth: 1500 }}>
      <Title title={title} />
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          mb: 2,
          minHeight: 36,
          ...(pinned && { ...pinnedLooks, top: barLeft ? 0 : 48 }),
        }}
      >
        {back && (
          <IconButton component={Link} to={back.to} aria-label={back.label} sx={{ ml: -1 }}>
            <BackIcon />
          </IconButton>
        )}
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {actions}
      </Box>
      {children}
    </Box>
  )
}

/** Below the bar of the manager, or in its place, over what scrolls. */
const pinnedLooks = {
  position: 'sticky',
  zIndex: 5,
  transition: 'top 0.2s',
  mx: -2.5,
  px: 2.5,
  py: 1,
  mt: -1,
  bgcolor: 'background.default',
  borderBottom: 1,
  borderColor: 'divider',
} as const
