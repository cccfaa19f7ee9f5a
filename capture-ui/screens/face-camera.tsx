import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureApi, Session } from '../api/capture-api.ts'
import { CameraHelp } from '../camera/camera-help.tsx'
import { CameraStage } from '../camera/camera-stage.tsx'
import { CaptureCheck } from '../camera/capture-check.tsx'
import { HintBar } from '../camera/hint-bar.tsx'
import { joinFrames, type Footage } from '../camera/motion-jpeg.ts'
import { takePicture } from '../camera/take-picture.ts'
import { useCamera } from '../camera/use-camera.ts'
import { watchFrames } from '../camera/watch-frames.ts'
import { faceHint, type FaceHint } from '../face/face-look.ts'
import { faceWatcher } from '../face/face-watcher.ts'
import { createSteadiness, createSteadyHint } from '../guidance/steady-hint.ts'
import { FaceOval } from '../parts/face-oval.tsx'

interface FaceCameraProps {
  readonly session: Session
  readonly api: CaptureApi
  readonly accepted: (session: Session) => void
}

const frameWidthPx = 320
const steadyFrames = 3
const steadyMs = 700
const manualAfterMs = 10_000

/** One still of the face from the front. */
export function FaceCamera({ session, api, accepted }: FaceCameraProps) {
  const { t } = useTranslation()
  const { video, state, again } = useCamera('FACE')
  const [hint, setHint] = useState<FaceHint>('face.align')
  const [isReady, setReady] = useState(false)
  const [isManual, setManual] = useState(false)
  const [taken, setTaken] = useState<{ still: Blob; footage: Footage } | null>(null)
  const isTaking = useRef(false)

  const take = useCallback(async () => {
    const element = video.current
    if (element === null || isTaking.current) return
    isTaking.current = true
    const still = await takePicture(element)
    setTaken({ still, footage: joinFrames([{ jpeg: still, atMs: performance.now() }]) })
    isTaking.current = false
  }, [video])

  useEffect(() => {
    const element = video.current
    if (state.kind !== 'ON' || element === null || taken !== null) return
    const watcher = faceWatcher()
    const steadyHint = createSteadyHint<FaceHint>('face.align')
    const isSteady = createSteadiness(steadyFrames, steadyMs)
    const stop = watchFrames(element, frameWidthPx, async (frame, atMs) => {
      const look = await watcher.look(frame)
      setReady(true)
      if (look === null || isTaking.current) return
      const wanted = faceHint(look)
      setHint(steadyHint(wanted, atMs))
      if (isSteady(wanted === 'cap.hold', atMs)) void take()
    })
    const manual = setTimeout(() => setManual(true), manualAfterMs)
    return () => {
      stop()
      clearTimeout(manual)
    }
  }, [state.kind, taken, take, video])

  if (taken !== null)
    return (
      <CaptureCheck
        slot="FACE"
        api={api}
        footage={taken.footage}
        still={taken.still}
        challengeId={null}
        accepted={accepted}
        retake={() => {
          setTaken(null)
          again()
        }}
      />
    )
  if (state.kind === 'PROBLEM')
    return <CameraHelp problem={state.problem} api={api} again={again} />
  return (
    <CameraStage
      slot="FACE"
      session={session}
      video={video}
      mirror
      overlay={<FaceOval isGood={hint === 'cap.hold'} />}
      hint={
        <HintBar
          hint={state.kind === 'OPENING' ? 'cam.opening' : isReady ? hint : 'face.loading'}
        />
      }
      foot={
        isManual && (
          <>
            <span>{t('cap.manual')}</span>
            <button type="button" className="shutter" onClick={() => void take()}>
              {t('cap.shutter')}
            </button>
          </>
        )
      }
    />
  )
}
