import { useTranslation } from 'react-i18next'
import type { Session } from '../api/capture-api.ts'

/** Where the company answers questions. */
export function Support({ session }: { readonly session: Session | null }) {
  const { t } = useTranslation()
  if (!session) return null
  const { supportEmail, supportPhone, supportUrl } = session.branding
  const ways = [
    supportPhone && ([`tel:${supportPhone.replace(/[^+\d]/g, '')}`, supportPhone] as const),
    supportEmail && ([`mailto:${supportEmail}`, supportEmail] as const),
    supportUrl && ([supportUrl, new URL(supportUrl).host] as const),
  ].filter((way) => !!way)
  if (ways.length === 0) return null
  return (
    <section className="support">
      <span>{t('support.title')}</span>
      {ways.map(([href, label]) => (
        <a key={href} href={href} target="_blank" rel="noreferrer">
          {label}
        </a>
      ))}
    </section>
  )
}
