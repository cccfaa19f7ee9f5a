import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Slot } from '../../domain/method.ts'
import type { Session } from '../api/capture-api.ts'
import { LanguageSwitch } from '../parts/screen.tsx'
import { StepTrack } from '../parts/step-track.tsx'
import './stage.css'

interface CameraStageProps {
  readonly slot: Slot
  readonly session: Session
  readonly video: RefObject<HTMLVideoElement | null>
  readonly mirror: boolean
  readonly overlay: ReactNode
  readonly hint: ReactNode
  readonly foot: ReactNode
}

/** The camera's picture with guidance around it; always dark, so that the picture stands out. */
export function CameraStage(props: CameraStageProps) {
  const { slot, session, video, mirror, overlay, hint, foot } = props
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [slot])
  return (
    <div className="stage">
      <header className="stage__bar">
        <h1 tabIndex={-1} ref={heading}>
          {t(`slot.${slot}`)}
        </h1>
        <LanguageSwitch />
      </header>
      <div className="stage__track">
        <StepTrack session={session} now={slot} />
      </div>
      <main className={mirror ? 'stage__view stage__view--mirror' : 'stage__view'}>
        <video ref={video} playsInline muted aria-label={t('a11y.preview')} />
        {overlay}
      </main>
      {hint}
      <div className="stage__foot">{foot}</div>
    </div>
  )
}
