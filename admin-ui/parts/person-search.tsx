import SearchIcon from '@mui/icons-material/SearchOutlined'
import { Box, InputAdornment, TextField, ToggleButton, Typography } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { formatEra } from '../../domain/dates.ts'
import { longestSearch, understandSearch, type SearchTerm } from '../../domain/understand-search.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import type { Words } from '../words/words.ts'
import { useWords } from '../words/use-words.ts'
import type { PersonSearched } from './person-searches.ts'

/** One box for name, kana, birth date, number and external id; under it stands what was understood. */
export function PersonSearch({
  searched,
  onSearch,
}: {
  readonly searched: PersonSearched
  readonly onSearch: (next: PersonSearched) => void
}) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(searched.text)
  useEffect(() => setTyped(searched.text), [searched.text])
  useEffect(() => {
    if (typed === searched.text) return undefined
    const timer = setTimeout(() => onSearch({ ...searched, text: typed }), 400)
    return () => clearTimeout(timer)
  })
  useShortcuts('QUEUE', { search: () => input.current?.focus() })
  const terms = understandSearch(typed, searched.exact)
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap', mb: 2 }}>
      <Box>
        <TextField
          type="search"
          label={t.lists.search}
          placeholder={t.lists.searchHint}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // the Enter of an input method only ends the composing
            if (event.key === 'Enter' && !event.nativeEvent.isComposing)
              onSearch({ ...searched, text: typed })
          }}
          inputRef={input}
          autoComplete="off"
          sx={{ width: 420 }}
          slotProps={{
            htmlInput: { maxLength: longestSearch, spellCheck: false },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
            },
          }}
        />
        <Typography
          variant="caption"
          color="text.secondary"
          component="p"
          role="status"
          sx={{ mt: 0.5, minHeight: 18 }}
        >
          {terms.length > 0 &&
            t.lists.understood(terms.map((term) => told(term, t)).join(t.lists.and))}
        </Typography>
      </Box>
      <ToggleButton
        size="small"
        value="exact"
        selected={searched.exact}
        onChange={() => onSearch({ ...searched, exact: !searched.exact })}
        sx={{ textTransform: 'none', px: 1.5 }}
      >
        {t.lists.exact}
      </ToggleButton>
    </Box>
  )
}

function told(term: SearchTerm, { lists }: Words): string {
  if (term.kind === 'BIRTH_DATE') return lists.asBirthDate(term.text, formatEra(term.text))
  if (term.kind === 'EXTERNAL_ID') return lists.asExternalId
  if (term.kind === 'DOCUMENT_NUMBER') return lists.asDocumentNumber
  const kind = term.kind === 'NAME' ? lists.asName : lists.asKana
  return kind(term.match === 'EXACT' ? lists.whole : lists.beginning)
}
