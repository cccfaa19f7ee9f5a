import { Box, Link, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router-dom'
import { sharePhrase } from '../../analytics/duration.ts'
import { useMayDo } from '../../auth/use-viewer.ts'
import { ToneMark } from '../../parts/tone-chip.tsx'
import { formatCount, formatDay } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { backTestAddress, backTestsAddress } from './addresses.ts'
import { readBackTests } from './operations.ts'

/** What the last back-test of a version, as it stands now, came to. Nothing where one may not know. */
export function LastBackTest({
  profileId,
  version,
}: {
  readonly profileId: string
  readonly version: { readonly id: string; readonly sha256: string }
}) {
  const { t, locale } = useWords()
  const words = t.backTest
  const mayTest = useMayDo('testProfiles')
  const { data } = useQuery({
    queryKey: ['back-tests-of-version', version.id, version.sha256],
    queryFn: () => readBackTests({ versionId: version.id }, 20),
    enabled: mayTest,
    retry: false,
  })
  if (!data) return null
  const own = data.filter(({ sha256 }) => sha256 === version.sha256)
  const last = own.find(({ status }) => status === 'DONE')
  const running = own.find(({ status }) => status === 'RUNNING')
  const shown = last ?? running
  const { sessions = 0, sessionsChanged = 0 } = last?.counts ?? {}
  return (
    <Box sx={{ display: 'flex', gap: 1, py: 0.5 }}>
      <ToneMark look={last ? { tone: 'info', icon: 'eye' } : { tone: 'warn', icon: 'question' }} />
      <Typography variant="body2">
        {last
          ? words.lastOfVersion(
              formatDay(last.createdAt, locale),
              formatCount(sessions, locale),
              formatCount(sessionsChanged, locale),
              sharePhrase(sessions === 0 ? 0 : sessionsChanged / sessions),
            )
          : running
            ? words.runningOfVersion
            : words.noneOfVersion}{' '}
        <Link
          component={RouterLink}
          // in a line of words colour alone says nothing
          underline="always"
          to={
            shown ? backTestAddress(profileId, shown.id) : backTestsAddress(profileId, version.id)
          }
        >
          {shown ? words.look : words.startTitle}
        </Link>
      </Typography>
    </Box>
  )
}
