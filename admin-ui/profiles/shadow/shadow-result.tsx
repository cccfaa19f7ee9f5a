import { Alert, Box, Typography } from '@mui/material'
import { sharePhrase } from '../../analytics/duration.ts'
import { EmptyState } from '../../parts/states.tsx'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import type { LoadedProfile, LoadedVersion } from '../profile-types.ts'
import { AgreementMatrix } from './agreement-matrix.tsx'
import { agreementOf, attemptsWhere, isForPerson } from './agreement.ts'
import { Differences } from './differences.tsx'
import { FigureRow } from '../../parts/figure-row.tsx'
import { PeopleMatrix } from './people-matrix.tsx'
import type { Shadow } from './use-shadows.ts'

/** What a shadow said so far. */
export function ShadowResult({
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
  const { attempts, gone, untold, failed, flows } = shadow.counts
  const agreement = agreementOf(flows)
  const { compared, same } = agreement
  const count = (many: number) => formatCount(many, locale)
  const share = (many: number) => sharePhrase(compared > 0 ? many / compared : 0)
  const gonePhrase = gone > 0 && (
    <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
      {words.gone(count(gone))}
    </Typography>
  )
  if (attempts === 0) {
    return (
      <>
        <EmptyState>{shadow.status === 'RUNNING' ? words.waiting : words.none}</EmptyState>
        {gonePhrase}
      </>
    )
  }
  return (
    <>
      {failed > 0 && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {words.comparedHelp(count(untold), count(failed))}
        </Alert>
      )}
      <Box sx={{ mb: 2 }}>
        <FigureRow
          figures={[
            {
              name: words.compared,
              value: count(compared),
              note: words.comparedHelp(count(untold), count(failed)),
            },
            { name: words.same, value: share(same), note: words.sameHelp(count(compared - same)) },
            {
              name: words.approves,
              value: share(attemptsWhere(flows, (flow) => flow.shadow === 'APPROVE')),
              note: words.approvesHelp(
                share(attemptsWhere(flows, ({ live }) => live === 'APPROVE')),
              ),
            },
            {
              name: words.seen,
              value: share(attemptsWhere(flows, (flow) => isForPerson(flow.shadow))),
              note: words.seenHelp(share(attemptsWhere(flows, ({ live }) => isForPerson(live)))),
            },
          ]}
        />
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
          gap: 2,
          mb: 2,
          alignItems: 'start',
        }}
      >
        <AgreementMatrix agreement={agreement} />
        <PeopleMatrix flows={flows} />
      </Box>
      <Differences profile={profile} version={version} shadow={shadow} />
      {gonePhrase}
    </>
  )
}
