import { Box, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { comparisonsOf } from '../../../rules/condition.ts'
import { useWords } from '../../words/use-words.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import { EffectEditor } from './effect-editor.tsx'
import type { RuleCardProps } from './rule-card.tsx'
import { NumberField } from './number-field.tsx'

/** Everything of a rule that can be changed. */
export function RuleForm({ rule, index, count, firstFact, queues, edits }: RuleCardProps) {
  const { t, locale } = useWords()
  const names = rule.name ?? { ja: '', en: '' }
  return (
    <Box sx={{ px: 2, pb: 2, pt: 0.5, display: 'grid', gap: 1.5 }}>
      <Box
        sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr minmax(120px, 200px) 90px', gap: 1.5 }}
      >
        {(['ja', 'en'] as const).map((each) => (
          <TextField
            key={each}
            label={each === 'ja' ? t.profiles.ruleNameJa : t.profiles.ruleNameEn}
            value={names[each]}
            onChange={(event) =>
              edits.change(
                index,
                { ...rule, name: { ...names, [each]: event.target.value } },
                `${rule.id} ${each}`,
              )
            }
            slotProps={{ htmlInput: { maxLength: 80, lang: each } }}
          />
        ))}
        <RuleId id={rule.id} onRename={(id) => edits.rename(index, rule, id)} />
        <NumberField
          label={t.profiles.place}
          value={index + 1}
          limits={{ min: 1, max: count, whole: true, nullable: false }}
          unit={`/ ${count}`}
          width="100%"
          commitOnBlur
          onChange={(place) =>
            place !== null &&
            place !== index + 1 &&
            edits.move({
              from: index,
              to: place - 1,
              name: names[locale] || rule.id,
              count,
              focus: 'title',
            })
          }
        />
      </Box>
      <ConditionBuilder
        condition={rule.when}
        firstFact={firstFact}
        onChange={(when) => edits.change(index, { ...rule, when })}
      />
      {comparisonsOf(rule.when).length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {t.profiles.emptyGroup}
        </Typography>
      )}
      <EffectEditor
        label={t.profiles.effect}
        effect={rule.effect}
        queues={queues}
        onChange={(effect) => edits.change(index, { ...rule, effect })}
      />
    </Box>
  )
}

/** Stands in decisions and statistics, so it is given at leave and not at every letter. An id that is taken is the linter's to name. */
function RuleId({
  id,
  onRename,
}: {
  readonly id: string
  readonly onRename: (id: string) => void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? id
  const fits = /^[a-z][a-z0-9-]{0,63}$/.test(text)
  const take = () => {
    if (typed !== null && fits && typed !== id) onRename(typed)
    setTyped(null)
  }
  return (
    <TextField
      label={t.profiles.ruleId}
      value={text}
      error={!fits}
      helperText={fits ? '' : t.profiles.queueHelp}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
      slotProps={{ htmlInput: { spellCheck: false, maxLength: 64 } }}
    />
  )
}
