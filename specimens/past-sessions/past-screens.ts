import type { CaptureScreen } from '../../domain/capture-screens.ts'
import type { PastSession } from './past-session.ts'

export interface PastVisit {
  readonly screen: CaptureScreen
  readonly visits: number
  readonly totalMs: number
  readonly firstAtMs: number
  readonly lastAtMs: number
}

/** The screens that an applicant must have come through for what the session tells; in their order of coming. */
export function makePastScreens(session: PastSession): readonly PastVisit[] {
  const seen = momentsOf(session)
  const visits = new Map<CaptureScreen, PastVisit>()
  seen.forEach(({ screen, atMs }, index) => {
    const before = visits.get(screen)
    const next = seen[index + 1]
    visits.set(screen, {
      screen,
      visits: (before?.visits ?? 0) + 1,
      totalMs: (before?.totalMs ?? 0) + (next ? Math.min(longestMs, next.atMs - atMs) : 0),
      firstAtMs: before?.firstAtMs ?? atMs,
      lastAtMs: atMs,
    })
  })
  return [...visits.values()]
}

/** As the product counts them (db/settings/screen-visits.ts). */
const longestMs = 1_800_000

interface Moment {
  readonly screen: CaptureScreen
  readonly atMs: number
}

function momentsOf(session: PastSession): readonly Moment[] {
  const { openedAtMs, consentedAtMs } = session
  if (openedAtMs === null) return []
  const moments: Moment[] = [{ screen: 'WELCOME', atMs: openedAtMs }]
  if (consentedAtMs === null) return moments
  // two fifths of the time go to the welcome, the rest to the terms
  const consentMs = openedAtMs + Math.round(0.4 * (consentedAtMs - openedAtMs))
  moments.push({ screen: 'CONSENT', atMs: consentMs }, { screen: 'DOCUMENT', atMs: consentedAtMs })
  if (!session.documentChosen) return moments
  for (const attempt of session.attempts) {
    const captures = session.captures.filter(
      ({ receivedAtMs }) =>
        receivedAtMs >= attempt.startedAtMs && receivedAtMs <= (attempt.submittedAtMs ?? Infinity),
    )
    let atMs = attempt.number === 1 ? consentedAtMs : attempt.startedAtMs
    // asked again, and never came back
    if (attempt.number > 1 && captures.length === 0) continue
    moments.push({ screen: attempt.number > 1 ? 'RETAKE' : 'PREPARE', atMs })
    atMs += Math.min(4000, Math.round(((captures[0]?.receivedAtMs ?? Infinity) - atMs) / 3))
    for (const slot of attempt.askedSlots) {
      moments.push({ screen: slot, atMs })
      const last = captures.findLast((capture) => capture.slot === slot)
      if (!last?.verdict.accepted) break
      atMs = last.receivedAtMs
    }
    if (attempt.submittedAtMs !== null) moments.push({ screen: 'SUBMIT', atMs })
  }
  return moments
}
