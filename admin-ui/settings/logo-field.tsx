import { Box, Button, FormHelperText, Stack, Typography } from '@mui/material'
import { useRef, useState } from 'react'
import { useWords } from '../words/use-words.ts'

const types = ['image/png', 'image/jpeg', 'image/webp']
const mostBytes = 180_000

/** The company's sign: shown as it will be, chosen from a file. @param logo address of it, or its data */
export function LogoField({
  logo,
  mayWrite,
  onLogo,
}: {
  readonly logo: string | null
  readonly mayWrite: boolean
  readonly onLogo: (logo: string | null) => void
}) {
  const { t } = useWords()
  const words = t.settings.branding
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<'logoFormat' | 'logoSize' | null>(null)
  const take = (file: File | undefined) => {
    if (!file) return
    if (!types.includes(file.type)) return setProblem('logoFormat')
    if (file.size > mostBytes) return setProblem('logoSize')
    setProblem(null)
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') onLogo(reader.result)
    })
    reader.readAsDataURL(file)
  }
  return (
    <div role="group" aria-label={words.logo}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {words.logo}
      </Typography>
      <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
        {logo !== null && (
          <Box sx={{ bgcolor: '#fff', p: 1, borderRadius: 1, border: 1, borderColor: 'divider' }}>
            <Box
              component="img"
              src={logo}
              alt={words.logo}
              sx={{ display: 'block', maxWidth: 240, maxHeight: 64 }}
            />
          </Box>
        )}
        {mayWrite && (
          <>
            <Button variant="outlined" onClick={() => input.current?.click()}>
              {words.chooseLogo}
            </Button>
            {logo !== null && <Button onClick={() => onLogo(null)}>{words.removeLogo}</Button>}
            <input
              ref={input}
              type="file"
              hidden
              accept={types.join(',')}
              aria-label={words.logo}
              onChange={({ target }) => {
                take(target.files?.[0])
                target.value = ''
              }}
            />
          </>
        )}
      </Stack>
      <FormHelperText error={problem !== null}>
        {problem === null ? words.logoHelp : words[problem]}
      </FormHelperText>
    </div>
  )
}
