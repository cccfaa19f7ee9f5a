import { Box, Card, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Changes } from '../changes.tsx'
import {
  definitionOf,
  newestFirst,
  type LoadedProfile,
  type LoadedVersion,
} from '../profile-types.ts'

/** Any two versions, and in words what the second decides otherwise. */
export function CompareVersions({ profile }: { readonly profile: LoadedProfile }) {
  const { t } = useWords()
  const versions = newestFirst(profile.versions)
  const [newest, second] = versions
  const [before, setBefore] = useState(baseOf(profile, newest, second)?.id ?? '')
  const [after, setAfter] = useState(newest?.id ?? '')
  const definition = (id: string) => {
    const version = versions.find((each) => each.id === id)
    return version ? definitionOf(version) : null
  }
  const [from, to] = [definition(before), definition(after)]
  if (versions.length < 2) return null
  return (
    <Card component="section" aria-labelledby="compare" sx={{ mt: 2, p: 2 }}>
      <Typography id="compare" variant="h6" component="h2" sx={{ mb: 1.5 }}>
        {t.profileLife.compare}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 2 }}>
        {[
          { label: t.profileLife.before, value: before, set: setBefore },
          { label: t.profileLife.after, value: after, set: setAfter },
        ].map(({ label, value, set }) => (
          <TextField
            key={label}
            select
            label={label}
            value={value}
            onChange={(event) => set(event.target.value)}
            sx={{ width: 260 }}
          >
            {versions.map(({ id, number, status }) => (
              <MenuItem key={id} value={id}>
                {t.profiles.version(number)} · {t.versionStatuses[status]}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Box>
      {from && to ? (
        <Changes before={from} after={to} />
      ) : (
        <Typography color="text.secondary">{t.profiles.unreadable}</Typography>
      )}
    </Card>
  )
}

/** The newest is read against what counts; where it counts itself, against the one before it. */
function baseOf(
  { published }: LoadedProfile,
  newest: LoadedVersion | undefined,
  second: LoadedVersion | undefined,
): { readonly id: string } | undefined {
  return published && published.id !== newest?.id ? published : (second ?? newest)
}
