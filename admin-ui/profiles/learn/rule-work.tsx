import { Box, Card, LinearProgress, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { RuleWorkDocument } from '../../../graphql/operations/generated/admin/graphql.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { durationPhrase, sharePhrase } from '../../analytics/duration.ts'
import { run } from '../../api/run.ts'
import { useRoles } from '../../auth/use-viewer.ts'
import { maySee } from '../../auth/access.ts'
import { RowsTable } from '../../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../../parts/states.tsx'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'

const days = 90

/** What the rules of a profile did of late, and where people found that a doubt was needless. */
export function RuleWork({
  profileId,
  inForce,
}: {
  readonly profileId: string
  readonly inForce: CheckProfile
}) {
  const { t, locale } = useWords()
  const words = t.learn.rules
  const maySeeIt = maySee('analytics', useRoles())
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['rule-work', profileId],
    queryFn: async () =>
      (await run(RuleWorkDocument, { id: profileId, days })).checkProfile?.ruleWork ?? [],
    staleTime: 60_000,
    enabled: maySeeIt,
  })
  if (!maySeeIt) return null
  const nameOf = (rule: string | null) => {
    if (rule === null) return words.otherwise
    const known = inForce.rules.find(({ id }) => id === rule)
    return known?.name?.[locale] || rule
  }
  return (
    <Card component="section" aria-labelledby="rule-work" sx={{ mt: 2, p: 2 }}>
      <Typography id="rule-work" variant="h6" component="h2">
        {words.title(days)}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {data?.length === 0 ? words.empty : words.help}
      </Typography>
      {isPending && <LoadingState />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.length > 0 && (
        <RowsTable
          label={words.title(days)}
          rows={data.map((row) => ({ ...row, id: `${row.rule ?? ''} ${row.outcome}` }))}
          columns={[
            { label: words.rule, render: ({ rule }) => nameOf(rule) },
            { label: words.outcome, render: ({ outcome }) => wordOf(t.decisionOutcomes, outcome) },
            {
              label: words.decided,
              align: 'right',
              render: ({ decided }) => formatCount(decided, locale),
            },
            {
              label: words.needless,
              render: (row) => {
                const looked = row.humanApproved + row.humanDeclined + row.humanAskedAgain
                if (looked === 0) return t.app.none
                const share = row.humanApproved / looked
                return (
                  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 160 }}>
                    <LinearProgress
                      variant="determinate"
                      value={share * 100}
                      aria-hidden
                      sx={{ flex: 1, height: 6, borderRadius: 3 }}
                    />
                    {sharePhrase(share)} ({row.humanApproved}/{looked})
                  </Box>
                )
              },
            },
            {
              label: words.time,
              align: 'right',
              render: ({ humanMs }) => (humanMs > 0 ? durationPhrase(humanMs, t) : t.app.none),
            },
            {
              label: words.each,
              align: 'right',
              render: (row) => {
                const looked = row.humanApproved + row.humanDeclined + row.humanAskedAgain
                return looked > 0 ? durationPhrase(row.humanMs / looked, t) : t.app.none
              },
            },
          ]}
        />
      )}
    </Card>
  )
}
