import { Card, Typography } from '@mui/material'
import { effectKinds } from '../../../rules/profile-schema.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import type { Look } from '../../theme/tones.ts'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { attemptsWhere } from './agreement.ts'
import { CrossTable, type CellTone } from './cross-table.tsx'
import type { ShadowFlow } from './use-shadows.ts'

const outcomes = ['APPROVE', 'DECLINE', 'ASK_AGAIN'] as const

/** What the shadow would have done by what people decided in the end. */
export function PeopleMatrix({ flows }: { readonly flows: readonly ShadowFlow[] }) {
  const { t, locale } = useWords()
  const words = t.shadow
  const judged = flows.filter(({ human }) => human !== null)
  const count = (shadow: string, human: string) =>
    attemptsWhere(judged, (flow) => flow.shadow === shadow && flow.human === human)
  const kinds = effectKinds.filter((kind) => judged.some(({ shadow }) => shadow === kind))
  const sentences: readonly { look: Look; many: number; say: (count: string) => string }[] = [
    {
      look: { tone: 'bad', icon: 'cross' },
      many: count('APPROVE', 'DECLINE') + count('APPROVE', 'ASK_AGAIN'),
      say: words.wrong,
    },
    { look: { tone: 'warn', icon: 'cross' }, many: count('DECLINE', 'APPROVE'), say: words.lost },
    { look: { tone: 'good', icon: 'check' }, many: count('APPROVE', 'APPROVE'), say: words.saved },
  ]
  return (
    <Card component="section" aria-labelledby="shadow-people" sx={{ p: 2, overflowX: 'auto' }}>
      <Typography id="shadow-people" variant="h6" component="h2">
        {words.people}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {judged.length === 0 ? words.peopleNone : words.peopleHelp}
      </Typography>
      {judged.length > 0 && (
        <CrossTable
          label={words.people}
          rowsTitle={words.said}
          columnsTitle={words.human}
          rows={kinds.map((key) => ({ key, label: t.effects[key] }))}
          columns={outcomes.map((key) => ({ key, label: t.decisionOutcomes[key] }))}
          count={count}
          toneOf={toneOf}
        />
      )}
      {sentences
        .filter(({ many }) => many > 0)
        .map(({ look, many, say }) => (
          <Typography
            key={look.tone}
            variant="body2"
            sx={{ display: 'flex', alignItems: 'center', gap: 0.75, mt: 1 }}
          >
            <ToneMark look={look} />
            {say(formatCount(many, locale))}
          </Typography>
        ))}
    </Card>
  )
}

/** A decision without a person against a person's; what goes to one takes nothing from them. */
function toneOf(shadow: string, human: string): CellTone {
  if (shadow === 'APPROVE') return human === 'APPROVE' ? 'good' : 'bad'
  if (shadow === 'DECLINE') return human === 'APPROVE' ? 'bad' : 'good'
  return 'none'
}
