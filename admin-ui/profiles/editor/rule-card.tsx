import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import DownIcon from '@mui/icons-material/ArrowDownwardOutlined'
import OpenIcon from '@mui/icons-material/ExpandMoreOutlined'
import RemoveIcon from '@mui/icons-material/DeleteOutlined'
import UpIcon from '@mui/icons-material/ArrowUpwardOutlined'
import {
  Box,
  ButtonBase,
  Card,
  Collapse,
  IconButton,
  TextField,
  Tooltip,
  Typography,
} from '@mui/material'
import type { ReactNode } from 'react'
import type { LintFinding } from '../../../rules/lint.ts'
import { comparisonsOf } from '../../../rules/condition.ts'
import type { Rule } from '../../../rules/profile-schema.ts'
import { ruleSentence } from '../../../rules/sentences.ts'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { decisionLooks, unknownLook } from '../../theme/tones.ts'
import { useWords } from '../../words/use-words.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import { EffectEditor } from './effect-editor.tsx'
import { Findings } from './findings.tsx'

export type RuleDeed = 'UP' | 'DOWN' | 'COPY' | 'REMOVE'

/** One rule: always as a sentence, and opened, with everything that can be changed. */
export function RuleCard({
  rule,
  place,
  count,
  open,
  firstFact,
  findings,
  onOpen,
  onChange,
  onDeed,
}: {
  readonly rule: Rule
  /** From 1. */
  readonly place: number
  readonly count: number
  readonly open: boolean
  readonly firstFact: string
  readonly findings: readonly LintFinding[]
  readonly onOpen: () => void
  readonly onChange: (rule: Rule, typedIn?: string) => void
  readonly onDeed: (deed: RuleDeed) => void
}) {
  const { t, locale } = useWords()
  const name = rule.name?.[locale] || rule.id
  const titleId = `rule-${rule.id}`
  const names = rule.name ?? { ja: '', en: '' }
  return (
    <Card component="section" aria-labelledby={titleId} id={`card-${rule.id}`}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, p: 1 }}>
        <ButtonBase
          aria-expanded={open}
          onClick={onOpen}
          sx={{
            flex: 1,
            display: 'block',
            textAlign: 'left',
            p: 0.75,
            borderRadius: 1,
            minWidth: 0,
          }}
        >
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <OpenIcon
              fontSize="small"
              sx={{ color: 'text.secondary', transform: open ? 'none' : 'rotate(-90deg)' }}
            />
            <Typography id={titleId} component="span" sx={{ fontWeight: 600 }}>
              {place}. {name}
            </Typography>
            <ToneChip look={decisionLooks[rule.effect.kind] ?? unknownLook}>
              {t.effects[rule.effect.kind]}
            </ToneChip>
          </Box>
          <Typography
            component="span"
            variant="body2"
            sx={{ display: 'block', mt: 0.5, pl: 3.5, lineHeight: 1.7 }}
            data-testid="sentence"
          >
            {ruleSentence(rule, locale)}
          </Typography>
        </ButtonBase>
        <Deed
          label={`${t.profiles.moveUp}: ${name}`}
          id={`up-${rule.id}`}
          disabled={place === 1}
          onClick={() => onDeed('UP')}
        >
          <UpIcon fontSize="small" />
        </Deed>
        <Deed
          label={`${t.profiles.moveDown}: ${name}`}
          id={`down-${rule.id}`}
          disabled={place === count}
          onClick={() => onDeed('DOWN')}
        >
          <DownIcon fontSize="small" />
        </Deed>
        <Deed label={`${t.profiles.duplicate}: ${name}`} onClick={() => onDeed('COPY')}>
          <CopyIcon fontSize="small" />
        </Deed>
        <Deed label={`${t.profiles.remove}: ${name}`} onClick={() => onDeed('REMOVE')}>
          <RemoveIcon fontSize="small" />
        </Deed>
      </Box>
      <Findings findings={findings} />
      <Collapse in={open} unmountOnExit>
        <Box sx={{ px: 2, pb: 2, display: 'grid', gap: 1.5 }}>
          <Box sx={{ display: 'flex', gap: 1.5 }}>
            {(['ja', 'en'] as const).map((each) => (
              <TextField
                key={each}
                label={each === 'ja' ? t.profiles.ruleNameJa : t.profiles.ruleNameEn}
                value={names[each]}
                onChange={(event) =>
                  onChange(
                    { ...rule, name: { ...names, [each]: event.target.value } },
                    `${rule.id} ${each}`,
                  )
                }
                slotProps={{ htmlInput: { maxLength: 80, lang: each } }}
                sx={{ flex: 1 }}
              />
            ))}
          </Box>
          <ConditionBuilder
            condition={rule.when}
            firstFact={firstFact}
            onChange={(when) => onChange({ ...rule, when })}
          />
          {comparisonsOf(rule.when).length === 0 && (
            <Typography variant="body2" color="text.secondary">
              {t.profiles.emptyGroup}
            </Typography>
          )}
          <EffectEditor
            label={t.profiles.effect}
            effect={rule.effect}
            onChange={(effect) => onChange({ ...rule, effect })}
          />
        </Box>
      </Collapse>
    </Card>
  )
}

function Deed({
  label,
  id,
  disabled = false,
  onClick,
  children,
}: {
  readonly label: string
  readonly id?: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton id={id} size="small" aria-label={label} disabled={disabled} onClick={onClick}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}
