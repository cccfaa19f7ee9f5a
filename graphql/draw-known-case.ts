import type { Trx } from '../db/client.ts'
import { fitKnownCases, type KnownWish } from '../db/reads/known-cases.ts'
import { readSkills } from '../db/reads/member-skills.ts'
import { readPartner } from '../db/reads/partners.ts'
import { newId } from '../domain/ids.ts'
import type { Context } from './context.ts'

/**
 * Now and then a known case comes instead of the next one, blind. Whether it does hangs on the next case and the person alone, by a
 * keyed hash: asking again draws nothing new, and nobody outside can tell beforehand.
 * @param next what would be claimed; without it there is nothing to stand in for
 * @returns the id under which it is claimed like any other; null: none today
 */
export async function drawKnownCase(
  context: Context,
  next: string | undefined,
): Promise<string | null> {
  const caller = context.principal()
  // a key speaks for a company's own systems; and who measures is not measured
  if (next === undefined || caller.kind !== 'MEMBER' || context.may('reviewers.measure'))
    return null
  const { id: memberId, personId } = caller
  return lay(context, async (trx) => {
    const skills = await readSkills(trx, memberId)
    return { insteadOf: next, drawnFor: personId, partnerId: null, skills }
  })
}

/** The same for a partner: beside a case that one of its people takes, a known one may come into its queue. */
export async function drawForPartner(context: Context, taken: string): Promise<void> {
  const { partnerId } = context.member()
  if (partnerId === null) return
  await lay(context, () =>
    Promise.resolve({ insteadOf: taken, drawnFor: partnerId, partnerId, skills: null }),
  )
}

async function lay(
  context: Context,
  wishOf: (trx: Trx) => Promise<KnownWish>,
): Promise<string | null> {
  const { tenantId } = context.principal()
  const { keyring, stories, clock } = context.dependencies
  const tenant = await context.loaders().tenant.load(tenantId)
  const percent = tenant?.settings.secondReview.knownPercent ?? 0
  if (!tenant || percent === 0) return null
  const found = await context.inTenant(async (trx) => {
    const wish = await wishOf(trx)
    const hash = await keyring.blindIndex(
      tenantId,
      'known-case',
      `${wish.insteadOf}/${wish.drawnFor}`,
    )
    if (hash.readUInt32BE(0) / 2 ** 32 >= percent / 100) return null
    const fit = await fitKnownCases(trx, wish)
    const knownId = fit[hash.readUInt32BE(4) % Math.max(1, fit.length)]
    const partner = wish.partnerId === null ? null : await readPartner(trx, wish.partnerId)
    return knownId === undefined
      ? null
      : { ...wish, knownId, leaseMs: partner?.leaseMs ?? tenant.settings.caseLeaseMs }
  })
  if (!found) return null
  const { insteadOf, drawnFor, partnerId, knownId, leaseMs } = found
  const caseId = newId(clock().getTime())
  const wish = { insteadOf, drawnFor, partnerId, knownId }
  const laid = await stories.layKnownCase({ tenantId, caseId, ...wish, leaseMs, lifeMs })
  return laid ? caseId : null
}

/** A look that nobody finishes within a day ends by itself. */
const lifeMs = 86_400_000
