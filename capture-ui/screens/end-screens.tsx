import { useTranslation } from 'react-i18next'
import type { Session } from '../api/capture-api.ts'
import { AlertIcon, CheckIcon, ClockIcon, CrossIcon } from '../parts/icons.tsx'
import { MessageFrom } from '../parts/message-from.tsx'
import { OwnText, useOwnText } from '../parts/own-text.tsx'
import { Screen } from '../parts/screen.tsx'
import { Support } from '../parts/support.tsx'

const ends = {
  APPROVED: {
    title: 'result.ok',
    body: 'done.approvedBody',
    Icon: CheckIcon,
    tone: 'badge badge--good',
  },
  IN_REVIEW: { title: 'done', body: 'result.review', Icon: ClockIcon, tone: 'badge' },
  DECLINED: {
    title: 'result.ng',
    body: 'result.ng.contact',
    Icon: CrossIcon,
    tone: 'badge badge--warn',
  },
  LINK_EXPIRED: {
    title: 'link.expired',
    body: 'closed.expiredBody',
    Icon: ClockIcon,
    tone: 'badge badge--warn',
  },
  LINK_INVALID: {
    title: 'closed.invalid',
    body: 'closed.invalidBody',
    Icon: AlertIcon,
    tone: 'badge badge--warn',
  },
  CANCELLED: {
    title: 'result.cancelled',
    body: 'result.ng.contact',
    Icon: CrossIcon,
    tone: 'badge badge--warn',
  },
} as const
export type End = keyof typeof ends

/** The way ends here; back to the company where it gave an address. */
export function EndScreen({
  end,
  session,
}: {
  readonly end: End
  readonly session: Session | null
}) {
  const { t } = useTranslation()
  const { title, body, Icon, tone } = ends[end]
  const client = session?.tenantName ?? t('closed.theCompany')
  const own = useOwnText(session, 'finish')
  const back = session?.redirectUrl ?? null
  const declined = end === 'DECLINED' ? (session?.declined ?? []) : []
  return (
    <Screen
      centre
      title={t(title)}
      actions={
        back !== null && (
          <a className="button" href={back}>
            {t('button.return', { client })}
          </a>
        )
      }
    >
      <div className={tone} data-end={end}>
        <Icon size={48} />
      </div>
      {end === 'APPROVED' ? (
        <OwnText text={own} usual={t(body, { client })} />
      ) : (
        declined.length === 0 && <p>{t(body, { client })}</p>
      )}
      <MessageFrom session={session} />
      <WhyDeclined codes={declined} client={client} />
      <Support session={session} />
    </Screen>
  )
}

/** What could not be confirmed, as far as it may be told, and what to do about it another time. */
function WhyDeclined({
  codes,
  client,
}: {
  readonly codes: readonly string[]
  readonly client: string
}) {
  const { t } = useTranslation()
  if (codes.length === 0) return null
  return (
    <section className="panel why">
      <h2>{t('result.ng.why')}</h2>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            {t(`reason.${code}`)}
            {t(`advice.${code}`, { defaultValue: '' }) !== '' && (
              <p className="why__advice">{t(`advice.${code}`)}</p>
            )}
          </li>
        ))}
      </ul>
      <p className="note">{t('result.ng.next', { client })}</p>
    </section>
  )
}
