import { useTranslation } from 'react-i18next'
import type { CaptureApi } from '../api/capture-api.ts'
import { readSurroundings } from '../browser/surroundings.ts'
import { LensIcon } from '../parts/icons.tsx'
import { Screen } from '../parts/screen.tsx'
import { WayOut } from '../screens/way-out.tsx'
import type { CameraProblem } from './open-camera.ts'

const titles = { DENIED: 'cam.denied', MISSING: 'cam.none', BUSY: 'cam.busy' } as const
const allowWords = {
  IOS: 'cam.deniedIos',
  ANDROID: 'cam.deniedAndroid',
  DESKTOP: 'cam.deniedDesktop',
} as const

/** No camera: what to do on this device, and a way to another browser or phone. */
export function CameraHelp({
  problem,
  api,
  again,
}: {
  readonly problem: CameraProblem
  readonly api: CaptureApi
  readonly again: () => void
}) {
  const { t } = useTranslation()
  const surroundings = readSurroundings(navigator.userAgent, navigator.maxTouchPoints)
  return (
    <Screen
      title={t(titles[problem])}
      actions={
        <button type="button" className="button" onClick={again}>
          {t('button.again')}
        </button>
      }
    >
      <div className="badge badge--warn">
        <LensIcon size={44} />
      </div>
      {problem === 'DENIED' && <p>{t(allowWords[surroundings.platform])}</p>}
      {problem === 'MISSING' && <p>{t('cam.missingHow')}</p>}
      <WayOut api={api} surroundings={surroundings} />
    </Screen>
  )
}
