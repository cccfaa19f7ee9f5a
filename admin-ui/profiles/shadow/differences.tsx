import { Box, Button, Card, Typography } from '@mui/material'
import { Link } from 'react-router-dom'
import { RowsTable } from '../../parts/rows-table.tsx'
import { ToneChip } from '../../parts/tone-chip.tsx'
import { decisionLooks, unknownLook } from '../../theme/tones.ts'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'
import { definitionOf, type LoadedProfile, type LoadedVersion } from '../profile-types.ts'
import { tryAddress } from '../try/addresses.ts'
import type { Shadow } from './use-shadows.ts'

/** Those that the shadow would have decided otherwise, each with the way to its reasons. */
export function Differences({
  profile,
  version,
  shadow,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly shadow: Shadow
}) {
  const { t, locale } = useWords()
  const words = t.shadow
  const definitions = [
    definitionOf(shadow),
    profile.published ? definitionOf(profile.published) : null,
    ...profile.versions.map(definitionOf),
  ]
  const ruleName = (rule: string | null) =>
    rule === null
      ? words.noRule
      : (definitions
          .flatMap((each) => each?.rules ?? [])
          .find((each) => each.id === rule && each.name?.[locale])?.name?.[locale] ?? rule)
  const decided = (effect: string, rule: string | null) => (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <Effect effect={effect} />
      <Typography component="span" variant="body2" color="text.secondary">
        {ruleName(rule)}
      </Typography>
    </Box>
  )
  return (
    <Card component="section" aria-labelledby="shadow-differences" sx={{ p: 2 }}>
      <Typography id="shadow-differences" variant="h6" component="h2">
        {words.differences}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {shadow.differences.length === 0 ? words.differencesNone : words.differencesHelp}
      </Typography>
      {shadow.differences.length > 0 && (
        <RowsTable
          label={words.differences}
          rows={shadow.differences.map((row) => ({
            ...row,
            id: `${row.sessionId} ${row.attempt}`,
          }))}
          columns={[
            { label: words.time, render: ({ at }) => formatTime(at, locale) },
            { label: words.attempt, align: 'right', render: ({ attempt }) => attempt },
            { label: words.live, render: ({ live, liveRule }) => decided(live, liveRule) },
            { label: words.said, render: (row) => decided(row.shadow, row.shadowRule) },
            {
              label: words.human,
              render: ({ human }) => (human === null ? words.notYet : <Effect effect={human} />),
            },
            {
              label: '',
              align: 'right',
              render: ({ sessionId }) => (
                <Button
                  size="small"
                  component={Link}
                  to={tryAddress(profile.id, version.id, sessionId)}
                >
                  {words.why}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}

function Effect({ effect }: { readonly effect: string }) {
  const { t } = useWords()
  return (
    <ToneChip look={decisionLooks[effect] ?? unknownLook}>{wordOf(t.effects, effect)}</ToneChip>
  )
}
