import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureApi, Session } from '../api/capture-api.ts'
import { PhoneIcon } from '../parts/icons.tsx'
import { Screen } from '../parts/screen.tsx'
import { StepTrack } from '../parts/step-track.tsx'

interface HandoffProps {
  readonly session: Session
  readonly api: CaptureApi
  readonly stay: () => void
}

/** On a PC: a code for the phone. The page follows what the phone does. */
export function Handoff({ session, api, stay }: HandoffProps) {
  const { t } = useTranslation()
  const [code, setCode] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const renew = useCallback(async () => {
    const answer = await api.handoff()
    setFailed(!answer.ok)
    if (!answer.ok) return
    const { toDataURL } = await import('qrcode')
    setCode(await toDataURL(answer.value, { margin: 1, width: 448, errorCorrectionLevel: 'M' }))
  }, [api])
  useEffect(() => void renew(), [renew])
  const isUnderWay = session.consentGiven
  return (
    <Screen
      title={t('handoff.title')}
      actions={
        <button type="button" className="button button--quiet" onClick={stay}>
          {t('handoff.here')}
        </button>
      }
    >
      <p>{t(failed ? 'error.other' : 'handoff.qr')}</p>
      {code !== null && (
        <div className="code">
          <img src={code} alt={t('a11y.qr')} />
        </div>
      )}
      <button type="button" className="button button--line" onClick={() => void renew()}>
        {t('handoff.refresh')}
      </button>
      {isUnderWay ? (
        <div role="status">
          <p className="alert alert--calm">
            <PhoneIcon size={22} />
            {t('handoff.onPhone')}
          </p>
          <StepTrack session={session} now={null} />
        </div>
      ) : (
        <p className="note">{t('handoff.wait')}</p>
      )}
    </Screen>
  )
}
