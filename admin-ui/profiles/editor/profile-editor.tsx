import { Alert, Box, Button, Card, Tab, Tabs, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { Page } from '../../parts/page.tsx'
import { useMayDo } from '../../auth/use-viewer.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { Changes } from '../changes.tsx'
import { CommentsSoFar } from '../life/comments-so-far.tsx'
import { DiscardDraft } from '../life/discard-draft.tsx'
import { SubmitDraft } from '../life/submit-draft.tsx'
import { definitionOf, type LoadedProfile } from '../profile-types.ts'
import { Sentences } from '../sentences.tsx'
import { TryTab } from '../try/try-tab.tsx'
import { ShadowLink } from '../shadow/shadow-link.tsx'
import { VersionChip } from '../version-chip.tsx'
import { ChecksEditor } from './checks-editor.tsx'
import { HistoryButtons } from './history-buttons.tsx'
import { JsonEditor } from './json-editor.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { Problems } from './problems.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { useEditorKeys } from './use-editor-keys.ts'
import { useFindings } from './use-findings.ts'
import { useSavedDraft, type ReadDraft } from './use-saved-draft.ts'

type EditorTab = 'rules' | 'checks' | 'words' | 'changes' | 'try' | 'json'

/** The author's desk: rules, checks and thresholds, the same in words and as JSON, and what the linter says. */
export function ProfileEditor({
  profile,
  read,
  onReload,
  onReadAgain,
}: {
  readonly profile: LoadedProfile
  readonly read: ReadDraft
  readonly onReload: () => Promise<void>
  /** @returns null: the draft is no more */
  readonly onReadAgain: () => Promise<ReadDraft | null>
}) {
  const { t } = useWords()
  const notify = useNotify()
  const { version } = read
  const { draft, unsaved, sha256, stale, save, saving, begin } = useSavedDraft(profile.id, read)
  const [tab, setTab] = useState<EditorTab>('rules')
  const mayTest = useMayDo('testProfiles')
  const [tried, setTried] = useState<string | null>(null)
  const [typedJson, setTypedJson] = useState<string | null>(null)
  const { findings, pending } = useFindings(draft.profile)
  const hasErrors = findings.some(({ severity }) => severity === 'ERROR')
  const inForce = profile.published && definitionOf(profile.published)

  const reading = useOperation(onReadAgain)
  const readAgain = async () => {
    const other = await reading.start(undefined)
    if (other) begin(other)
  }
  const saveAndReload = async () => {
    if (!(await save())) return false
    // who leaves and comes back finds what was saved
    await onReload()
    return true
  }
  const saveAndTell = async () => {
    if (await saveAndReload()) notify(t.profiles.saved, { type: 'success' })
  }
  const maySave = unsaved && !hasErrors && !pending && !saving
  useEditorKeys({
    save: () => void (maySave && saveAndTell()),
    undo: draft.undo,
    redo: draft.redo,
  })
  const show = (rule: string) => {
    setTab('rules')
    const index = draft.profile.rules.findIndex(({ id }) => id === rule)
    requestAnimationFrame(() => {
      const title = document.querySelector<HTMLElement>(`#rule-${index}-title`)
      title?.focus()
      title?.scrollIntoView({ block: 'center' })
    })
  }

  return (
    <Page
      pinned
      title={`${profile.name} · ${t.profiles.version(version.number)}`}
      back={{ to: `/profiles/${profile.id}/show`, label: profile.name }}
      actions={
        <>
          <VersionChip status={version.status} />
          <Typography variant="body2" color="text.secondary" role="status">
            {unsaved ? t.profiles.notSaved : t.profiles.allSaved}
          </Typography>
          <HistoryButtons draft={draft} />
          <ShadowLink profileId={profile.id} version={version} />
          <DiscardDraft version={version} profileId={profile.id} onDone={onReload} />
          <Button
            variant="outlined"
            loading={saving}
            disabled={!maySave}
            onClick={() => void saveAndTell()}
          >
            {t.profiles.saveDraft}
          </Button>
          <SubmitDraft
            version={version}
            definition={draft.profile}
            disabled={hasErrors || pending || saving || typedJson !== null}
            onSave={save}
            onDone={onReload}
          />
        </>
      }
    >
      <LeaveGuard unsaved={unsaved || typedJson !== null} />
      {stale && (
        <Alert
          severity="error"
          sx={{ mb: 2 }}
          action={
            <Button
              color="inherit"
              size="small"
              loading={reading.busy}
              onClick={() => void readAgain()}
            >
              {t.profiles.loadAgain}
            </Button>
          }
        >
          {t.profiles.stale}
        </Alert>
      )}
      <CommentsSoFar version={version} />
      {hasErrors && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t.profiles.mended}
        </Alert>
      )}
      {typedJson !== null && tab !== 'json' && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t.profiles.jsonPending}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 300px' },
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Tabs
            value={tab}
            onChange={(_event, next: EditorTab) => setTab(next)}
            variant="scrollable"
            sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
          >
            <Tab value="rules" label={t.profiles.tabRules} />
            <Tab value="checks" label={t.profiles.tabChecks} />
            <Tab value="words" label={t.profiles.tabWords} />
            {inForce && <Tab value="changes" label={t.profiles.tabChanges} />}
            {mayTest && <Tab value="try" label={t.trial.open} />}
            <Tab value="json" label={t.profiles.tabJson} />
          </Tabs>
          {tab === 'rules' && <RulesEditor draft={draft} findings={findings} />}
          {tab === 'checks' && <ChecksEditor draft={draft} />}
          {tab === 'words' && (
            <Card sx={{ p: 2 }}>
              <Sentences profile={draft.profile} />
            </Card>
          )}
          {tab === 'changes' && inForce && (
            <Card sx={{ p: 2 }}>
              <Changes before={inForce} after={draft.profile} />
            </Card>
          )}
          {tab === 'try' && (
            <TryTab
              profile={profile}
              version={version}
              definition={draft.profile}
              savedSha256={sha256}
              sound={!hasErrors && !pending && typedJson === null}
              sessionId={tried}
              onChoose={setTried}
              onSave={saveAndReload}
            />
          )}
          {tab === 'json' && (
            <JsonEditor
              draft={draft}
              fileName={`check-profile-v${version.number}.json`}
              typed={typedJson}
              onType={setTypedJson}
            />
          )}
        </Box>
        <Box sx={{ position: { lg: 'sticky' }, top: { lg: 116 } }}>
          <Problems profile={draft.profile} findings={findings} pending={pending} onShow={show} />
        </Box>
      </Box>
    </Page>
  )
}
