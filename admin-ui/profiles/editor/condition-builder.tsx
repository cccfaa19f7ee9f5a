import { Box } from '@mui/material'
import { useMemo } from 'react'
import { QueryBuilder, type RuleType } from 'react-querybuilder'
import { facts } from '../../../rules/facts.ts'
import { factPhrase } from '../../../rules/phrases.ts'
import type { Condition } from '../../../rules/condition.ts'
import { useWords } from '../../words/use-words.ts'
import { firstValue, operatorsFor } from '../leaf.ts'
import { conditionToTree, treeToCondition } from '../rule-tree.ts'
import { builderControls } from './builder-controls.tsx'

/** A condition, nested as one likes, from facts and operators that exist. */
export function ConditionBuilder({
  condition,
  firstFact,
  onChange,
}: {
  readonly condition: Condition
  /** What a new line begins with. */
  readonly firstFact: string
  readonly onChange: (condition: Condition) => void
}) {
  const { t, locale } = useWords()
  const fields = useMemo(
    () => facts.map(({ id }) => ({ name: id, label: factPhrase(id, locale) })),
    [locale],
  )
  return (
    <Box sx={looks}>
      <QueryBuilder
        fields={fields}
        query={conditionToTree(condition)}
        onQueryChange={(tree) => onChange(treeToCondition(tree))}
        enableMountQueryChange={false}
        controlElements={builderControls}
        combinators={[
          { name: 'and', label: t.profiles.all },
          { name: 'or', label: t.profiles.any },
        ]}
        getOperators={(field) =>
          operatorsFor(field).map((name) => ({ name, label: t.operators[name] }))
        }
        getDefaultField={() => firstFact}
        getDefaultOperator={(field) => operatorsFor(field)[0] ?? 'EQUAL'}
        getDefaultValue={({ field, operator }: RuleType) => firstValue(field, operator)}
        showNotToggle
        addRuleToNewGroups
      />
    </Box>
  )
}

const looks = {
  '& .ruleGroup': {
    border: 1,
    borderColor: 'divider',
    borderRadius: 1.5,
    p: 1.25,
    bgcolor: 'background.default',
  },
  '& .ruleGroup .ruleGroup': { bgcolor: 'background.paper' },
  '& .ruleGroup-header': { display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' },
  '& .ruleGroup-body': { display: 'grid', gap: 1, mt: 1.25 },
  '& .ruleGroup-body:empty': { display: 'none' },
  '& .rule': { display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'flex-start' },
} as const
