import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { Session } from '../api/capture-api.ts'
import { faceWatcher } from '../face/face-watcher.ts'
import { slotsLeft } from '../flow/next-screen.ts'
import {
  CardIcon,
  FaceIcon,
  GlassesIcon,
  LensIcon,
  LockIcon,
  NextIcon,
  PhoneIcon,
  SunIcon,
  TableIcon,
} from '../parts/icons.tsx'
import { OwnText, useOwnText } from '../parts/own-text.tsx'
import { MessageFrom } from '../parts/message-from.tsx'
import { CardPicture, FacePicture } from '../parts/pictures.tsx'
import { Screen } from '../parts/screen.tsx'
import { StepTrack } from '../parts/step-track.tsx'

interface ReadProps {
  readonly session: Session
  readonly ready: () => void
}

interface ConsentProps {
  readonly session: Session
  readonly isBusy: boolean
  readonly agree: (version: string) => void
  readonly refuse: () => void
}

export function Consent({ session, isBusy, agree, refuse }: ConsentProps) {
  const { t } = useTranslation()
  const own = useOwnText(session, 'consent')
  const client = session.tenantName
  return (
    <Screen
      title={t('consent.title')}
      actions={
        <>
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => agree(session.consentTextVersion)}
          >
            {t('consent.agree')}
          </button>
          <button type="button" className="button button--quiet" onClick={refuse}>
            {t('consent.decline')}
          </button>
        </>
      }
    >
      <OwnText text={own} usual={t('consent.body', { client })} />
      <dl className="panel facts">
        {(['what', 'why', 'safe'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`consent.${part}`)}</dt>
            <dd>{t(`consent.${part}Body`, { client })}</dd>
          </div>
        ))}
      </dl>
    </Screen>
  )
}

export function ConsentRefused({ back }: { readonly back: () => void }) {
  const { t } = useTranslation()
  return (
    <Screen
      centre
      title={t('consent.declinedTitle')}
      actions={
        <button type="button" className="button button--line" onClick={back}>
          {t('consent.back')}
        </button>
      }
    >
      <div className="badge">
        <LockIcon size={44} />
      </div>
      <p>{t('consent.declinedBody')}</p>
    </Screen>
  )
}

interface ChooseProps {
  readonly session: Session
  readonly isBusy: boolean
  readonly choose: (type: DocumentType) => void
}

export function ChooseDocument({ session, isBusy, choose }: ChooseProps) {
  const { t } = useTranslation()
  return (
    <Screen title={t('doc.choose')}>
      <ul>
        {session.acceptedDocuments.map((type) => (
          <li key={type}>
            <button
              type="button"
              className="choice"
              disabled={isBusy}
              data-document={type}
              onClick={() => choose(type)}
            >
              <CardIcon size={36} />
              <div>
                <strong>{t(`document.${type}`)}</strong>
                <span>{t(`doc.${type}.note`)}</span>
              </div>
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
      <p className="note">
        <LockIcon size={20} />
        {t('doc.prepare')}
      </p>
    </Screen>
  )
}

export function Prepare({ session, ready }: ReadProps) {
  const { t } = useTranslation()
  return (
    <Screen
      title={t('prepare.title')}
      track={<StepTrack session={session} now={null} />}
      actions={
        <button type="button" className="button" onClick={ready}>
          {t('prepare.start')}
        </button>
      }
    >
      <CardPicture />
      <ul className="rows panel">
        <li>
          <TableIcon />
          {t('prepare.ground')}
        </li>
        <li>
          <SunIcon />
          {t('prepare.light')}
        </li>
        <li>
          <LensIcon />
          {t('prepare.lens')}
        </li>
      </ul>
      <p className="note">{t('prepare.why')}</p>
    </Screen>
  )
}

export function FaceIntro({ session, ready }: ReadProps) {
  const { t } = useTranslation()
  // The models come while the applicant reads.
  useEffect(() => void faceWatcher(), [])
  return (
    <Screen
      title={t('face.intro')}
      track={<StepTrack session={session} now={null} />}
      actions={
        <button type="button" className="button" onClick={ready}>
          {t('prepare.start')}
        </button>
      }
    >
      <FacePicture />
      <p>{t('face.introWhy')}</p>
      <ul className="rows panel">
        <li>
          <GlassesIcon />
          {t('face.remove')}
        </li>
        <li>
          <SunIcon />
          {t('face.light')}
        </li>
        <li>
          <PhoneIcon />
          {t('face.eye')}
        </li>
      </ul>
    </Screen>
  )
}

export function Retake({ session, ready }: ReadProps) {
  const { t } = useTranslation()
  const asked = slotsLeft(session)
  return (
    <Screen
      title={t('retake.title')}
      actions={
        <button type="button" className="button" onClick={ready}>
          {t('resubmit.begin')}
        </button>
      }
    >
      <p>{t('resubmit')}</p>
      <ul className="reasons">
        {asked.map((slot) => {
          const reasons = session.retake.filter((each) => each.slot === slot)
          return (
            <li key={slot} className="panel retake" data-slot={slot}>
              {slot === 'FACE' || slot === 'LIVENESS' ? (
                <FaceIcon size={34} />
              ) : (
                <CardIcon size={34} />
              )}
              <div>
                <strong>{t(`slot.${slot}`)}</strong>
                {reasons.map(({ reasonCode }) => (
                  <p key={reasonCode}>{t([`reason.${reasonCode}`, 'face.retry'])}</p>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
      <MessageFrom session={session} />
      <p className="note">{t('retake.keep')}</p>
    </Screen>
  )
}

const slowAfterMs = 20_000

export function Progress({ title }: { readonly title: string }) {
  const { t } = useTranslation()
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Screen centre title={title}>
      <div className="waiting" />
      <p role="status">{t(isSlow ? 'progress.slow' : 'wait.body')}</p>
    </Screen>
  )
}
