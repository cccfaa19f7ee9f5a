import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Figure } from '../../analytics/figure.tsx'
import { sharePhrase } from '../../analytics/duration.ts'
import { ToneChip } from '../../parts/tone-chip.tsx'
import type { Look } from '../../theme/tones.ts'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { peopleCells, verdictOf, verdicts, type Verdict } from './figures.ts'
import { HeatTable } from './heat-table.tsx'
import type { Counts } from './operations.ts'

const looks: Record<Verdict, Look> = {
  AGREES: { tone: 'good', icon: 'check' },
  PERSON: { tone: 'info', icon: 'eye' },
  DIFFERS: { tone: 'warn', icon: 'question' },
  OPPOSITE: { tone: 'bad', icon: 'cross' },
}

/** The confusion of the machine with people, then and now. */
export function PeopleFigure({ people }: { readonly people: Counts['people'] }) {
  const { t, locale } = useWords()
  const words = t.backTest
  const whole = (human: string) =>
    people.reduce((sum, each) => sum + (each.human === human ? each.attempts : 0), 0)
  const sides = [
    { side: 'then', title: words.peopleThen },
    { side: 'now', title: words.peopleNow },
  ] as const
  const cells = peopleCells(people, 'now')
  return (
    <Figure
      title={words.people}
      help={people.length === 0 ? words.peopleEmpty : words.peopleHelp}
      rows={cells}
      keyOf={({ row, column }) => `${row} ${column}`}
      columns={[
        { label: words.personSaid, text: ({ row }) => t.effects[row] },
        { label: words.peopleNow, text: ({ column }) => t.effects[column] },
        {
          label: words.verdict,
          text: ({ row, column }) => words.verdicts[verdictOf(row, column)],
        },
        {
          label: words.attempts,
          align: 'right',
          text: ({ attempts }) => formatCount(attempts, locale),
        },
        {
          label: words.shareOfPerson,
          align: 'right',
          text: ({ row, attempts }) => sharePhrase(attempts / whole(row)),
        },
      ]}
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
          gap: 3,
        }}
      >
        {sides.map(({ side, title }) => (
          <Box key={side} sx={{ minWidth: 0, overflowX: 'auto' }}>
            <Typography variant="subtitle2" component="h3">
              {title}
            </Typography>
            <HeatTable
              label={`${words.people}: ${title}`}
              rowsLabel={words.personSaid}
              columnsLabel={words.machineSaid}
              cells={peopleCells(people, side)}
              toneOf={(row, column) => looks[verdictOf(row, column)].tone}
            />
          </Box>
        ))}
      </Box>
      <Legend>
        {verdicts.map((verdict) => (
          <VerdictChip key={verdict} verdict={verdict} />
        ))}
      </Legend>
    </Figure>
  )
}

function VerdictChip({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useWords()
  return <ToneChip look={looks[verdict]}>{t.backTest.verdicts[verdict]}</ToneChip>
}

const Legend = ({ children }: { readonly children: ReactNode }) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>{children}</Box>
)
