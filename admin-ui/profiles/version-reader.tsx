import { Alert, Box, Button, Card, Tab, Tabs, Typography } from '@mui/material'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { Page } from '../parts/page.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { Changes } from './changes.tsx'
import { ChecksView } from './checks-view.tsx'
import { LifeLine } from './life/life-line.tsx'
import { LifeSteps } from './life/life-steps.tsx'
import { beginDraft } from './operations.ts'
import {
  definitionOf,
  versionAddress,
  type LoadedProfile,
  type LoadedVersion,
} from './profile-types.ts'
import { profileJson } from './read-json.ts'
import { Sentences } from './sentences.tsx'
import { LastBackTest } from './try/last-back-test.tsx'
import { TryButton } from './try/try-button.tsx'
import { ShadowLink } from './shadow/shadow-link.tsx'
import type { VersionStanding } from './standing.ts'
import { VersionChip } from './version-chip.tsx'
import { VersionFacts } from './version-facts.tsx'

type ReaderTab = 'words' | 'checks' | 'changes' | 'life' | 'json'

/** A version that is not changed here: in words, with what it changes, and what can follow. */
export function VersionReader({
  profile,
  version,
  definition,
  standing,
  onReload,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly definition: CheckProfile | null
  readonly standing: VersionStanding
  readonly onReload: () => Promise<void>
}) {
  const { t, locale } = useWords()
  const inForce = profile.published
  const compared = inForce !== null && inForce.id !== version.id ? definitionOf(inForce) : null
  const [tab, setTab] = useState<ReaderTab>(
    version.status === 'SUBMITTED' && compared ? 'changes' : 'words',
  )
  return (
    <Page
      title={`${profile.name} · ${t.profiles.version(version.number)}`}
      back={{ to: `/profiles/${profile.id}/show`, label: profile.name }}
      actions={
        <>
          <VersionChip status={version.status} />
          <TryButton profileId={profile.id} versionId={version.id} prominent />
          <ShadowLink profileId={profile.id} version={version} />
          {standing.mayBeginDraft && (
            <BeginDraft profile={profile} version={version} onBegun={onReload} />
          )}
          <LifeSteps profile={profile} version={version} standing={standing} onDone={onReload} />
        </>
      }
    >
      {standing.publish === 'NOT_BY_AUTHOR' && (
        <Alert id="publish-why" severity="info" sx={{ mb: 2 }}>
          {t.profiles.selfApproval}
        </Alert>
      )}
      {standing.publish === 'NO' && version.status === 'SUBMITTED' && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t.profiles.waiting}
        </Alert>
      )}
      {version.status === 'SCHEDULED' && version.effectiveFrom && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t.profileLife.scheduledFor(formatTime(version.effectiveFrom, locale))}
        </Alert>
      )}
      {version.status === 'SUBMITTED' && version.effectiveFrom && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t.profileLife.proposedFor(formatTime(version.effectiveFrom, locale))}
        </Alert>
      )}
      {version.status === 'DRAFT' && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t.profiles.notYours}
        </Alert>
      )}
      {version.status === 'SUBMITTED' && <LastBackTest profileId={profile.id} version={version} />}
      <VersionFacts version={version} />
      <Card>
        <Tabs
          value={tab}
          onChange={(_event, next: ReaderTab) => setTab(next)}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          <Tab value="words" label={t.profiles.tabWords} />
          <Tab value="checks" label={t.profiles.tabChecks} />
          {compared && <Tab value="changes" label={t.profiles.tabChanges} />}
          <Tab value="life" label={t.profileLife.life} />
          <Tab value="json" label={t.profiles.tabJson} />
        </Tabs>
        <Box role="tabpanel" sx={{ p: 2 }}>
          {definition === null ? (
            <Typography color="text.secondary">{t.profiles.unreadable}</Typography>
          ) : (
            <>
              {tab === 'words' && <Sentences profile={definition} />}
              {tab === 'checks' && <ChecksView profile={definition} />}
              {tab === 'changes' && compared && <Changes before={compared} after={definition} />}
            </>
          )}
          {tab === 'life' && <LifeLine events={version.events} />}
          {tab === 'json' && (
            <Box
              component="pre"
              // it scrolls, so the keyboard must reach it
              tabIndex={0}
              aria-label={t.profiles.tabJson}
              sx={{ m: 0, fontSize: '0.8rem', maxHeight: '65vh', overflow: 'auto' }}
            >
              {definition ? profileJson(definition) : JSON.stringify(version.definition, null, 2)}
            </Box>
          )}
        </Box>
      </Card>
    </Page>
  )
}

function BeginDraft({
  profile,
  version,
  onBegun,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly onBegun: () => Promise<void>
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { start, busy } = useOperation(async () => beginDraft(profile.id, version.definition))
  const begin = async () => {
    const made = await start(undefined)
    if (!made) return
    await onBegun()
    void navigate(versionAddress(profile.id, made.id))
  }
  return (
    <Button variant="outlined" loading={busy} onClick={() => void begin()}>
      {t.profiles.editFrom}
    </Button>
  )
}
