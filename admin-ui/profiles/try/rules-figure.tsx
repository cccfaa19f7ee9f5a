import { Box, Card, LinearProgress, Typography } from '@mui/material'
import { factPhrase } from '../../../rules/phrases.ts'
import { RowsTable } from '../../parts/rows-table.tsx'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import type { Counts } from './operations.ts'
import type { RuleName } from './rule-name.ts'
import { checkWord } from './tried-attempt.tsx'

/** How often each rule decides, and where it changes what was. */
export function RulesFigure({
  rules,
  nameOf,
}: {
  readonly rules: Counts['rules']
  readonly nameOf: RuleName
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  const most = Math.max(1, ...rules.map(({ attempts }) => attempts))
  return (
    <Card component="section" aria-labelledby="back-test-rules" sx={{ p: 2 }}>
      <Typography id="back-test-rules" variant="h6" component="h2">
        {words.rules}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {words.rulesHelp}
      </Typography>
      <RowsTable
        label={words.rules}
        rows={rules.map((row) => ({ ...row, id: row.rule ?? '' }))}
        columns={[
          { label: words.rule, render: ({ rule }) => nameOf(rule) },
          {
            label: words.wouldDecide,
            width: 280,
            render: ({ attempts }) => (
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                <LinearProgress
                  variant="determinate"
                  value={(attempts / most) * 100}
                  aria-hidden
                  sx={{ flex: 1, height: 6, borderRadius: 3 }}
                />
                <Box component="span" sx={{ minWidth: 56, textAlign: 'right' }}>
                  {formatCount(attempts, locale)}
                </Box>
              </Box>
            ),
          },
          {
            label: words.ofThemChanged,
            align: 'right',
            render: ({ changed }) => formatCount(changed, locale),
          },
        ]}
      />
    </Card>
  )
}

/** Rules and checks of which the past says nothing any more, and why. */
export function UntestableFigure({
  counts: { untestable, untold },
  nameOf,
}: {
  readonly counts: Pick<Counts, 'untestable' | 'untold'>
  readonly nameOf: RuleName
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  return (
    <Card component="section" aria-labelledby="back-test-untestable" sx={{ p: 2 }}>
      <Typography id="back-test-untestable" variant="h6" component="h2">
        {words.untestable}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {untestable.length === 0 ? words.allTestable : words.untestableHelp}
      </Typography>
      {untestable.length > 0 && (
        <RowsTable
          label={words.untestable}
          rows={untestable.map((row) => ({ ...row, id: row.rule }))}
          columns={[
            { label: words.rule, render: ({ rule }) => nameOf(rule) },
            {
              label: words.extent,
              render: ({ wholly }) => (
                <ToneChip
                  look={wholly ? { tone: 'bad', icon: 'dash' } : { tone: 'warn', icon: 'question' }}
                >
                  {wholly ? words.wholly : words.partly}
                </ToneChip>
              ),
            },
            {
              label: words.lacks,
              render: ({ facts }) =>
                facts.map((fact) => factPhrase(fact, locale)).join(locale === 'ja' ? '' : ', '),
            },
          ]}
        />
      )}
      {untold.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
            {words.untoldChecks}
          </Typography>
          <RowsTable
            label={words.untoldChecks}
            rows={untold.map((row) => ({ ...row, id: row.check }))}
            columns={[
              { label: words.check, render: ({ check }) => checkWord(check, locale) },
              {
                label: t.trial.cannotTell,
                align: 'right',
                render: ({ attempts }) => formatCount(attempts, locale),
              },
            ]}
          />
        </>
      )}
    </Card>
  )
}
