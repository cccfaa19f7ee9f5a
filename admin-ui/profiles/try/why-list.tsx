import { Button, Typography } from '@mui/material'
import { useState } from 'react'
import { TraceList } from '../../case/trace-list.tsx'
import type { TraceRow } from '../../case/trace-rows.ts'
import { useWords } from '../../words/use-words.ts'

/** More than these that failed are shown when asked for. */
const fewFailed = 8

/** Every rule with what it saw, in its order; and what follows where none held. */
export function WhyList({
  rows,
  otherwise,
}: {
  readonly rows: readonly TraceRow[]
  readonly otherwise: string
}) {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const failed = rows.filter(({ kind }) => kind === 'FAILS').length
  const isLong = failed > fewFailed
  const shown = all || !isLong ? rows : rows.filter(({ kind }) => kind !== 'FAILS')
  const isDecided = rows.some(({ kind }) => kind === 'DECIDED')
  return (
    <>
      <TraceList rows={shown} />
      {!isDecided && <Typography sx={{ px: 1, py: 0.5, fontWeight: 600 }}>{otherwise}</Typography>}
      {isLong && (
        <Button size="small" onClick={() => setAll(!all)}>
          {all ? t.trial.fewer : t.trial.rest(failed)}
        </Button>
      )}
    </>
  )
}
