import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { framesBySlot, type Direction } from '../../domain/method.ts'
import type { CaptureApi, Challenge, Problem, Session } from '../api/capture-api.ts'
import { CameraHelp } from '../camera/camera-help.tsx'
import { CameraStage } from '../camera/camera-stage.tsx'
import { CaptureCheck } from '../camera/capture-check.tsx'
import { HintBar } from '../camera/hint-bar.tsx'
import { createFrameKeeper, joinFrames, type Footage } from '../camera/motion-jpeg.ts'
import { takePicture } from '../camera/take-picture.ts'
import { useCamera } from '../camera/use-camera.ts'
import { watchFrames } from '../camera/watch-frames.ts'
import { faceHint, nextStage, type FaceLook, type LivenessStage } from '../face/face-look.ts'
import { faceWatcher } from '../face/face-watcher.ts'
import { createSteadiness, createSteadyHint } from '../guidance/steady-hint.ts'
import { AlertIcon, ClockIcon, NextIcon } from '../parts/icons.tsx'
import { FaceOval } from '../parts/face-oval.tsx'
import { Screen } from '../parts/screen.tsx'

interface LivenessCameraProps {
  readonly session: Session
  readonly api: CaptureApi
  readonly accepted: (session: Session) => void
}
interface Taken {
  readonly still: Blob
  readonly footage: Footage
  readonly challengeId: string
}
type Run =
  | { readonly kind: 'ALIGN' }
  | { readonly kind: 'TURNING'; readonly stage: LivenessStage; readonly of: number }
  | { readonly kind: 'TIME_UP' }
  | { readonly kind: 'FAILED'; readonly problem: Problem }

const lookWidthPx = 320
const frameWidthPx = 640
const frameEveryMs = 140
/** Time for one turn; a slow neck gets another try with a new challenge. */
const turnMs = 20_000
/** The film goes on until the head has certainly come back: a turn that is cut off is none. */
const afterwardsMs = 800
const steadyFrames = 3

