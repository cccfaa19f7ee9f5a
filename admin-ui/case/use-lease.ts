import { useEffect, useEffectEvent, useRef } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { RenewCaseLeaseDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import type { CaseChange, LoadedCase } from './case-types.ts'
import { renewInMs } from './lease.ts'

/** Keeps the reservation while the reviewer is at work. `onLost` is called when the server has given it to nobody or another. */
export function useLease(
  { id, leaseExpiresAt }: Pick<LoadedCase, 'id' | 'leaseExpiresAt'>,
  mine: boolean,
  onRenewed: (change: CaseChange) => void,
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

  const renew = useEffectEvent(async () => {
    try {
      onRenewed(expectSuccess((await run(RenewCaseLeaseDocument, { caseId: id })).renewCaseLease))
    } catch (error) {
      onLost(error)
    }
  })
  useEffect(() => {
    if (!mine || leaseExpiresAt === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const plan = () => {
      const inMs = renewInMs(leaseExpiresAt, Date.now(), lastSignMs.current)
      // gone: look again in a while, as a sign may come before the end
      timer = setTimeout(() => (inMs === null ? plan() : void renew()), inMs ?? 5_000)
    }
    plan()
    return () => clearTimeout(timer)
  }, [mine, leaseExpiresAt])
}

const signs = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const
