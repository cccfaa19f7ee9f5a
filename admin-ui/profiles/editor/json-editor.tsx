import { Alert, Box, Button, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { profileJson, readJson } from '../read-json.ts'
import type { Draft } from './use-draft.ts'

/** The draft as it is stored; typed or pasted text is checked and taken over at a press. */
export function JsonEditor({ draft }: { readonly draft: Draft }) {
  const { t } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? profileJson(draft.profile)
  const reading = readJson(text)
  const take = () => {
    if (reading.kind !== 'PROFILE') return
    draft.change(reading.profile)
    setTyped(null)
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography color="text.secondary">{t.profiles.jsonHelp}</Typography>
      {typed !== null && reading.kind === 'NOT_JSON' && (
        <Alert severity="error">{t.profiles.jsonSyntax}</Alert>
      )}
      {reading.kind === 'NOT_A_PROFILE' && (
        <Alert severity="error">
          {t.profiles.jsonWrong}
          <ul>
            {reading.places.map((place) => (
              <li key={place}>
                <code>{place}</code>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {typed !== null && reading.kind === 'PROFILE' && (
        <Alert severity={reading.clean ? 'success' : 'warning'}>
          {reading.clean ? t.profiles.lintClean : t.profiles.lintErrors}
        </Alert>
      )}
      <TextField
        multiline
        maxRows={28}
        value={text}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{
          htmlInput: {
            'aria-label': t.profiles.tabJson,
            spellCheck: false,
            style: { fontFamily: 'monospace', fontSize: '0.8rem', lineHeight: 1.5 },
          },
        }}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant="outlined"
          disabled={typed === null || reading.kind !== 'PROFILE'}
          onClick={take}
        >
          {t.profiles.jsonTake}
        </Button>
        {typed !== null && <Button onClick={() => setTyped(null)}>{t.app.cancel}</Button>}
      </Box>
    </Box>
  )
}
