import { Box, Card, Typography } from '@mui/material'

export interface Figure {
  readonly name: string
  readonly value: string
  readonly note: string
}

/** The figures that are looked at first. */
export function FigureRow({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(${figures.length}, minmax(0, 1fr))`,
        gap: 1.5,
        m: 0,
      }}
    >
      {figures.map(({ name, value, note }) => (
        <Card key={name} sx={{ p: 1.75, display: 'flex', flexDirection: 'column' }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {name}
          </Typography>
          <Typography component="dd" sx={{ m: 0, fontSize: '1.6rem', fontWeight: 600 }}>
            {value}
          </Typography>
          <Typography component="dd" variant="caption" color="text.secondary" sx={{ m: 0 }}>
            {note}
          </Typography>
        </Card>
      ))}
    </Box>
  )
}
