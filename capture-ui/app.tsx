import { lazy, Suspense, useCallback, useEffect, useMemo, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isCaptureScreen } from '../domain/capture-screens.ts'
import { locales, type Locale } from '../domain/method.ts'
import type { Answer, CaptureApi, Problem, Session } from './api/capture-api.ts'
import type { FlowEvent, FlowState } from './flow/flow-table.ts'
import { nextScreen } from './flow/next-screen.ts'
import { CompanyContext, useColour } from './parts/company.ts'
import { LanguageContext } from './parts/language.ts'
import { AlertIcon } from './parts/icons.tsx'
import { Screen } from './parts/screen.tsx'
import { Welcome } from './screens/welcome.tsx'
import { showLocale } from './words/i18n.ts'

// The first screen carries itself alone; what comes later is fetched while the applicant reads.
const plain = () => import('./screens/plain-screens.tsx')
const documents = () => import('./screens/document-camera.tsx')
const faces = () => import('./screens/face-camera.tsx')
const liveness = () => import('./screens/liveness-camera.tsx')
const ends = () => import('./screens/end-screens.tsx')
const Consent = lazy(async () => ({ default: (await plain()).Consent }))
const ConsentRefused = lazy(async () => ({ default: (await plain()).ConsentRefused }))
const ChooseDocument = lazy(async () => ({ default: (await plain()).ChooseDocument }))
const Prepare = lazy(async () => ({ default: (await plain()).Prepare }))
const FaceIntro = lazy(async () => ({ default: (await plain()).FaceIntro }))
const Retake = lazy(async () => ({ default: (await plain()).Retake }))
const Progress = lazy(async () => ({ default: (await plain()).Progress }))
const DocumentCamera = lazy(async () => ({ default: (await documents()).DocumentCamera }))
const FaceCamera = lazy(async () => ({ default: (await faces()).FaceCamera }))
const LivenessCamera = lazy(async () => ({ default: (await liveness()).LivenessCamera }))
const EndScreen = lazy(async () => ({ default: (await ends()).EndScreen }))
const Handoff = lazy(async () => ({ default: (await import('./screens/handoff.tsx')).Handoff }))
const later = [plain, ends, documents, faces, liveness]

interface Place {
  readonly screen: FlowState
  readonly session: Session | null
}
interface Step {
  readonly event: FlowEvent
  /** Newer state of the session, where the event brought one. */
  readonly session?: Session
}

const step = (place: Place, { event, session }: Step): Place => {
  const known = session ?? place.session
  return { screen: nextScreen(place.screen, event, known), session: known }
}

const followEveryMs: Partial<Record<FlowState, number>> = {
  HANDOFF: 3000,
  PROGRESS: 1200,
  IN_REVIEW: 15_000,
}

