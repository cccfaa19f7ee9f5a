import { Box, Button, Skeleton, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ToneMark } from '../../parts/tone-chip.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { gateLooks, unknownLook } from '../../theme/tones.ts'
import { formatTime } from '../../words/format-time.ts'
import { useWords } from '../../words/use-words.ts'
import { publishGates, publishVersion } from '../operations.ts'
import type { LoadedProfile, LoadedVersion } from '../profile-types.ts'
import { LastBackTest } from '../try/last-back-test.tsx'
import { DayChoice, momentOf, type DayTyped } from './day-choice.tsx'
import { fieldOfMoment, tomorrow } from './jst-moment.ts'
import { WhatChanges } from './what-changes.tsx'

/** Puts a submission in force, now or for a day, after what stands in the way was looked at. */
export function PublishVersion({
  profile,
  version,
  byAuthor,
  onDone,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly byAuthor: boolean
  readonly onDone: () => Promise<void>
}) {
  const { t, locale } = useWords()
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const proposed =
    version.effectiveFrom && isToCome(version.effectiveFrom)
      ? fieldOfMoment(version.effectiveFrom)
      : null
  const [typed, setTyped] = useState<DayTyped>(proposed)
  const moment = momentOf(typed)
  const day = moment === undefined ? null : moment
  const gates = useQuery({
    queryKey: ['publishGates', version.id, day, locale],
    queryFn: () => publishGates({ versionId: version.id, effectiveFrom: day }, locale),
    enabled: asked,
    gcTime: 0,
  })
  const { start, busy } = useOperation(publishVersion)
  const isBlocked = gates.data?.some(({ state }) => state === 'BLOCKS') ?? true
  const publish = async () => {
    if (moment === undefined || isBlocked) return
    const done = await start({ versionId: version.id, effectiveFrom: moment })
    setAsked(false)
    const told = moment
      ? t.profileLife.scheduledNow(formatTime(moment, locale))
      : t.profiles.publishedNow
    if (done) notify(told, { type: 'success' })
    await onDone()
  }
  return (
    <>
      <Button
        variant="contained"
        disabled={byAuthor}
        aria-describedby={byAuthor ? 'publish-why' : undefined}
        onClick={() => setAsked(true)}
      >
        {t.profiles.publish}
      </Button>
      <ConfirmDialog
        wide
        open={asked}
        title={`${t.profiles.publish}: ${t.profiles.version(version.number)}`}
        confirm={moment ? t.profileLife.schedule : t.profiles.publish}
        disabled={isBlocked || moment === undefined}
        busy={busy}
        onConfirm={() => void publish()}
        onClose={() => setAsked(false)}
      >
        <Typography>
          {day ? t.profileLife.scheduleConfirm(formatTime(day, locale)) : t.profiles.publishConfirm}
        </Typography>
        <WhatChanges profile={profile} version={version} />
        <Typography component="h3" variant="subtitle2" sx={{ mt: 2, mb: 0.5 }}>
          {t.profileLife.gates}
        </Typography>
        <div role="status">
          {gates.isPending && <Skeleton height={28} />}
          {gates.isError && <Typography color="error">{t.errors.NETWORK}</Typography>}
          {gates.data && (
            <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
              {gates.data.map(({ name, state, message }) => (
                <Box component="li" key={name} sx={{ display: 'flex', gap: 1, py: 0.5 }}>
                  <ToneMark look={gateLooks[state] ?? unknownLook} />
                  <Typography variant="body2">
                    <strong>{t.gateStates[state]}</strong> {message}
                  </Typography>
                </Box>
              ))}
            </Box>
          )}
        </div>
        <LastBackTest profileId={profile.id} version={version} />
        <DayChoice
          typed={typed}
          offered={proposed ?? fieldOfMoment(tomorrow())}
          onType={setTyped}
        />
      </ConfirmDialog>
    </>
  )
}

const isToCome = (instant: string): boolean => new Date(instant) > new Date()
