import { Alert, Box, Button, Card, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useViewer } from '../../auth/use-viewer.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import { wordOf } from '../../words/word-of.ts'
import { newestFirst, type LoadedProfile } from '../profile-types.ts'
import { numbersOf, type SplitTyped } from './split-numbers.ts'
import { startSplit } from './use-splits.ts'

const atFirst: SplitTyped = {
  share: '10',
  mostAutoApprove: '95',
  mostHumanReview: '30',
  mostOverturn: '',
  leastCases: '50',
}

/** Which version, for how many, and what it may not go beyond. */
export function StartSplit({
  profile,
  onDone,
}: {
  readonly profile: LoadedProfile
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const words = t.split
  const notify = useNotify()
  const viewer = useViewer()
  const [typed, setTyped] = useState(atFirst)
  const approved = newestFirst(profile.versions).filter(({ status }) =>
    ['SCHEDULED', 'SUPERSEDED'].includes(status),
  )
  const isOwn = ({ author }: (typeof approved)[number]) => author.id === viewer?.id
  const [chosen, setChosen] = useState<string | null>(null)
  const challenger =
    approved.find(({ id }) => id === chosen) ?? approved.find((version) => !isOwn(version))
  const { start, busy } = useOperation(startSplit)
  const { wish, wrong } = numbersOf(typed)
  const begin = async () => {
    if (!wish || !challenger) return
    if (!(await start({ ...wish, challengerId: challenger.id }))) return
    notify(words.started, { type: 'success' })
    await onDone()
  }
  const field = (key: keyof SplitTyped, help?: string) => (
    <TextField
      label={words[key]}
      value={typed[key]}
      error={wrong[key] !== undefined}
      helperText={wrong[key] ? words.outside(...wrong[key]) : help}
      onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
    />
  )
  return (
    <Card component="section" aria-labelledby="start-split" sx={{ p: 2, maxWidth: 900 }}>
      <Typography id="start-split" variant="h6" component="h2" sx={{ mb: 2 }}>
        {words.start}
      </Typography>
      {!profile.published ? (
        <Typography color="text.secondary">{words.noMain}</Typography>
      ) : approved.length === 0 ? (
        <Typography color="text.secondary">{words.noChallenger}</Typography>
      ) : !challenger ? (
        <Alert severity="info">{words.ownHelp}</Alert>
      ) : (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '2fr 1fr', gap: 2 }}>
            <TextField
              select
              label={words.challenger}
              value={challenger.id}
              onChange={(event) => setChosen(event.target.value)}
            >
              {approved.map((version) => (
                <MenuItem key={version.id} value={version.id} disabled={isOwn(version)}>
                  {t.profiles.version(version.number)} · {wordOf(t.versionStatuses, version.status)}
                  {isOwn(version) && ` · ${words.ownVersion}`}
                </MenuItem>
              ))}
            </TextField>
            {field('share', words.shareHelp)}
          </Box>
          <div>
            <Typography variant="subtitle2" component="h3">
              {words.guards}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {words.guardsHelp}
            </Typography>
          </div>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
            {field('mostAutoApprove')}
            {field('mostHumanReview')}
            {field('mostOverturn')}
            {field('leastCases', words.leastCasesHelp)}
          </Box>
          {wish === null && Object.keys(wrong).length === 0 && (
            <Typography variant="body2" color="error">
              {words.oneGuard}
            </Typography>
          )}
          <div>
            <Button
              variant="contained"
              disabled={wish === null}
              loading={busy}
              onClick={() => void begin()}
            >
              {words.start}
            </Button>
          </div>
        </Box>
      )}
    </Card>
  )
}
