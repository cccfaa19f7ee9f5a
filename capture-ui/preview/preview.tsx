import { useCallback, useEffect, useMemo, useState } from 'react'
import { isLocale, type Locale } from '../../domain/method.ts'
import { CompanyContext, useColour } from '../parts/company.ts'
import { LanguageContext } from '../parts/language.ts'
import { EndScreen } from '../screens/end-screens.tsx'
import { Consent } from '../screens/plain-screens.tsx'
import { Welcome } from '../screens/welcome.tsx'
import { showLocale } from '../words/i18n.ts'
import { sampleSession } from './sample-session.ts'
import { readPreview, type PreviewAsked } from './preview-message.ts'

const noApi = { handoff: () => Promise.resolve({ ok: false, problem: 'NETWORK' } as const) }

/** The capture's own screens with a company's draft, which the manager sends: no session, no camera, nothing is stored. */
export function Preview() {
  const [asked, setAsked] = useState<PreviewAsked | null>(null)
  useEffect(() => {
    // words of a language come late the first time: what was typed after must not be shown before
    let shown = Promise.resolve()
    const show = async (before: Promise<void>, draft: PreviewAsked) => {
      await before.catch(() => undefined)
      await showLocale(draft.locale)
      setAsked(draft)
    }
    const hear = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== location.origin || source !== parent) return
      const draft = readPreview(data)
      if (draft) shown = show(shown, draft)
    }
    addEventListener('message', hear)
    parent.postMessage({ kakuninPreview: 'READY' }, location.origin)
    return () => removeEventListener('message', hear)
  }, [])
  const speak = useCallback(async (locale: Locale) => {
    await showLocale(locale)
    setAsked((before) => before && { ...before, locale })
  }, [])
  useColour(asked?.branding.primaryColour ?? null)
  const language = useMemo(
    () => ({
      locale: asked?.locale ?? ('ja' as const),
      choose: (wanted: string) => {
        if (isLocale(wanted)) void speak(wanted)
      },
    }),
    [asked?.locale, speak],
  )
  if (asked === null) return null
  const session = sampleSession(asked)
  const show = (screen: PreviewAsked['screen']) => () => setAsked({ ...asked, screen })
  const screens = {
    intro: (
      <Welcome
        session={session}
        api={noApi}
        surroundings={{ platform: 'ANDROID', inApp: null }}
        begin={show('consent')}
        toPhone={show('consent')}
      />
    ),
    consent: (
      <Consent session={session} isBusy={false} agree={show('finish')} refuse={show('intro')} />
    ),
    finish: <EndScreen end="APPROVED" session={session} />,
  }
  return (
    <LanguageContext value={language}>
      <CompanyContext value={session}>{screens[asked.screen]}</CompanyContext>
    </LanguageContext>
  )
}
