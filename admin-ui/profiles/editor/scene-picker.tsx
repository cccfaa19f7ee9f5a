import { Alert, Box, Button, Card, MenuItem, TextField } from '@mui/material'
import { checkKeys, type CheckKey } from '../../../domain/check.ts'
import { checkWords } from '../../../domain/words/checks.ts'
import { presets } from '../../../rules/presets.ts'
import { scenes, type CheckProfile } from '../../../rules/profile-schema.ts'
import { useWords } from '../../words/use-words.ts'
import type { Draft } from './use-draft.ts'

/** What the profile is for. A scene with a preset offers its checks and its rules; one's own scene has none. */
export function ScenePicker({ draft }: { readonly draft: Draft }) {
  const { t, locale } = useWords()
  const { profile, edit } = draft
  const preset = presets.find(({ scene }) => scene === profile.scene)?.profile
  const other = preset ? differing(profile, preset) : []
  return (
    <Card
      component="section"
      aria-label={t.profiles.scene}
      sx={{ p: 2, display: 'grid', gap: 1.5 }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
        <TextField
          select
          label={t.profiles.scene}
          value={profile.scene}
          helperText={t.sceneHelp[profile.scene]}
          onChange={(event) => {
            const scene = scenes.find((each) => each === event.target.value)
            if (scene) edit((before) => ({ ...before, scene }))
          }}
          sx={{ minWidth: 320, flex: 1 }}
        >
          {scenes.map((scene) => (
            <MenuItem key={scene} value={scene}>
              {t.scenes[scene]}
            </MenuItem>
          ))}
        </TextField>
        {preset && (
          <>
            <Button
              variant="outlined"
              disabled={other.length === 0}
              onClick={() => edit((before) => ({ ...before, checks: preset.checks }))}
            >
              {t.profiles.takeChecks}
            </Button>
            <Button
              variant="outlined"
              onClick={() => edit((before) => ({ ...preset, scene: before.scene }))}
            >
              {t.profiles.takePreset}
            </Button>
          </>
        )}
      </Box>
      {other.length > 0 && (
        <Alert severity="info">
          {t.profiles.differsFromPreset}{' '}
          {other
            .map(
              (check) =>
                `${checkWords[locale][check]} (${profile.checks[check].on ? t.profiles.checkOn : t.profiles.checkOff})`,
            )
            .join(locale === 'ja' ? '、' : ', ')}
        </Alert>
      )}
    </Card>
  )
}

const differing = (profile: CheckProfile, preset: CheckProfile): readonly CheckKey[] =>
  checkKeys.filter((key) => profile.checks[key].on !== preset.checks[key].on)
