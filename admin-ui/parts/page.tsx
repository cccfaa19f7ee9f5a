import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'

/** A page with its name and what can be done on it. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Box sx={{ p: 2.5, maxWidth: 1500 }}>
      <Title title={title} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 2, minHeight: 36 }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {actions}
      </Box>
      {children}
    </Box>
  )
}