export function App({
  api,
  firstLocale,
  link,
}: {
  readonly api: CaptureApi
  readonly firstLocale: Locale
  /** What the server said of the link that led here. */
  readonly link: 'expired' | 'invalid' | 'busy' | null
}) {
  const [{ screen, session }, go] = useReducer(step, { screen: 'OPENING', session: null })
  const [locale, setLocale] = useState(firstLocale)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)

  const open = useCallback(async () => {
    setProblem(null)
    const answer = await api.load()
    if (!answer.ok) {
      if (answer.problem === 'NETWORK') setProblem('NETWORK')
      else go({ event: 'NOT_FOUND' })
      return
    }
    // a link that is over may lead to a browser that goes on all the same
    if (answer.value !== null) go({ event: 'OPENED', session: answer.value })
    else if (link === 'busy') setProblem('RATE_LIMITED')
    else go({ event: link === 'expired' ? 'OVER' : 'NOT_FOUND' })
  }, [api, link])
  useEffect(() => void open(), [open])

  useEffect(() => {
    document.body.dataset['screen'] = screen
    if (screen === 'CONSENT') for (const load of later) void load()
    if (isCaptureScreen(screen)) api.noteScreen(screen)
  }, [api, screen])

  useEffect(() => {
    const everyMs = followEveryMs[screen]
    if (everyMs === undefined) return
    const timer = setInterval(async () => {
      const answer = await api.load()
      if (!answer.ok) return
      if (answer.value === null) go({ event: 'LOST' })
      else go({ event: 'CHANGED', session: answer.value })
    }, everyMs)
    return () => clearInterval(timer)
  }, [screen, api])

  const settle = useCallback(async (event: FlowEvent, ask: Promise<Answer<Session>>) => {
    setBusy(true)
    setProblem(null)
    const answer = await ask
    setBusy(false)
    if (answer.ok) go({ event, session: answer.value })
    else setProblem(answer.problem)
  }, [])
  const submit = useCallback(() => settle('SUBMITTED', api.submit()), [api, settle])
  useEffect(() => {
    if (screen === 'SUBMIT') void submit()
  }, [screen, submit])

  const accepted = useCallback((newer: Session) => go({ event: 'ACCEPTED', session: newer }), [])
  const language = useMemo(
    () => ({
      locale,
      choose: (wanted: string) => {
        const chosen = locales.find((each) => each === wanted)
        if (chosen === undefined) return
        void showLocale(chosen).then(() => setLocale(chosen))
        // Mail and messages follow the choice; should it fail, the screen has switched all the same.
        void api.setLocale(chosen)
      },
    }),
    [api, locale],
  )

  useColour(session?.branding.primaryColour ?? null)

  return (
    <LanguageContext value={language}>
      <CompanyContext value={session}>
        <Suspense fallback={<Opening />}>
          {problem === null ? (
            body()
          ) : (
            <Trouble
              problem={problem}
              again={() => {
                setProblem(null)
                if (screen === 'OPENING') void open()
                if (screen === 'SUBMIT') void submit()
              }}
            />
          )}
        </Suspense>
      </CompanyContext>
    </LanguageContext>
  )

  function body() {
    switch (screen) {
      case 'LINK_EXPIRED':
      case 'LINK_INVALID':
      case 'CANCELLED':
      case 'APPROVED':
      case 'DECLINED':
      case 'IN_REVIEW':
        return <EndScreen end={screen} session={session} />
      case 'OPENING':
      case 'WELCOME':
      case 'HANDOFF':
      case 'CONSENT':
      case 'CONSENT_REFUSED':
      case 'DOCUMENT':
      case 'PREPARE':
      case 'FRONT':
      case 'BACK':
      case 'THICKNESS':
      case 'FACE_INTRO':
      case 'FACE':
      case 'LIVENESS':
      case 'SUBMIT':
      case 'PROGRESS':
      case 'RETAKE':
        return session === null ? <Opening /> : underWay(screen, session)
    }
  }

  function underWay(
    at: Exclude<
      FlowState,
      'LINK_EXPIRED' | 'LINK_INVALID' | 'CANCELLED' | 'APPROVED' | 'DECLINED' | 'IN_REVIEW'
    >,
    known: Session,
  ) {
    switch (at) {
      case 'OPENING':
        return <Opening />
      case 'WELCOME':
        return (
          <Welcome
            session={known}
            api={api}
            begin={() => go({ event: 'BEGUN' })}
            toPhone={() => go({ event: 'TO_PHONE' })}
          />
        )
      case 'HANDOFF':
        return <Handoff session={known} api={api} stay={() => go({ event: 'STAYED' })} />
      case 'CONSENT':
        return (
          <Consent
            session={known}
            isBusy={isBusy}
            agree={(version) => void settle('AGREED', api.giveConsent(version))}
            refuse={() => go({ event: 'REFUSED' })}
          />
        )
      case 'CONSENT_REFUSED':
        return <ConsentRefused back={() => go({ event: 'RECONSIDERED' })} />
      case 'DOCUMENT':
        return (
          <ChooseDocument
            session={known}
            isBusy={isBusy}
            choose={(type) => void settle('CHOSEN', api.chooseDocument(type))}
          />
        )
      case 'PREPARE':
        return <Prepare session={known} ready={() => go({ event: 'READY' })} />
      case 'FACE_INTRO':
        return <FaceIntro session={known} ready={() => go({ event: 'READY' })} />
      case 'FRONT':
      case 'BACK':
      case 'THICKNESS':
        return <DocumentCamera key={at} slot={at} session={known} api={api} accepted={accepted} />
      case 'FACE':
        return <FaceCamera session={known} api={api} accepted={accepted} />
      case 'LIVENESS':
        return <LivenessCamera session={known} api={api} accepted={accepted} />
      case 'SUBMIT':
        return <Waiting word="send.now" />
      case 'PROGRESS':
        return <Waiting word="wait.title" />
      case 'RETAKE':
        return <Retake session={known} ready={() => go({ event: 'BEGUN' })} />
    }
  }
}

function Waiting({ word }: { readonly word: string }) {
  const { t } = useTranslation()
  return <Progress title={t(word)} />
}

function Opening() {
  return (
    <div className="screen screen--centre" aria-busy="true">
      <div className="screen__main">
        <div className="waiting" />
      </div>
    </div>
  )
}

function Trouble({ problem, again }: { readonly problem: Problem; readonly again: () => void }) {
  const { t } = useTranslation()
  return (
    <Screen
      centre
      title={t(problem === 'NETWORK' ? 'send.offline' : 'error.title')}
      actions={
        <button type="button" className="button" onClick={again}>
          {t('button.again')}
        </button>
      }
    >
      <div className="badge badge--warn">
        <AlertIcon size={46} />
      </div>
      <p>{t(problem === 'RATE_LIMITED' ? 'error.RATE_LIMITED' : 'error.other')}</p>
    </Screen>
  )
}