/** Head turns in the directions that the server has just issued, filmed for its judgement. */
export function LivenessCamera({ session, api, accepted }: LivenessCameraProps) {
  const { t } = useTranslation()
  const { video, state, again } = useCamera('FACE')
  const [run, setRun] = useState<Run>({ kind: 'ALIGN' })
  const [hint, setHint] = useState<string>('face.loading')
  const [direction, setDirection] = useState<Direction | null>(null)
  const [taken, setTaken] = useState<Taken | null>(null)
  const [round, setRound] = useState(0)
  const asking = useRef(false)

  useEffect(() => {
    const element = video.current
    if (state.kind !== 'ON' || element === null || taken !== null) return
    const watcher = faceWatcher()
    const steadyHint = createSteadyHint<string>('face.align')
    const isSteady = createSteadiness(steadyFrames, 500)
    const keeper = createFrameKeeper(framesBySlot.LIVENESS.max - 4, frameEveryMs)
    let challenge: Challenge | null = null
    let frontal: FaceLook | null = null
    let stage: LivenessStage = { kind: 'CENTRE', next: 0 }
    let sinceMs = 0
    asking.current = false

    // A film has even frames, however long the face model takes for one on an old phone.
    let isFilming = false
    const film = async () => {
      const atMs = performance.now()
      if (challenge === null || isFilming || !keeper.wants(atMs)) return
      isFilming = true
      try {
        keeper.add({ atMs, jpeg: await takePicture(element, frameWidthPx, 0.85) })
      } finally {
        isFilming = false
      }
    }
    const filming = setInterval(() => void film(), frameEveryMs / 2)
    let ending: ReturnType<typeof setTimeout> | undefined
    const finish = (challengeId: string) => {
      clearInterval(filming)
      const frames = keeper.frames()
      const still = frames[0]?.jpeg
      if (still !== undefined) setTaken({ still, footage: joinFrames(frames), challengeId })
    }
    const begin = async (look: FaceLook) => {
      asking.current = true
      const answer = await api.challenge()
      if (!answer.ok) {
        setRun({ kind: 'FAILED', problem: answer.problem })
        return
      }
      challenge = answer.value
      frontal = look
      sinceMs = performance.now()
    }
    const stopLooking = watchFrames(element, lookWidthPx, async (frame, atMs) => {
      const look = await watcher.look(frame)
      if (look === null) return
      if (challenge === null || frontal === null) {
        const wanted = faceHint(look)
        setHint(steadyHint(wanted, atMs))
        if (isSteady(wanted === 'cap.hold', atMs) && !asking.current) void begin(look)
        return
      }
      const { directions, challengeId } = challenge
      const before = stage
      stage = nextStage(stage, directions, look, frontal)
      if (stage.kind === 'DONE') {
        stopLooking()
        setDirection(null)
        setHint('cap.hold')
        ending = setTimeout(() => finish(challengeId), afterwardsMs)
        return
      }
      if (stage !== before) {
        sinceMs = atMs
        if ('vibrate' in navigator) navigator.vibrate(30)
      }
      if (atMs - sinceMs > turnMs) {
        stop()
        setRun({ kind: 'TIME_UP' })
        return
      }
      const to = stage.kind === 'TURN' ? (directions[stage.next] ?? null) : null
      setDirection(to)
      setRun({ kind: 'TURNING', stage, of: directions.length })
      setHint(
        look.faces > 1 ? 'face.one' : to === null ? 'face.center' : `face.${to.toLowerCase()}`,
      )
    })
    const stop = () => {
      clearInterval(filming)
      clearTimeout(ending)
      stopLooking()
    }
    return stop
  }, [state.kind, taken, api, video, round])

  const restart = () => {
    setTaken(null)
    setDirection(null)
    setHint('face.align')
    setRun({ kind: 'ALIGN' })
    setRound((count) => count + 1)
    again()
  }
  if (taken !== null)
    return (
      <CaptureCheck
        slot="LIVENESS"
        api={api}
        footage={taken.footage}
        still={taken.still}
        challengeId={taken.challengeId}
        accepted={accepted}
        retake={restart}
      />
    )
  if (state.kind === 'PROBLEM')
    return <CameraHelp problem={state.problem} api={api} again={again} />
  if (run.kind === 'TIME_UP' || run.kind === 'FAILED')
    return (
      <Screen
        centre
        title={t(run.kind === 'TIME_UP' ? 'live.timeout' : 'error.title')}
        actions={
          <button type="button" className="button" onClick={restart}>
            {t('button.again')}
          </button>
        }
      >
        <div className="badge badge--warn">
          {run.kind === 'TIME_UP' ? <ClockIcon size={46} /> : <AlertIcon size={46} />}
        </div>
        <p>
          {run.kind === 'TIME_UP'
            ? t('face.timeUpNote')
            : t(run.problem === 'RATE_LIMITED' ? 'error.RATE_LIMITED' : 'error.other')}
        </p>
      </Screen>
    )
  return (
    <CameraStage
      slot="LIVENESS"
      session={session}
      video={video}
      mirror
      overlay={
        <>
          <FaceOval isGood={direction === null && run.kind === 'TURNING'} />
          {direction !== null && <Arrow to={direction} />}
        </>
      }
      hint={<HintBar hint={state.kind === 'OPENING' ? 'cam.opening' : hint} />}
      foot={
        run.kind === 'TURNING' && run.stage.kind !== 'DONE' ? (
          <span>{t('face.turn', { n: Math.min(run.stage.next + 1, run.of), of: run.of })}</span>
        ) : (
          <span>{t('live.intro')}</span>
        )
      }
    />
  )
}

const turns: Record<Direction, number> = { RIGHT: 0, DOWN: 90, LEFT: 180, UP: 270 }

/** The picture is mirrored, so the applicant's own left is on the left of the screen. */
function Arrow({ to }: { readonly to: Direction }) {
  return (
    <div className="arrow" data-to={to} aria-hidden="true">
      <div style={{ rotate: `${turns[to]}deg`, display: 'grid' }}>
        <NextIcon size={56} />
      </div>
    </div>
  )
}
