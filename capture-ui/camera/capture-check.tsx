import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Slot } from '../../domain/method.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import type { CaptureApi, Problem, Session } from '../api/capture-api.ts'
import { AlertIcon, CheckIcon } from '../parts/icons.tsx'
import { Screen } from '../parts/screen.tsx'
import type { Footage } from './motion-jpeg.ts'

interface CaptureCheckProps {
  readonly slot: Slot
  readonly api: CaptureApi
  readonly footage: Footage
  readonly challengeId: string | null
  /** The picture to show; first frame of a burst. */
  readonly still: Blob
  readonly accepted: (session: Session) => void
  readonly retake: () => void
}

type Check =
  | { readonly kind: 'SENDING' }
  | { readonly kind: 'ACCEPTED' }
  | { readonly kind: 'REFUSED'; readonly reasonCodes: readonly string[] }
  | { readonly kind: 'FAILED'; readonly problem: Problem }

const praiseMs = 900

/** Sends what was captured, shows the verdict, and keeps the picture for as long as the network is away. */
export function CaptureCheck(props: CaptureCheckProps) {
  const { slot, api, footage, challengeId, still, accepted, retake } = props
  const { t } = useTranslation()
  const [check, setCheck] = useState<Check>({ kind: 'SENDING' })
  const [picture, setPicture] = useState('')

  const send = useCallback(
    async (isRepeat: boolean) => {
      setCheck({ kind: 'SENDING' })
      const answer = await api.send(slot, footage, challengeId, isRepeat)
      if (!answer.ok) {
        // Someone else's picture was taken, or the challenge is over: only a new picture helps.
        setCheck(
          needsNewPicture.has(answer.problem)
            ? { kind: 'REFUSED', reasonCodes: [answer.problem] }
            : { kind: 'FAILED', problem: answer.problem },
        )
        return
      }
      const { value: verdict } = answer
      if (!verdict.accepted) {
        setCheck({ kind: 'REFUSED', reasonCodes: verdict.reasonCodes })
        return
      }
      setCheck({ kind: 'ACCEPTED' })
      if ('vibrate' in navigator) navigator.vibrate(40)
      setTimeout(() => accepted(verdict.session), praiseMs)
    },
    [api, slot, footage, challengeId, accepted],
  )

  useEffect(() => {
    const url = URL.createObjectURL(still)
    setPicture(url)
    return () => URL.revokeObjectURL(url)
  }, [still])
  // oxlint-disable-next-line react/exhaustive-deps -- once for each picture
  useEffect(() => void send(false), [footage])
  useEffect(() => {
    if (check.kind !== 'FAILED' || check.problem !== 'NETWORK') return
    const resend = () => void send(true)
    addEventListener('online', resend)
    return () => removeEventListener('online', resend)
  }, [check, send])

  const image = (
    <figure className="shot" data-mirror={slot === 'FACE' || slot === 'LIVENESS'}>
      {picture !== '' && (
        <img src={picture} alt={t('a11y.picture', { place: t(`slot.${slot}`) })} />
      )}
    </figure>
  )
  if (check.kind === 'SENDING')
    return (
      <Screen title={t('cap.checking')}>
        {image}
        <div className="shot__wait" role="status">
          <div className="waiting" />
          <p>{t('check.sendingNote')}</p>
        </div>
      </Screen>
    )
  if (check.kind === 'ACCEPTED')
    return (
      <Screen title={t('cap.accepted')}>
        {image}
        <div className="shot__wait" role="status">
          <div className="badge badge--good">
            <CheckIcon size={48} />
          </div>
        </div>
      </Screen>
    )
  if (check.kind === 'FAILED')
    return (
      <Screen
        title={t(check.problem === 'NETWORK' ? 'send.offline' : 'send.failed')}
        actions={
          <button type="button" className="button" onClick={() => void send(true)}>
            {t('send.retry')}
          </button>
        }
      >
        {image}
        <p className="alert alert--calm" role="status">
          <CheckIcon size={22} />
          {t('send.kept')}
        </p>
        {check.problem === 'RATE_LIMITED' && <p>{t('error.RATE_LIMITED')}</p>}
      </Screen>
    )
  return (
    <Screen
      title={t('cap.rejected')}
      actions={
        <button type="button" className="button" onClick={retake}>
          {t('cap.retake')}
        </button>
      }
    >
      {image}
      <ul className="reasons" role="alert">
        {reasonKeys(check.reasonCodes).map((key) => (
          <li key={key} className="alert">
            <AlertIcon size={22} />
            {t(key)}
          </li>
        ))}
      </ul>
    </Screen>
  )
}

const needsNewPicture: ReadonlySet<Problem> = new Set([
  'CHALLENGE_INVALID',
  'CHALLENGE_EXPIRED',
  'CHALLENGE_USED',
  'IMAGE_UNREADABLE',
  'IMAGE_TOO_LARGE',
  'IMAGE_FORMAT',
  'UPLOAD_TOO_LARGE',
])

/** Two reasons at most: the most helpful come first. */
const reasonKeys = (codes: readonly string[]): readonly string[] => {
  const known = codes.filter(isReasonCode).slice(0, 2)
  return known.length === 0 ? ['face.retry'] : known.map((code) => `reason.${code}`)
}
