import { Box, Typography } from '@mui/material'
import { brandShades, contrastRatio, grounds } from '../../domain/contrast.ts'
import { useWords } from '../words/use-words.ts'

/** Whether a colour can be read as it is, and what is used where it can't. */
export function ContrastNote({ colour }: { readonly colour: string }) {
  const { t } = useWords()
  const words = t.settings.branding
  const shades = brandShades(colour)
  const least = (theme: 'light' | 'dark') =>
    Math.min(...grounds[theme].map((ground) => contrastRatio(shades[theme].base, ground))).toFixed(
      1,
    )
  const lines = [
    words.asGiven(contrastRatio(colour, '#ffffff').toFixed(1)),
    shades.light.base === colour
      ? words.keptLight
      : words.changedLight(shades.light.base, least('light')),
    shades.dark.base === colour
      ? words.keptDark
      : words.changedDark(shades.dark.base, least('dark')),
  ]
  return (
    <Box role="status" sx={{ mt: 1 }}>
      <Typography variant="body2" color="text.secondary">
        {words.contrast}
      </Typography>
      {lines.map((line) => (
        <Typography key={line} variant="body2">
          {line}
        </Typography>
      ))}
      <Box sx={{ display: 'flex', gap: 1, mt: 1 }} aria-hidden>
        {(['light', 'dark'] as const).map((theme) => (
          <Box
            key={theme}
            sx={{
              p: 1.25,
              borderRadius: 2,
              bgcolor: grounds[theme][1],
              border: 1,
              borderColor: 'divider',
            }}
          >
            <Box
              sx={{
                px: 2,
                py: 0.75,
                borderRadius: 5,
                fontWeight: 700,
                bgcolor: shades[theme].base,
                color: shades[theme].on,
              }}
            >
              Aa あ
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
