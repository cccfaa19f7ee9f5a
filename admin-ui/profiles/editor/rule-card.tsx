import OpenIcon from '@mui/icons-material/ExpandMoreOutlined'
import { Box, Collapse } from '@mui/material'
import { memo, useRef } from 'react'
import type { LintFinding } from '../../../rules/lint.ts'
import type { Rule } from '../../../rules/profile-schema.ts'
import { ruleSentence } from '../../../rules/sentences.ts'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { decisionLooks, unknownLook } from '../../theme/tones.ts'
import { useWords } from '../../words/use-words.ts'
import { Findings } from './findings.tsx'
import { RuleDeeds } from './rule-deeds.tsx'
import type { RuleEdits } from './rule-edits-by-hand.ts'
import { RuleForm } from './rule-form.tsx'
import { useNearView } from './use-near-view.ts'

export interface RuleCardProps {
  readonly rule: Rule
  readonly index: number
  readonly count: number
  readonly open: boolean
  readonly firstFact: string
  readonly queues: readonly string[]
  readonly findings: readonly LintFinding[]
  /** For the names of those that the findings speak of; none where there is no finding. */
  readonly rules: readonly Rule[]
  readonly edits: RuleEdits
}

/**
 * One rule: always as a sentence, and opened, with everything that can be changed. Of two hundred, those that are far from
 * the view have their sentence only.
 */
export const RuleCard = memo(function RuleCard(props: RuleCardProps) {
  const { rule, rules, index, count, open, findings, edits } = props
  const { t, locale } = useWords()
  const card = useRef<HTMLLIElement>(null)
  const near = useNearView(card)
  const name = rule.name?.[locale] || rule.id
  return (
    <Box
      component="li"
      ref={card}
      className="rule-card"
      aria-labelledby={`rule-${index}-name`}
      onDragOver={(event) => edits.dragOver(event, index)}
      onDrop={(event) => edits.drop(event, index)}
    >
      <div className="rule-head">
        <button
          type="button"
          id={`rule-${index}-title`}
          className="rule-title"
          aria-expanded={open}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => edits.toggle(rule.id)}
          onKeyDown={(event) => {
            const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
            if (!event.altKey || by === undefined) return
            event.preventDefault()
            edits.move({ from: index, to: index + by, name, count, focus: 'title' })
          }}
        >
          <span className="rule-line">
            <OpenIcon fontSize="small" className={open ? 'rule-arrow open' : 'rule-arrow'} />
            <strong id={`rule-${index}-name`}>
              {index + 1}. {name}
            </strong>
            <ToneChip look={decisionLooks[rule.effect.kind] ?? unknownLook}>
              {t.effects[rule.effect.kind]}
            </ToneChip>
          </span>
          <span className="rule-sentence" data-testid="sentence">
            {ruleSentence(rule, locale)}
          </span>
        </button>
        {near && <RuleDeeds card={card} index={index} count={count} name={name} edits={edits} />}
      </div>
      <Findings findings={findings} rules={rules} />
      {near && (
        <Collapse in={open} unmountOnExit>
          <RuleForm {...props} />
        </Collapse>
      )}
    </Box>
  )
})
