import { useTranslation } from 'react-i18next'
import type { Slot } from '../../domain/method.ts'
import type { Session } from '../api/capture-api.ts'
import { minutesLeft } from '../flow/minutes-left.ts'
import { slotsLeft } from '../flow/next-screen.ts'

/** How far it is: one bar a picture, and in words. */
export function StepTrack({
  session,
  now,
}: {
  readonly session: Session
  readonly now: Slot | null
}) {
  const { t } = useTranslation()
  const left = slotsLeft(session)
  const asked = session.slots.filter((slot) => slot.asked)
  return (
    <div>
      <ol className="track" aria-hidden="true">
        {asked.map(({ slot, accepted }) => (
          <li key={slot} data-state={accepted ? 'done' : slot === now ? 'now' : 'later'} />
        ))}
      </ol>
      <div className="track__words">
        <span>{now === null ? '' : t(`slot.${now}`)}</span>
        <span>
          {t('step.left', { count: left.length })} ・{' '}
          {t('step.minutes', { count: minutesLeft(left) })}
        </span>
      </div>
    </div>
  )
}
