import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureApi } from '../api/capture-api.ts'
import { outsideAddress, type Surroundings } from '../browser/surroundings.ts'

/** Into the phone's real browser. The link is made on asking: it opens once and soon ends. */
export function WayOut({
  api,
  surroundings,
}: {
  readonly api: Pick<CaptureApi, 'handoff'>
  readonly surroundings: Surroundings
}) {
  const { t } = useTranslation()
  const [link, setLink] = useState<string | null>(null)
  const [isCopied, setCopied] = useState(false)
  const [failed, setFailed] = useState(false)
  const browser = { IOS: 'Safari', ANDROID: 'Chrome', DESKTOP: t('inapp.browser') }[
    surroundings.platform
  ]
  const fresh = async (): Promise<string | null> => {
    const answer = await api.handoff()
    setFailed(!answer.ok)
    if (!answer.ok) return null
    setLink(answer.value)
    return answer.value
  }
  const open = async () => {
    const address = await fresh()
    const outside = address === null ? null : outsideAddress(address, surroundings)
    if (outside !== null) location.assign(outside)
  }
  const copy = async () => {
    const address = link ?? (await fresh())
    if (address === null) return
    try {
      await navigator.clipboard.writeText(address)
      setCopied(true)
    } catch {
      // Some inner browsers have no clipboard: the link stands in the field to be copied by hand.
    }
  }
  return (
    <div className="panel" style={{ display: 'grid', gap: '0.75rem' }}>
      {surroundings.platform !== 'DESKTOP' && (
        <button type="button" className="button button--line" onClick={() => void open()}>
          {t('inapp.open', { browser })}
        </button>
      )}
      <button type="button" className="button button--line" onClick={() => void copy()}>
        {t('cam.copyLink')}
      </button>
      {link !== null && (
        <input
          className="link"
          readOnly
          value={link}
          aria-label={t('inapp.link')}
          onFocus={(event) => event.target.select()}
        />
      )}
      <p role="status" aria-live="polite" className="note">
        {isCopied ? t('cam.copied') : failed ? t('error.other') : ''}
      </p>
    </div>
  )
}
