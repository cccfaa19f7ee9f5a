import { Box, Typography } from '@mui/material'
import { useWords } from '../words/use-words.ts'

interface Bar {
  readonly name: string
  readonly cases: number
  readonly differed: number
}

/** Of the cases about each reason, those in which two people differed: dark in light. */
export function ReasonBars({ reasons }: { readonly reasons: readonly Bar[] }) {
  const { t } = useWords()
  const most = Math.max(1, ...reasons.map(({ cases }) => cases))
  const width = (count: number) => `${(count / most) * 100}%`
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
      {reasons.map(({ name, cases, differed }) => (
        <Box component="li" key={name}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
            <Typography variant="body2">{name}</Typography>
            <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {t.calibration.differed(differed, cases)}
            </Typography>
          </Box>
          <Box aria-hidden sx={{ height: 8, position: 'relative' }}>
            <Box sx={{ ...bar, width: width(cases), bgcolor: 'action.disabledBackground' }} />
            <Box sx={{ ...bar, width: width(differed), bgcolor: 'warning.main' }} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}

const bar = { position: 'absolute', top: 0, left: 0, height: 8, borderRadius: 1 } as const
