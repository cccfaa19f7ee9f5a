import { Box, Card, FormControlLabel, Switch, Typography } from '@mui/material'
import { checkKeys, type CheckKey } from '../../../domain/check.ts'
import { checkWords } from '../../../domain/words/checks.ts'
import { thresholdKeys, thresholdTable } from '../../../rules/thresholds.ts'
import { useWords } from '../../words/use-words.ts'
import { setCheck } from '../rule-edits.ts'
import { ScenePicker } from './scene-picker.tsx'
import { ThresholdField } from './threshold-field.tsx'
import type { Draft } from './use-draft.ts'

/** Every check with its switch and its thresholds. */
export function ChecksEditor({ draft }: { readonly draft: Draft }) {
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <ScenePicker draft={draft} />
      {checkKeys.map((check) => (
        <CheckRow key={check} check={check} draft={draft} />
      ))}
    </Box>
  )
}

function CheckRow({ check, draft }: { readonly check: CheckKey; readonly draft: Draft }) {
  const { t, locale } = useWords()
  const { profile } = draft
  const { on } = profile.checks[check]
  const thresholds = thresholdKeys.filter((key) => thresholdTable[key].check === check)
  return (
    <Card
      component="section"
      aria-label={checkWords[locale][check]}
      sx={{
        px: 2,
        py: 0.75,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '260px minmax(0, 1fr)' },
        columnGap: 2,
        alignItems: 'start',
      }}
    >
      <FormControlLabel
        control={
          <Switch
            checked={on}
            onChange={() => draft.edit((before) => setCheck(before, check, !on))}
          />
        }
        label={
          <>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {checkWords[locale][check]}
            </Typography>{' '}
            <Typography component="span" variant="body2" color="text.secondary">
              {on ? t.profiles.checkOn : t.profiles.checkOff}
            </Typography>
          </>
        }
      />
      {on && thresholds.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2.5, py: 1 }}>
          {thresholds.map((key) => (
            <ThresholdField key={key} threshold={key} draft={draft} />
          ))}
        </Box>
      )}
    </Card>
  )
}
