import AddIcon from '@mui/icons-material/AddOutlined'
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { checkWords } from '../../domain/words/checks.ts'
import { checkKeys } from '../../domain/check.ts'
import { presetOf, presets, type Preset } from '../../rules/presets.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { createProfile } from './operations.ts'
import { versionAddress } from './profile-types.ts'

/** Begins a profile from a preset and opens its first draft. */
export function CreateProfile() {
  const { t, locale } = useWords()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [scene, setScene] = useState<Preset['scene']>('FULL')
  const { start, busy } = useOperation(async () => createProfile(name.trim(), scene))
  const create = async (event: FormEvent) => {
    event.preventDefault()
    const made = await start(undefined)
    if (made) void navigate(versionAddress(made.profile.id, made.id))
  }
  const close = () => setOpen(false)
  return (
    <>
      <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen(true)}>
        {t.profiles.create}
      </Button>
      <Dialog open={open} onClose={close} maxWidth="sm" fullWidth aria-labelledby="new-profile">
        <form onSubmit={(event) => void create(event)}>
          <DialogTitle id="new-profile">{t.profiles.create}</DialogTitle>
          <DialogContent>
            <Stack spacing={2} sx={{ pt: 1 }}>
              <Typography color="text.secondary">{t.profiles.createHelp}</Typography>
              <TextField
                required
                label={t.profiles.name}
                value={name}
                onChange={(event) => setName(event.target.value)}
                slotProps={{ htmlInput: { maxLength: 80 } }}
              />
              <FormControl>
                <FormLabel id="preset">{t.profiles.preset}</FormLabel>
                <RadioGroup aria-labelledby="preset" value={scene}>
                  {presets.map((preset) => (
                    <FormControlLabel
                      key={preset.scene}
                      value={preset.scene}
                      control={<Radio onChange={() => setScene(preset.scene)} />}
                      label={preset.words[locale]}
                    />
                  ))}
                </RadioGroup>
              </FormControl>
              <Typography variant="body2" color="text.secondary">
                {t.profiles.checks}:{' '}
                {checkKeys
                  .filter((key) => presetOf(scene).profile.checks[key].on)
                  .map((key) => checkWords[locale][key])
                  .join(locale === 'ja' ? '・' : ', ')}
              </Typography>
            </Stack>
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{t.app.cancel}</Button>
            <Button type="submit" variant="contained" loading={busy} disabled={name.trim() === ''}>
              {t.app.create}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  )
}
