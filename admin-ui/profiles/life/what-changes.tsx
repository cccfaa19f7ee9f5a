import { Box, Typography } from '@mui/material'
import { useWords } from '../../words/use-words.ts'
import { Changes } from '../changes.tsx'
import { definitionOf, type LoadedProfile, type LoadedVersion } from '../profile-types.ts'

/** What a version that is about to count decides otherwise than the one that counts now. */
export function WhatChanges({
  profile,
  version,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
}) {
  const { t } = useWords()
  const inForce = profile.published
  const before = inForce && definitionOf(inForce)
  const after = definitionOf(version)
  return (
    <>
      <Typography id="what-changes" component="h3" variant="subtitle2" sx={{ mt: 2, mb: 0.5 }}>
        {inForce ? t.profileLife.changesAgainst(inForce.number) : t.profiles.tabChanges}
      </Typography>
      {inForce === null ? (
        <Typography variant="body2">{t.profileLife.firstVersion}</Typography>
      ) : before && after ? (
        <Box
          role="region"
          aria-labelledby="what-changes"
          // it scrolls where much changes, so the keyboard must reach it
          tabIndex={0}
          sx={{ maxHeight: 240, overflow: 'auto', border: 1, borderColor: 'divider', p: 1.5 }}
        >
          <Changes before={before} after={after} />
        </Box>
      ) : (
        <Typography color="text.secondary">{t.profiles.unreadable}</Typography>
      )}
    </>
  )
}
