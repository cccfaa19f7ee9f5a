import AddIcon from '@mui/icons-material/AddOutlined'
import { Box, Button, Card, Typography } from '@mui/material'
import { visuallyHidden } from '@mui/utils'
import { useEffect, useRef, useState } from 'react'
import type { LintFinding } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { useWords } from '../../words/use-words.ts'
import { addRule, duplicateRule, firstFact, moveRule, removeRule, setRule } from '../rule-edits.ts'
import { EffectEditor } from './effect-editor.tsx'
import { RuleCard, type RuleDeed } from './rule-card.tsx'
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
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [told, setTold] = useState('')
  const focusNext = useRef<string | null>(null)
  // a moved element loses the focus; whoever moves a rule by keyboard goes on where they were
  useEffect(() => {
    const wanted = focusNext.current
    focusNext.current = null
    if (wanted) document.querySelector<HTMLElement>(`#${CSS.escape(wanted)}`)?.focus()
  })
  const toggle = (id: string) =>
    setOpen(
      open.has(id) ? new Set([...open].filter((each) => each !== id)) : new Set([...open, id]),
    )
  const add = () => {
    const next = addRule(profile, t.profiles.newRule)
    const [made] = next.rules
    if (!made) return
    draft.change(next)
    setOpen(new Set([...open, made.id]))
  }
  const deed = (index: number, kind: RuleDeed) => draft.change(deeds[kind](profile, index))
  const move = (index: number, kind: 'UP' | 'DOWN') => {
    deed(index, kind)
    const rule = profile.rules[index]
    if (!rule) return
    const place = index + (kind === 'UP' ? 0 : 2)
    const atEnd = place === 1 || place === profile.rules.length
    const back = kind === 'UP' ? 'down' : 'up'
    focusNext.current = `${atEnd ? back : kind.toLowerCase()}-${rule.id}`
    setTold(t.profiles.moved(rule.name?.[locale] ?? rule.id, place, profile.rules.length))
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography color="text.secondary" sx={{ flex: 1 }}>
          {t.profiles.rulesHelp}
        </Typography>
        <Button variant="outlined" startIcon={<AddIcon />} onClick={add}>
          {t.profiles.addRule}
        </Button>
      </Box>
      <Box aria-live="polite" sx={visuallyHidden}>
        {told}
      </Box>
      {profile.rules.map((rule, index) => (
        <RuleCard
          key={rule.id}
          rule={rule}
          place={index + 1}
          count={profile.rules.length}
          open={open.has(rule.id)}
          firstFact={firstFact(profile)}
          findings={findings.filter((finding) => finding.rule === rule.id)}
          onOpen={() => toggle(rule.id)}
          onChange={(next, typedIn) => draft.change(setRule(profile, index, next), typedIn)}
          onDeed={(kind) =>
            kind === 'UP' || kind === 'DOWN' ? move(index, kind) : deed(index, kind)
          }
        />
      ))}
      <Card component="section" aria-label={t.profiles.otherwise} sx={{ p: 2 }}>
        <Typography sx={{ fontWeight: 600, mb: 1.5 }}>{t.profiles.otherwise}</Typography>
        <EffectEditor
          label={t.profiles.effect}
          effect={profile.otherwise}
          mayApprove={false}
          onChange={(otherwise) => draft.change({ ...profile, otherwise })}
        />
      </Card>
    </Box>
  )
}

const deeds: Record<RuleDeed, (profile: CheckProfile, index: number) => CheckProfile> = {
  UP: (profile, index) => moveRule(profile, index, -1),
  DOWN: (profile, index) => moveRule(profile, index, 1),
  COPY: duplicateRule,
  REMOVE: removeRule,
}
