import { useTranslation } from 'react-i18next'
import type { Session } from '../api/capture-api.ts'

/** What a reviewer wrote to the applicant, in the reviewer's own words. */
export function MessageFrom({ session }: { readonly session: Session | null }) {
  const { t } = useTranslation()
  if (!session?.applicantMessage) return null
  return (
    <section className="panel">
      <h2>{t('retake.message', { client: session.tenantName })}</h2>
      <p>{session.applicantMessage}</p>
    </section>
  )
}
