import { Box, MenuItem, Tab, Tabs, TextField } from '@mui/material'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router-dom'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { newestFirst, type LoadedProfile, type LoadedVersion } from '../profile-types.ts'
import { backTestsAddress, tryAddress } from './addresses.ts'

/** What both ways of trying have around them: the profile, the way, and the version. */
export function TryFrame({
  profile,
  version,
  way,
  children,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly way: 'ONE' | 'MANY'
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const [params, setParams] = useSearchParams()
  const session = params.get('session') ?? undefined
  const choose = (versionId: string) => {
    const next = new URLSearchParams(params)
    next.set('version', versionId)
    setParams(next, { replace: true })
  }
  return (
    <Page
      title={`${profile.name} · ${t.trial.title}`}
      back={{ to: `/profiles/${profile.id}/show`, label: profile.name }}
      actions={
        <TextField
          select
          label={t.trial.version}
          value={version.id}
          onChange={(event) => choose(event.target.value)}
          sx={{ minWidth: 220 }}
        >
          {newestFirst(profile.versions).map(({ id, number, status }) => (
            <MenuItem key={id} value={id}>
              {t.profiles.version(number)} · {t.versionStatuses[status]}
            </MenuItem>
          ))}
        </TextField>
      }
    >
      <Box component="nav" sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}>
        <Tabs value={way} aria-label={t.trial.title}>
          <Tab
            value="ONE"
            label={t.trial.one}
            component={Link}
            to={tryAddress(profile.id, version.id, session)}
          />
          <Tab
            value="MANY"
            label={t.trial.many}
            component={Link}
            to={backTestsAddress(profile.id, version.id)}
          />
        </Tabs>
      </Box>
      {children}
    </Page>
  )
}

/** The version that the address names, else the newest. */
export function useChosenVersion(profile: LoadedProfile): LoadedVersion | null {
  const [params] = useSearchParams()
  const wanted = params.get('version')
  const versions = newestFirst(profile.versions)
  return versions.find(({ id }) => id === wanted) ?? versions[0] ?? null
}
