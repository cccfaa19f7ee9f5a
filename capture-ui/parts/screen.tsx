import { useContext, useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { GlobeIcon } from './icons.tsx'
import { CompanyContext } from './company.ts'
import { useLanguage } from './language.ts'
import './screen.css'

interface ScreenProps {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly track?: ReactNode
  readonly centre?: boolean
}

/** One task a screen. The heading takes the focus, so that a screen reader begins with it. */
export function Screen({ title, children, actions, track, centre = false }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [title])
  return (
    <div className={centre ? 'screen screen--centre' : 'screen'}>
      <header className="screen__bar">
        <Brand />
        <LanguageSwitch />
      </header>
      {track && <div className="screen__track">{track}</div>}
      <main className="screen__main">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
      {actions && <div className="screen__actions">{actions}</div>}
    </div>
  )
}

function Brand() {
  const { t } = useTranslation()
  const company = useContext(CompanyContext)
  if (company?.branding.logoPath) {
    return (
      <div className="brand">
        <img className="brand__logo" src={company.branding.logoPath} alt={company.tenantName} />
      </div>
    )
  }
  return (
    <div className="brand">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect x="1" y="1" width="30" height="30" rx="8" fill="var(--seal)" />
        <path
          d="M9 16.5l4.6 4.6L23 11.5"
          fill="none"
          stroke="#fff"
          strokeWidth="3.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {t('app.title')}
    </div>
  )
}

export function LanguageSwitch() {
  const { t } = useTranslation()
  const { locale, choose } = useLanguage()
  return (
    <label className="language">
      <GlobeIcon size={18} />
      <span className="visually-hidden">{t('lang.choose')}</span>
      <select value={locale} onChange={(event) => choose(event.target.value)}>
        <option value="ja" lang="ja">
          日本語
        </option>
        <option value="en" lang="en">
          English
        </option>
        <option value="vi" lang="vi">
          Tiếng Việt
        </option>
      </select>
    </label>
  )
}
