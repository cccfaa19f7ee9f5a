import { useTranslation } from 'react-i18next'
import { readSurroundings, type Surroundings } from '../browser/surroundings.ts'
import type { CaptureApi, Session } from '../api/capture-api.ts'
import { AlertIcon, CardIcon, FaceIcon, LockIcon, SunIcon } from '../parts/icons.tsx'
import { OwnText, useOwnText } from '../parts/own-text.tsx'
import { Screen } from '../parts/screen.tsx'
import { Support } from '../parts/support.tsx'
import { WayOut } from './way-out.tsx'

interface WelcomeProps {
  readonly session: Session
  readonly api: Pick<CaptureApi, 'handoff'>
  /** Where the page runs; by itself it looks. */
  readonly surroundings?: Surroundings
  readonly begin: () => void
  readonly toPhone: () => void
}

/** What will happen and what is needed; on a PC the phone comes first, in an app's inner browser the way out. */
export function Welcome({
  session,
  api,
  surroundings = readSurroundings(navigator.userAgent, navigator.maxTouchPoints),
  begin,
  toPhone,
}: WelcomeProps) {
  const { t } = useTranslation()
  const isResumed = session.slots.some(({ accepted }) => accepted)
  const own = useOwnText(session, 'intro')
  const isDesktop = surroundings.platform === 'DESKTOP'
  const word = isResumed ? 'welcome.resume' : 'welcome.begin'
  return (
    <Screen
      title={t('welcome.title', { client: session.tenantName })}
      actions={
        isDesktop ? (
          <>
            <button type="button" className="button" onClick={toPhone}>
              {t('handoff.title')}
            </button>
            <button type="button" className="button button--quiet" onClick={begin}>
              {t('handoff.here')}
            </button>
          </>
        ) : (
          <button type="button" className="button" onClick={begin}>
            {t(word)}
          </button>
        )
      }
    >
      {isResumed ? <p>{t('welcome.kept')}</p> : <OwnText text={own} usual={t('welcome.lead')} />}
      {surroundings.inApp !== null && (
        <>
          <p className="alert">
            <AlertIcon size={22} />
            {t('inapp.body', { app: surroundings.inApp || t('inapp.thisApp') })}
          </p>
          <WayOut api={api} surroundings={surroundings} />
        </>
      )}
      <section className="panel">
        <h2>{t('welcome.needTitle')}</h2>
        <ul className="rows">
          <li>
            <CardIcon />
            {t('welcome.need.document')}
          </li>
          <li>
            <SunIcon />
            {t('welcome.need.light')}
          </li>
          <li>
            <FaceIcon />
            {t('welcome.need.face')}
          </li>
        </ul>
      </section>
      {isDesktop && <p className="note">{t('handoff.why')}</p>}
      <p className="note">
        <LockIcon size={20} />
        {t('welcome.secure')}
      </p>
      <Support session={session} />
    </Screen>
  )
}
