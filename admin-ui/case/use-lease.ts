import { useEffect, useEffectEvent, useRef } from 'react'
import { codeOf, expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { RenewCaseLeaseDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import type { CaseChange, LoadedCase } from './case-types.ts'
import { renewInMs } from './lease.ts'

/** Keeps the reservation of a case, as `useHeldLease`. */
export function useLease(
  { id, leaseExpiresAt }: Pick<LoadedCase, 'id' | 'leaseExpiresAt'>,
  mine: boolean,
  onRenewed: (change: CaseChange) => void,
  onLost: (error: unknown) => void,
): void {
  const renew = async () =>
    onRenewed(expectSuccess((await run(RenewCaseLeaseDocument, { caseId: id })).renewCaseLease))
  useHeldLease(leaseExpiresAt, mine, renew, onLost)
}

/**
 * Keeps a reservation while somebody is at work. `onLost` is called when the server has given it to nobody or another.
 * @param renew tells the server, and shows the new end
 */
export function useHeldLease(
  leaseExpiresAt: string | null,
  mine: boolean,
  renew: () => Promise<unknown>,
  onLost: (error: unknown) => void,
): void {
  const lastSignMs = useRef(Date.now())
  useEffect(() => {
    const sign = () => {
      lastSignMs.current = Date.now()
    }
    signs.forEach((name) => document.addEventListener(name, sign, { passive: true }))
    return () => signs.forEach((name) => document.removeEventListener(name, sign))
  }, [])

  /** @returns whether to try again: nobody answered */
  const tryToRenew = useEffectEvent(async (): Promise<boolean> => {
    try {
      await renew()
      return false
    } catch (error) {
      const unheard = codeOf(error) === 'NETWORK'
      if (!unheard) onLost(error)
      return unheard
    }
  })
  useEffect(() => {
    if (!mine || leaseExpiresAt === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const renewOrRetry = async () => {
      if ((await tryToRenew()) && !gone) timer = setTimeout(() => void renewOrRetry(), retryMs)
    }
    const plan = () => {
      const inMs = renewInMs(leaseExpiresAt, Date.now(), lastSignMs.current)
      // gone: look again in a while, as a sign may come before the end
      timer = setTimeout(() => (inMs === null ? plan() : void renewOrRetry()), inMs ?? 5_000)
    }
    plan()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [mine, leaseExpiresAt])
}

/** The network may be back at any moment. */
const retryMs = 3_000
const signs = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const
