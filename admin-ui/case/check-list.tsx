import { Box, ButtonBase, Collapse, Link, Typography } from '@mui/material'
import { alpha } from '@mui/material/styles'
import { useEffect, useRef } from 'react'
import { checkWords } from '../../domain/words/checks.ts'
import { factsById } from '../../rules/facts.ts'
import { valuePhrase } from '../../rules/phrases.ts'
import { OutcomeChip, Reasons } from '../parts/codes.tsx'
import { slotWords } from '../../domain/words/slots.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { LoadedCheck } from './case-types.ts'
import { factRows } from './fact-rows.ts'

/** The checks, most urgent first. The chosen one shows its facts, and its place on the picture. */
export function CheckList({
  checks,
  chosen,
  onChoose,
}: {
  readonly checks: readonly LoadedCheck[]
  readonly chosen: string | null
  readonly onChoose: (key: string) => void
}) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {checks.map((check) => (
        <CheckRow
          key={check.key}
          check={check}
          chosen={check.key === chosen}
          onChoose={() => onChoose(check.key)}
        />
      ))}
    </Box>
  )
}

function CheckRow({
  check,
  chosen,
  onChoose,
}: {
  readonly check: LoadedCheck
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const { t, locale } = useWords()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const slots = [...new Set(check.evidence.map(({ slot }) => slot))]
  return (
    <Box
      component="li"
      ref={row}
      sx={{
        borderBottom: 1,
        borderColor: 'divider',
        // faint enough for the colours of meaning to be read on it
        bgcolor: ({ palette }) => (chosen ? alpha(palette.primary.main, 0.07) : 'transparent'),
        ...(chosen && { boxShadow: ({ palette }) => `inset 3px 0 ${palette.primary.main}` }),
      }}
    >
      <ButtonBase
        aria-expanded={chosen}
        onClick={onChoose}
        sx={{
          display: 'grid',
          gridTemplateColumns: '106px minmax(0, 1fr) auto',
          columnGap: 1,
          alignItems: 'center',
          width: '100%',
          textAlign: 'left',
          px: 1.5,
          py: 0.6,
        }}
      >
        <OutcomeChip outcome={check.outcome} />
        <Box sx={{ minWidth: 0 }}>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {wordOf(checkWords[locale], check.key)}
          </Typography>
          {check.reasonCodes.length > 0 && (
            <Typography component="span" variant="body2" color="text.secondary" sx={{ ml: 1 }}>
              <Reasons codes={check.reasonCodes} />
            </Typography>
          )}
        </Box>
        {check.score !== null && (
          <Typography
            variant="body2"
            color="text.secondary"
            title={t.case.score}
            sx={{ fontVariantNumeric: 'tabular-nums' }}
          >
            {check.score.toFixed(3)}
          </Typography>
        )}
      </ButtonBase>
      <Collapse in={chosen} unmountOnExit timeout={120}>
        <Box sx={{ px: 1.5, pb: 1, pl: '126px' }}>
          {slots.length > 0 && (
            <Typography variant="body2" sx={{ mb: 0.5 }}>
              <Link component="span" underline="none" color="warning.main">
                ▣ {slots.map((slot) => slotWords[locale][slot]).join(locale === 'ja' ? '・' : ', ')}
              </Link>
            </Typography>
          )}
          <Box
            component="dl"
            sx={{
              m: 0,
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 1fr) auto',
              columnGap: 2,
              rowGap: 0.25,
              fontSize: '0.8rem',
            }}
          >
            {factRows(check.key, check.facts).map(({ id, value }) => (
              <Box key={id} sx={{ display: 'contents' }}>
                <Box component="dt" sx={{ color: 'text.secondary' }}>
                  {factsById.get(id)?.words[locale] ?? id}
                </Box>
                <Box component="dd" sx={{ m: 0, textAlign: 'right' }}>
                  {valuePhrase(id, value, locale)}
                </Box>
              </Box>
            ))}
          </Box>
          <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 0.5 }}>
            {t.case.madeBy}:{' '}
            {[check.engine, check.model, check.version].filter(Boolean).join(' · ')}
          </Typography>
        </Box>
      </Collapse>
    </Box>
  )
}
