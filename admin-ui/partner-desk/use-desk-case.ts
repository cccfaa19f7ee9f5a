import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { codeOf, expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  AcceptPartnerCaseDocument,
  HandBackPartnerCaseDocument,
  PartnerCaseDocument,
  type PartnerCasesQuery,
  ReleasePartnerCaseDocument,
  RenewPartnerCaseDocument,
  ResolvePartnerCaseDocument,
  type PartnerCasePartsFragment,
  type ResolvePartnerCaseInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

export type DeskCase = PartnerCasePartsFragment

/** One case of the desk and what can be done with it. `CASE_RECALLED` is said in words, and leads back to the list. */
export function useDeskCase(caseId: string) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const notify = useNotify()
  const queryKey = ['partnerCase', caseId] as const
  const query = useQuery({ queryKey, queryFn: () => run(PartnerCaseDocument, { id: caseId }) })
  const found = query.data?.partnerCase ?? null

  const leave = (message: string) => {
    notify(message, { type: 'info' })
    void client.invalidateQueries({ queryKey: ['partnerCases'] })
    void navigate('/desk')
  }
  const put = (answer: Awaited<ReturnType<(typeof deeds)['accept']>>, done: string) => {
    if (answer.__typename === 'PartnerCaseGone') {
      // the list is shown before it is asked for anew: what is gone must not stand there to be clicked on
      client.setQueryData<PartnerCasesQuery>(
        ['partnerCases'],
        (before) => before && without(before),
      )
      leave(done)
    } else client.setQueryData(queryKey, { partnerCase: answer })
  }
  const without = ({ partnerCases }: PartnerCasesQuery): PartnerCasesQuery => ({
    partnerCases: partnerCases.filter(({ id }) => id !== caseId),
  })
  const accept = useOperation(async () => put(await deeds.accept(caseId), t.desk.gone))
  const release = useOperation(async () => {
    await deeds.release(caseId)
    leave(t.desk.release)
  })
  const handBack = useOperation(async () => put(await deeds.handBack(caseId), t.desk.handedBack))
  const resolve = useOperation(async (input: ResolvePartnerCaseInput) => {
    try {
      put(await deeds.resolve(input), t.desk.sent)
    } catch (error) {
      if (codeOf(error) === 'CASE_RECALLED') void query.refetch()
      throw error
    }
  })

  const renew = useEffectEvent(async () => {
    try {
      put(await deeds.renew(caseId), t.desk.gone)
    } catch {
      void query.refetch()
    }
  })
  const mine = found?.mine === true
  useEffect(() => {
    if (!mine) return undefined
    const timer = setInterval(() => void renew(), renewMs)
    return () => clearInterval(timer)
  }, [mine])

  return { query, found, accept, release, handBack, resolve }
}

/** The shortest lease of a contract is a minute. */
const renewMs = 20_000

const deeds = {
  accept: async (caseId: string) =>
    expectSuccess((await run(AcceptPartnerCaseDocument, { caseId })).acceptPartnerCase),
  renew: async (caseId: string) =>
    expectSuccess((await run(RenewPartnerCaseDocument, { caseId })).renewPartnerCase),
  release: async (caseId: string) =>
    expectSuccess((await run(ReleasePartnerCaseDocument, { caseId })).releasePartnerCase),
  handBack: async (caseId: string) =>
    expectSuccess((await run(HandBackPartnerCaseDocument, { caseId })).handBackPartnerCase),
  resolve: async (input: ResolvePartnerCaseInput) =>
    expectSuccess((await run(ResolvePartnerCaseDocument, { input })).resolvePartnerCase),
}
