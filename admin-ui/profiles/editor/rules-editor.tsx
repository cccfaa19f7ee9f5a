import AddIcon from '@mui/icons-material/AddOutlined'
import { Box, Button, Card, TextField, Typography } from '@mui/material'
import { visuallyHidden } from '@mui/utils'
import { useMemo, useState } from 'react'
import type { LintFinding } from '../../../rules/lint.ts'
import type { Rule } from '../../../rules/profile-schema.ts'
import { ruleSentence } from '../../../rules/sentences.ts'
import { useWords } from '../../words/use-words.ts'
import { firstFact, queuesOf } from '../rule-edits.ts'
import { EffectEditor } from './effect-editor.tsx'
import { RuleCard } from './rule-card.tsx'
import { useRuleEdits } from './rule-edits-by-hand.ts'
import { ruleLooks } from './rule-looks.ts'
import type { Draft } from './use-draft.ts'

/** The rules in their order, and what follows where none holds. */
export function RulesEditor({
  draft,
  findings,
}: {
  readonly draft: Draft
  readonly findings: readonly LintFinding[]
}) {
  const { t, locale } = useWords()
  const { profile } = draft
  const { open, told, edits, add } = useRuleEdits(draft)
  const [wanted, setWanted] = useState('')
  const queueList = queuesOf(profile).join(' ')
  const queues = useMemo(() => queueList.split(' '), [queueList])
  const findingsOf = useMemo(() => Map.groupBy(findings, ({ rule }) => rule), [findings])
  const shown = useMemo(
    () => profile.rules.map((rule) => isWanted(rule, wanted, locale)),
    [profile.rules, wanted, locale],
  )
  const keys = useMemo(() => keysOf(profile.rules), [profile.rules])
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography color="text.secondary" sx={{ flex: 1 }}>
          {t.profiles.rulesHelp}
        </Typography>
        {profile.rules.length > searchedFrom && (
          <TextField
            type="search"
            label={t.profiles.findRule}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            sx={{ width: 220 }}
          />
        )}
        <Button variant="outlined" startIcon={<AddIcon />} onClick={() => add(profile)}>
          {t.profiles.addRule}
        </Button>
      </Box>
      <Box aria-live="polite" sx={visuallyHidden}>
        {told}
      </Box>
      <Box component="ol" aria-label={t.profiles.tabRules} sx={ruleLooks}>
        {profile.rules.map(
          (rule, index) =>
            shown[index] && (
              <RuleCard
                key={keys[index]}
                rule={rule}
                index={index}
                count={profile.rules.length}
                open={open.has(rule.id)}
                firstFact={firstFact(profile)}
                queues={queues}
                findings={findingsOf.get(rule.id) ?? none}
                rules={findingsOf.has(rule.id) ? profile.rules : noRules}
                edits={edits}
              />
            ),
        )}
      </Box>
      <Card component="section" aria-label={t.profiles.otherwise} sx={{ p: 2 }}>
        <Typography sx={{ fontWeight: 600, mb: 1.5 }}>{t.profiles.otherwise}</Typography>
        <EffectEditor
          label={t.profiles.effect}
          effect={profile.otherwise}
          queues={queues}
          mayApprove={false}
          onChange={(otherwise) => draft.edit((before) => ({ ...before, otherwise }))}
        />
      </Card>
    </Box>
  )
}

/** So few rules are seen at a glance. */
const searchedFrom = 10
const none: readonly LintFinding[] = []
const noRules: readonly Rule[] = []

const isWanted = (rule: Rule, wanted: string, locale: 'ja' | 'en'): boolean =>
  wanted === '' ||
  `${rule.id} ${rule.name?.ja ?? ''} ${rule.name?.en ?? ''} ${ruleSentence(rule, locale)}`
    .toLowerCase()
    .includes(wanted.toLowerCase())

/** Ids, and of those that a draft has twice, the place among them. */
function keysOf(rules: readonly Rule[]): readonly string[] {
  const seen = new Map<string, number>()
  return rules.map(({ id }) => {
    const times = seen.get(id) ?? 0
    seen.set(id, times + 1)
    return times === 0 ? id : `${id} ${times}`
  })
}
