import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Quad } from '../../domain/geometry.ts'
import type { CaptureApi, Session } from '../api/capture-api.ts'
import { askWorker } from '../camera/ask-worker.ts'
import { CameraHelp } from '../camera/camera-help.tsx'
import { CameraStage } from '../camera/camera-stage.tsx'
import { CaptureCheck } from '../camera/capture-check.tsx'
import { HintBar } from '../camera/hint-bar.tsx'
import { joinFrames, type Footage, type TimedFrame } from '../camera/motion-jpeg.ts'
import { takePicture } from '../camera/take-picture.ts'
import { useCamera } from '../camera/use-camera.ts'
import { watchFrames } from '../camera/watch-frames.ts'
import { documentHint, firstHint, type DocumentHint } from '../guidance/document-hint.ts'
import type { DocumentQuestion } from '../guidance/document-worker.ts'
import type { DocumentLook, DocumentSlot } from '../guidance/look-at-document.ts'
import { createSteadiness, createSteadyHint } from '../guidance/steady-hint.ts'
import { TiltPicture } from '../parts/pictures.tsx'

interface DocumentCameraProps {
  readonly slot: DocumentSlot
  readonly session: Session
  readonly api: CaptureApi
  readonly accepted: (session: Session) => void
}
interface Taken {
  readonly still: Blob
  readonly footage: Footage
}

const frameWidthPx = 640
/** Good frames in a row before the shutter, and the least time they take. */
const steadyFrames = 4
const steadyMs = 600
const manualAfterMs = 10_000
/** A turned card needs a moment: else the back would be the front once more. */
const readTheHintMs = 1800
const burstFrames = 5
const burstEveryMs = 220

/** Front, back or tilted: guides, takes the picture by itself, has it judged. */
export function DocumentCamera({ slot, session, api, accepted }: DocumentCameraProps) {
  const { t } = useTranslation()
  const { video, state, again } = useCamera('DOCUMENT')
  const [hint, setHint] = useState<DocumentHint | 'tip.ground'>(firstHint[slot])
  const [quad, setQuad] = useState<Quad | null>(null)
  const [isManual, setManual] = useState(false)
  const [taken, setTaken] = useState<Taken | null>(null)
  const isTaking = useRef(false)
  const documentType = session.documentType ?? 'DRIVERS_LICENCE'

  const take = useCallback(async () => {
    const element = video.current
    if (element === null || isTaking.current) return
    isTaking.current = true
    if ('vibrate' in navigator) navigator.vibrate(25)
    const frames: TimedFrame[] = []
    for (let i = 0; i < (slot === 'THICKNESS' ? burstFrames : 1); i++) {
      if (i > 0) await new Promise((resolve) => setTimeout(resolve, burstEveryMs))
      frames.push({ atMs: performance.now(), jpeg: await takePicture(element) })
    }
    const still = frames[0]?.jpeg
    if (still !== undefined) setTaken({ still, footage: joinFrames(frames) })
    isTaking.current = false
  }, [slot, video])

  useEffect(() => {
    const element = video.current
    if (state.kind !== 'ON' || element === null || taken !== null) return
    const worker = askWorker<DocumentQuestion, DocumentLook>(
      new Worker(new URL('../guidance/document-worker.ts', import.meta.url), { type: 'module' }),
    )
    const steadyHint = createSteadyHint<DocumentHint | 'tip.ground'>(firstHint[slot])
    const isSteady = createSteadiness(steadyFrames, steadyMs)
    const beganMs = performance.now()
    const stop = watchFrames(element, frameWidthPx, async (frame, atMs) => {
      const look = await worker.ask({ frame, slot, documentType }, [frame.data.buffer])
      if (look === null || isTaking.current) return
      const wanted = documentHint(slot, look)
      const isLost = look.quad === null && atMs - beganMs > manualAfterMs / 2
      setHint(steadyHint(isLost && wanted === firstHint[slot] ? 'tip.ground' : wanted, atMs))
      setQuad(look.quad)
      if (isSteady(wanted === 'cap.hold' && atMs - beganMs > readTheHintMs, atMs)) void take()
    })
    const manual = setTimeout(() => setManual(true), manualAfterMs)
    return () => {
      stop()
      worker.end()
      clearTimeout(manual)
    }
  }, [state.kind, slot, documentType, taken, take, video])

  if (taken !== null)
    return (
      <CaptureCheck
        slot={slot}
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
      slot={slot}
      session={session}
      video={video}
      mirror={false}
      overlay={
        <>
          <CardOverlay video={video.current} quad={quad} isGood={hint === 'cap.hold'} />
          {slot === 'THICKNESS' && quad === null && (
            <div className="stage__demo">
              <TiltPicture />
            </div>
          )}
        </>
      }
      hint={<HintBar hint={state.kind === 'OPENING' ? 'cam.opening' : hint} />}
      foot={
        isManual ? (
          <>
            <span>{t('cap.manual')}</span>
            <button type="button" className="shutter" onClick={() => void take()}>
              {t('cap.shutter')}
            </button>
          </>
        ) : (
          slot === 'THICKNESS' && <span>{t('cap.thickness2')}</span>
        )
      }
    />
  )
}

interface CardOverlayProps {
  readonly video: HTMLVideoElement | null
  readonly quad: Quad | null
  readonly isGood: boolean
}

/** The found card's outline, or the frame it should fill. */
function CardOverlay({ video, quad, isGood }: CardOverlayProps) {
  const width = video?.videoWidth || 1280
  const height = video?.videoHeight || 720
  const guideWidth = Math.min(width * 0.86, height * 0.86 * 1.586)
  const guideHeight = guideWidth / 1.586
  const points = quad?.map(({ x, y }) => `${x * width},${y * height}`).join(' ')
  const stroke = Math.max(width, height) / 160
  return (
    <svg className="overlay" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {points === undefined ? (
        <rect
          x={(width - guideWidth) / 2}
          y={(height - guideHeight) / 2}
          width={guideWidth}
          height={guideHeight}
          rx={guideWidth / 28}
          fill="none"
          stroke="#fff"
          strokeOpacity="0.9"
          strokeWidth={stroke}
          strokeDasharray={`${stroke * 5} ${stroke * 4}`}
        />
      ) : (
        <polygon
          points={points}
          fill={isGood ? 'rgb(127 209 165 / 18%)' : 'none'}
          stroke={isGood ? '#7fd1a5' : '#ffd07a'}
          strokeWidth={stroke}
          strokeLinejoin="round"
          strokeDasharray={isGood ? undefined : `${stroke * 4} ${stroke * 2}`}
        />
      )}
    </svg>
  )
}
