import { Box, Button } from '@mui/material'
import type { ReactNode } from 'react'
import { useListContext } from 'react-admin'
import { useWords } from '../words/use-words.ts'

/** The filters of a list in one row, and a way to be rid of them. */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  const { t } = useWords()
  const { filterValues, setFilters } = useListContext()
  return (
    <Box
      role="search"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 2 }}
    >
      {children}
      {Object.keys(filterValues ?? {}).length > 0 && (
        <Button size="small" onClick={() => setFilters({}, [])}>
          {t.app.resetFilters}
        </Button>
      )}
    </Box>
  )
}

/** Reads and changes one filter; an empty value takes it away. */
export function useFilter(name: string): readonly [unknown, (value: unknown) => void] {
  const { filterValues, setFilters, displayedFilters } = useListContext()
  const all: Readonly<Record<string, unknown>> = filterValues ?? {}
  const change = (value: unknown) => {
    const { [name]: _, ...others } = all
    const isEmpty = value === '' || value === null || (Array.isArray(value) && value.length === 0)
    setFilters(isEmpty ? others : { ...others, [name]: value }, displayedFilters)
  }
  return [all[name], change]
}
