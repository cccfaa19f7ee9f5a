import { Button } from '@mui/material'
import { useNotify } from 'react-admin'
import { useMayDo } from '../../auth/use-viewer.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { useWords } from '../../words/use-words.ts'
import type { LoadedVersion } from '../profile-types.ts'
import { startShadow, stopShadow, type ShadowedVersion } from './use-shadows.ts'

/** What can be done with a version's shadow now. */
export function ShadowSteps({
  shadowed,
  version,
  archived,
  onDone,
}: {
  readonly shadowed: ShadowedVersion
  readonly version: LoadedVersion
  /** The profile is. */
  readonly archived: boolean
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const words = t.shadow
  const notify = useNotify()
  const mayTest = useMayDo('testProfiles')
  const starting = useOperation(startShadow)
  const stopping = useOperation(stopShadow)
  const { shadows, sha256 } = shadowed
  const running = shadows.find(({ status }) => status === 'RUNNING')
  const same = shadows.find((each) => each.sha256 === sha256)
  const mayStart =
    !archived && !['PUBLISHED', 'ARCHIVED'].includes(version.status) && running?.sha256 !== sha256
  const start = async () => {
    if (!(await starting.start(version.id))) return
    notify(words.started, { type: 'success' })
    await onDone()
  }
  const stop = async () => {
    if (!running || !(await stopping.start(running.id))) return
    notify(words.stopped, { type: 'success' })
    await onDone()
  }
  if (!mayTest) return null
  return (
    <>
      {running && (
        <Button variant="outlined" loading={stopping.busy} onClick={() => void stop()}>
          {words.stop}
        </Button>
      )}
      {mayStart && (
        <Button variant="contained" loading={starting.busy} onClick={() => void start()}>
          {same ? words.startAgain : shadows.length > 0 ? words.startChanged : words.start}
        </Button>
      )}
    </>
  )
}
