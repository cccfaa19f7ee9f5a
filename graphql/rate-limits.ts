/** Most calls within a window; counted in this process, so several processes allow as many times more. */
export interface RateLimit {
  readonly calls: number
  readonly windowMs: number
}

/** What is limited, and how much: generous for people and scripts, tight where guessing or filling disks would pay. */
export const rateLimits = {
  /** One address that says who it is by nothing yet. */
  stranger: { calls: 120, windowMs: 60_000 },
  // a code of 256 bits is not guessed, and all subscribers of a phone company may share an address
  captureCode: { calls: 300, windowMs: 60_000 },
  apiKey: { calls: 6000, windowMs: 60_000 },
  member: { calls: 1200, windowMs: 60_000 },
  applicant: { calls: 600, windowMs: 60_000 },
  /** What an applicant changes: each leaves a line in the audit chain or in the session's story. */
  applicantChange: { calls: 300, windowMs: 600_000 },
  uploadTicket: { calls: 120, windowMs: 600_000 },
  /** Links that a member hands out; each says whether an address has a login. */
  staffLink: { calls: 60, windowMs: 3_600_000 },
  /** Tries at one's own password by whoever sits before an open screen. */
  ownPassword: { calls: 10, windowMs: 900_000 },
  /** A second or two of this process each. */
  advice: { calls: 60, windowMs: 60_000 },
  export: { calls: 30, windowMs: 600_000 },
  /** Persons that one member has shown: whoever answers calls stays below it. */
  reveal: { calls: 40, windowMs: 3_600_000 },
  /** Sign-ins to one account, from whatever addresses; how often a limit that is reached goes on record. */
  password: { calls: 20, windowMs: 900_000 },
  passwordLocked: { calls: 1, windowMs: 900_000 },
} as const satisfies Record<string, RateLimit>
export type Limited = keyof typeof rateLimits

export interface RateLimits {
  /** Counts one call. @returns milliseconds to wait, 0 when the call is allowed */
  count(limited: Limited, who: string): number
}

export function createRateLimits(
  clock: () => Date,
  limits: Readonly<Record<Limited, RateLimit>> = rateLimits,
): RateLimits {
  const windows = new Map<string, { endsAtMs: number; calls: number }>()
  return {
    count(limited, who) {
      const nowMs = clock().getTime()
      const { calls, windowMs } = limits[limited]
      const key = `${limited}|${who}`
      const open = windows.get(key)
      if (!open || open.endsAtMs <= nowMs) {
        if (windows.size >= mostWindows) forgetEnded(nowMs)
        windows.set(key, { endsAtMs: nowMs + windowMs, calls: 1 })
        return 0
      }
      open.calls += 1
      return open.calls > calls ? open.endsAtMs - nowMs : 0
    },
  }

  function forgetEnded(nowMs: number): void {
    for (const [key, { endsAtMs }] of windows) if (endsAtMs <= nowMs) windows.delete(key)
    // still full: strangers of this very minute; the oldest half starts anew
    const surplus = windows.size - mostWindows / 2
    for (const key of [...windows.keys()].slice(0, Math.max(0, surplus))) windows.delete(key)
  }
}

const mostWindows = 100_000
