import RedoIcon from '@mui/icons-material/RedoOutlined'
import UndoIcon from '@mui/icons-material/UndoOutlined'
import { Alert, Box, Button, Card, IconButton, Tab, Tabs, Tooltip, Typography } from '@mui/material'
import { useMemo, useState, type ReactNode } from 'react'
import { useNotify } from 'react-admin'
import { lintProfile } from '../../../rules/lint.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { Page } from '../../parts/page.tsx'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { Changes } from '../changes.tsx'
import { saveDraft, submitDraft } from '../operations.ts'
import { isSameProfile } from '../profile-changes.ts'
import { definitionOf, type LoadedProfile, type LoadedVersion } from '../profile-types.ts'
import { Sentences } from '../sentences.tsx'
import { VersionChip } from '../version-chip.tsx'
import { ChecksEditor } from './checks-editor.tsx'
import { JsonEditor } from './json-editor.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { Problems } from './problems.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { useDraft } from './use-draft.ts'

type EditorTab = 'rules' | 'checks' | 'words' | 'changes' | 'json'

/** The author's desk: rules, checks and thresholds, the same in words and as JSON, and what the linter says. */
export function ProfileEditor({
  profile,
  version,
  saved: loaded,
  onReload,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly saved: CheckProfile
  readonly onReload: () => Promise<void>
}) {
  const { t } = useWords()
  const notify = useNotify()
  const draft = useDraft(loaded)
  const [saved, setSaved] = useState({ definition: loaded, sha256: version.sha256 })
  const [stale, setStale] = useState(false)
  const [tab, setTab] = useState<EditorTab>('rules')
  const findings = useMemo(() => lintProfile(draft.profile), [draft.profile])
  const hasErrors = findings.some(({ severity }) => severity === 'ERROR')
  const unsaved = !isSameProfile(saved.definition, draft.profile)
  const inForce = profile.published && definitionOf(profile.published)

  const saving = useOperation(async (definition: CheckProfile) => {
    const place = {
      profileId: profile.id,
      versionId: version.id,
      expectedSha256: saved.sha256,
    }
    const answer = await saveDraft(place, definition)
    if (answer === 'STALE') setStale(true)
    else setSaved({ definition, sha256: answer.sha256 })
    return answer
  })
  const submitting = useOperation(submitDraft)
  const save = async (): Promise<boolean> => {
    if (!unsaved) return true
    const answer = await saving.start(draft.profile)
    return answer !== null && answer !== 'STALE'
  }
  const saveAndTell = async () => {
    if (await save()) notify(t.profiles.saved, { type: 'success' })
  }
  const submit = async () => {
    if (!(await save()) || !(await submitting.start(version.id))) return
    notify(t.profiles.submitted, { type: 'success' })
    await onReload()
  }
  const show = (rule: string) => {
    setTab('rules')
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`#${CSS.escape(`card-${rule}`)} button`)
        ?.focus({ preventScroll: false }),
    )
  }

  return (
    <Page
      title={`${profile.name} · ${t.profiles.version(version.number)}`}
      back={{ to: `/profiles/${profile.id}/show`, label: profile.name }}
      actions={
        <>
          <VersionChip status={version.status} />
          <Typography variant="body2" color="text.secondary" role="status">
            {unsaved ? t.profiles.notSaved : t.profiles.allSaved}
          </Typography>
          <HistoryButton label={t.profiles.undo} disabled={!draft.mayUndo} onClick={draft.undo}>
            <UndoIcon />
          </HistoryButton>
          <HistoryButton label={t.profiles.redo} disabled={!draft.mayRedo} onClick={draft.redo}>
            <RedoIcon />
          </HistoryButton>
          <Button
            variant="outlined"
            loading={saving.busy}
            disabled={!unsaved || hasErrors}
            onClick={() => void saveAndTell()}
          >
            {t.profiles.saveDraft}
          </Button>
          <Button
            variant="contained"
            loading={submitting.busy}
            disabled={hasErrors || saving.busy}
            onClick={() => void submit()}
          >
            {t.profiles.submit}
          </Button>
        </>
      }
    >
      <LeaveGuard unsaved={unsaved} />
      {stale && (
        <Alert
          severity="error"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" size="small" onClick={() => void onReload()}>
              {t.profiles.loadAgain}
            </Button>
          }
        >
          {t.profiles.stale}
        </Alert>
      )}
      {hasErrors && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t.profiles.mended}
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
            {inForce && <Tab value="changes" label={t.profiles.changes} />}
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
          {tab === 'json' && <JsonEditor draft={draft} />}
        </Box>
        <Box sx={{ position: { lg: 'sticky' }, top: { lg: 68 } }}>
          <Problems profile={draft.profile} findings={findings} onShow={show} />
        </Box>
      </Box>
    </Page>
  )
}

function HistoryButton({
  label,
  disabled,
  onClick,
  children,
}: {
  readonly label: string
  readonly disabled: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton aria-label={label} disabled={disabled} onClick={onClick}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}
