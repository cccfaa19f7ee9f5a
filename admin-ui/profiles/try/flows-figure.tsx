import { Box, Button, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { EffectKind } from '../../../rules/profile-schema.ts'
import { Figure } from '../../analytics/figure.tsx'
import { RowsTable } from '../../parts/rows-table.tsx'
import type { Tone } from '../../theme/tones.ts'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { tryAddress } from './addresses.ts'
import { EffectChip } from './effect-chip.tsx'
import { flowCells } from './figures.ts'
import { HeatTable } from './heat-table.tsx'
import type { Counts } from './operations.ts'
import type { RuleName } from './rule-name.ts'

/** Who changes side: how many from where to where, and some of them, each to be tried alone. */
export function FlowsFigure({
  flows,
  profileId,
  versionId,
  nameOf,
}: {
  readonly flows: Counts['flows']
  readonly profileId: string
  readonly versionId: string
  readonly nameOf: RuleName
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  const changes = flows
    .filter(({ then, now }) => then !== now)
    .toSorted((a, b) => b.attempts - a.attempts)
  const [wanted, setWanted] = useState<string | null>(null)
  const chosen = changes.find((flow) => keyOf(flow) === wanted) ?? changes[0]
  return (
    <Figure
      title={words.flows}
      help={
        flows.length === 0
          ? words.nothingTold
          : changes.length === 0
            ? words.noFlows
            : words.flowsHelp
      }
      rows={flowCells(flows)}
      keyOf={({ row, column }) => `${row} ${column}`}
      columns={[
        { label: t.trial.then, text: ({ row }) => t.effects[row] },
        { label: t.trial.now, text: ({ column }) => t.effects[column] },
        {
          label: words.attempts,
          align: 'right',
          text: ({ attempts }) => formatCount(attempts, locale),
        },
      ]}
    >
      <Box sx={{ maxWidth: 760, overflowX: 'auto' }}>
        <HeatTable
          label={words.flows}
          rowsLabel={t.trial.then}
          columnsLabel={t.trial.now}
          cells={flowCells(flows)}
          toneOf={toneOfFlow}
        />
      </Box>
      {chosen && (
        <>
          <Typography variant="subtitle2" component="h3" sx={{ mt: 2.5 }}>
            {words.sample}
          </Typography>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={keyOf(chosen)}
            onChange={(_event, next: string | null) => setWanted(next ?? wanted)}
            aria-label={words.sample}
            sx={{
              my: 1,
              flexWrap: 'wrap',
              gap: 0.75,
              // they stand in several lines, so each has a border of its own
              '& .MuiToggleButton-root': {
                border: 1,
                borderColor: 'divider',
                borderRadius: 1,
                ml: 0,
              },
            }}
          >
            {changes.map((flow) => (
              <ToggleButton
                key={keyOf(flow)}
                value={keyOf(flow)}
                sx={{ textTransform: 'none', px: 1.5 }}
              >
                {t.effects[flow.then]} → {t.effects[flow.now]} ({formatCount(flow.attempts, locale)}
                )
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Typography variant="body2" color="text.secondary">
            {words.sampleHelp(
              formatCount(chosen.sample.length, locale),
              formatCount(chosen.attempts, locale),
            )}
          </Typography>
          <RowsTable
            label={words.sample}
            rows={chosen.sample.map((one) => ({ ...one, id: `${one.sessionId} ${one.attempt}` }))}
            columns={[
              {
                label: words.session,
                render: ({ sessionId }) => (
                  <Box component="code" sx={{ fontSize: '0.75rem', wordBreak: 'break-all' }}>
                    {sessionId}
                  </Box>
                ),
              },
              { label: words.attempt, align: 'right', render: ({ attempt }) => attempt },
              { label: words.thenRule, render: ({ thenRule }) => nameOf(thenRule) },
              { label: words.nowRule, render: ({ nowRule }) => nameOf(nowRule) },
              {
                label: t.trial.person,
                render: ({ human }) => (human ? <EffectChip effect={human} /> : t.trial.nobody),
              },
              {
                label: t.trial.try,
                align: 'right',
                render: ({ sessionId }) => (
                  <Button
                    size="small"
                    component={Link}
                    to={tryAddress(profileId, versionId, sessionId)}
                    aria-label={`${t.trial.try}: ${sessionId}`}
                  >
                    {t.trial.try}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
    </Figure>
  )
}

const keyOf = ({ then, now }: { readonly then: EffectKind; readonly now: EffectKind }) =>
  `${then} ${now}`

/** Whom nobody looks at any more weighs more than who is looked at now. */
function toneOfFlow(then: EffectKind, now: EffectKind): Tone {
  if (then === now) return 'neutral'
  return now === 'REVIEW' || now === 'HOLD_FOR_MASKING' ? 'info' : 'warn'
}
