import { Box, Button, Card, MenuItem, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import {
  advisedPoint,
  leastJudged,
  withThreshold,
  type AdvicePoint,
  type ThresholdName,
} from '../../../rules/threshold-advice.ts'
import { sharePhrase } from '../../analytics/duration.ts'
import { useMayDo } from '../../auth/use-viewer.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { formatCount } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { beginDraft } from '../operations.ts'
import { shadowAddress } from '../shadow/addresses.ts'
import { profileKey } from '../use-profile.ts'
import type { LoadedAdvice } from './use-advice.ts'
import { useValuePhrase } from './use-value-phrase.ts'

/** The value that is advised, or why none is, and the way to a draft of it. */
export function AdviceCard({
  profileId,
  definition,
  name,
  advice,
  mostError,
}: {
  readonly profileId: string
  readonly definition: CheckProfile
  readonly name: ThresholdName
  readonly advice: LoadedAdvice
  readonly mostError: number
}) {
  const { t } = useWords()
  const words = t.advice
  const notify = useNotify()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const phrase = useValuePhrase(name)
  const mayWrite = useMayDo('authorProfiles')
  const { points } = advice
  const advised = advisedPoint(points, mostError)
  const others = points.filter(({ isCurrent }) => !isCurrent)
  const [value, setValue] = useState(
    advised && !advised.isCurrent ? advised.value : (others[0]?.value ?? ''),
  )
  const { start, busy } = useOperation((definitionNow: CheckProfile) =>
    beginDraft(profileId, definitionNow),
  )
  const draft = async () => {
    const made = await start(withThreshold(definition, name, value))
    if (!made) return
    await cache.invalidateQueries({ queryKey: profileKey(profileId) })
    notify(words.made, { type: 'success' })
    void navigate(shadowAddress(profileId, made.id))
  }
  return (
    <Card component="section" aria-labelledby="advice" sx={{ p: 2 }}>
      <Advised advised={advised} advice={advice} phrase={phrase} />
      {mayWrite && others.length > 0 && (
        <Box sx={{ display: 'grid', gap: 1.5, mt: 2 }}>
          <TextField
            select
            label={words.draftValue}
            value={value}
            onChange={(event) => {
              const chosen = others.find((point) => String(point.value) === event.target.value)
              if (chosen) setValue(chosen.value)
            }}
          >
            {others.map((point) => (
              <MenuItem key={point.value} value={String(point.value)}>
                {phrase(point.value)}
              </MenuItem>
            ))}
          </TextField>
          <Button
            variant={advised && !advised.isCurrent ? 'contained' : 'outlined'}
            loading={busy}
            onClick={() => void draft()}
          >
            {words.draft}
          </Button>
        </Box>
      )}
    </Card>
  )
}

function Advised({
  advised,
  advice,
  phrase,
}: {
  readonly advised: AdvicePoint | null
  readonly advice: LoadedAdvice
  readonly phrase: (value: AdvicePoint['value']) => string
}) {
  const { t, locale } = useWords()
  const words = t.advice
  const count = (many: number) => formatCount(many, locale)
  const shareOf = ({ approved, attempts }: AdvicePoint) =>
    sharePhrase(attempts > 0 ? approved / attempts : 0)
  const current = advice.points.find(({ isCurrent }) => isCurrent)
  if (!advised) {
    const known = advice.points.some(({ error }) => error !== null)
    return (
      <Typography id="advice">
        {known ? words.noneGood : words.tooFew(count(advice.judged), count(leastJudged))}
      </Typography>
    )
  }
  return (
    <>
      <Typography id="advice" variant="h6" component="h2" sx={{ mb: 1 }}>
        {(advised.isCurrent ? words.advisedIsCurrent : words.advised)(phrase(advised.value))}
      </Typography>
      {current && !advised.isCurrent && (
        <Typography sx={{ mb: 0.5 }}>
          {words.outcome(shareOf(advised), shareOf(current))}
        </Typography>
      )}
      {advised.error && (
        <Typography color="text.secondary">
          {words.evidence(
            count(advised.errors),
            count(advised.judged),
            sharePhrase(advised.error.low),
            sharePhrase(advised.error.high),
          )}
        </Typography>
      )}
    </>
  )
}
