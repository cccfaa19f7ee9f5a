import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { withTenant } from '../db/client.ts'
import { attemptsBySession, checksByAttempt } from '../db/reads/attempts.ts'
import { versionsById } from '../db/reads/check-profiles.ts'
import { decisionsBySession } from '../db/reads/decisions.ts'
import { saveCertificate } from '../db/writes/replay-certificates.ts'
import type { CheckResult } from '../domain/check.ts'
import { canonicalJson, sha256 } from '../evidence/canonical.ts'
import type { ReplayCertificate } from '../evidence/content.ts'
import { evaluateAgain } from '../evidence/evaluate-again.ts'
import { manifest } from '../models/manifest.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { reviewCaseId, verifyApplicantId } from '../workflows/messages.ts'
import type { Dependencies } from './dependencies.ts'
import type { Replayer } from './replayer.ts'

/**
 * Runs the stored histories of a session's workflows through the present build, and the stored facts through the rules: was
 * it the same course, and is it the same decision? Kept with the hashes of all that had a part in it.
 */
export async function certifyReplay(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  replayer: Replayer,
  { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string },
): Promise<ReplayCertificate> {
  const rows = await withTenant(db, tenantId, async (trx) => {
    const attempts = (await attemptsBySession(trx, [sessionId])).get(sessionId) ?? []
    const decisions = (await decisionsBySession(trx, [sessionId])).get(sessionId) ?? []
    const versionIds = decisions.map(({ checkProfileVersionId }) => checkProfileVersionId)
    const ids = attempts.map(({ id }) => id)
    return {
      checks: ids.length > 0 ? await checksByAttempt(trx, ids) : new Map<string, CheckResult[]>(),
      machine: decisions.filter(({ decidedBy }) => decidedBy === 'SYSTEM'),
      versions: versionIds.length > 0 ? await versionsById(trx, versionIds, clock()) : new Map(),
      cases: await trx
        .selectFrom('cases')
        .select('id')
        .where('sessionId', '=', sessionId)
        .orderBy('id')
        .execute(),
    }
  })

  const workflows: ReplayCertificate['workflows'] = []
  const wanted = [
    ['verifyApplicant', verifyApplicantId(tenantId, sessionId)] as const,
    ...rows.cases.map(({ id }) => ['reviewCase', reviewCaseId(tenantId, id)] as const),
  ]
  for (const [type, id] of wanted) workflows.push({ type, id, ...(await replayer.replay(id)) })

  const decisions: ReplayCertificate['decisions'] = []
  for (const decision of rows.machine) {
    const version = rows.versions.get(decision.checkProfileVersionId)
    const { outcome, ruleId, same } = await evaluateAgain(
      parseCheckProfile(JSON.parse(version?.definition ?? 'null')),
      rows.checks.get(decision.attemptId) ?? [],
      decision,
    )
    decisions.push({
      decisionId: `dec_${decision.id}`,
      recorded: { outcome: decision.outcome, ruleId: decision.ruleId },
      again: { outcome, ruleId },
      same,
    })
  }

  const certificate: ReplayCertificate = {
    format: 'kakunin-replay/1',
    sessionId,
    at: clock().toISOString(),
    build: { version: version, workflowsSha256: await replayer.buildHash() },
    workflows,
    decisions,
    facts: [...rows.checks].map(([attemptId, checks]) => ({
      attemptId,
      sha256: sha256(canonicalJson(checks)),
    })),
    profiles: [...new Set(rows.machine.map(({ profileSha256 }) => profileSha256))],
    models: modelsOf([...rows.checks.values()].flat()),
    deterministic: workflows.some(({ replay }) => replay === 'DIVERGED')
      ? false
      : workflows.some(({ replay }) => replay === 'GONE')
        ? null
        : true,
    sameDecision: decisions.every(({ same }) => same),
  }
  await withTenant(db, tenantId, (trx) =>
    saveCertificate(trx, { tenantId, sessionId, certificate, at: clock() }),
  )
  return certificate
}

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))

/** The models that the records name, with the hash of their weights as the manifest pins it. */
function modelsOf(checks: readonly CheckResult[]): ReplayCertificate['models'] {
  const named = new Map(
    checks.flatMap(({ by }) =>
      by.model === null
        ? []
        : [[`${by.model} ${by.version}`, { name: by.model, version: by.version }]],
    ),
  )
  return [...named.values()].map((model) => {
    const known = manifest.find(({ name }) => model.name.split('+').includes(name))
    const hash = known && (known.origin === 'npm' ? known.weights.sha256 : known.sha256)
    return { ...model, sha256: hash ?? null }
  })
}
