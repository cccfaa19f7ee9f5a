import { z } from 'zod'
import type { Trx } from '../db/client.ts'
import { goldenCasesOf, type GoldenCase } from '../db/reads/golden-cases.ts'
import { checkResultSchema } from '../domain/check.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import { readPastProfile } from '../rules/back-test-facts.ts'
import { judgeGoldenCase, type GoldenVerdict } from '../rules/golden-case.ts'
import type { CheckProfile } from '../rules/profile-schema.ts'

export interface JudgedCase extends GoldenVerdict {
  readonly golden: GoldenCase
}

/** Every regression case of a profile, decided by one of its versions. */
export async function judgeGoldenCases(
  trx: Trx,
  profileId: string,
  profile: CheckProfile,
): Promise<readonly JudgedCase[]> {
  const cases = await goldenCasesOf(trx, profileId)
  return Promise.all(
    cases.map(async (golden) => ({
      golden,
      ...(await judgeGoldenCase(profile, factsOf(golden), golden.expected)),
    })),
  )
}

const factsOf = (golden: GoldenCase) => ({
  results: recordsSchema.parse(JSON.parse(golden.records)),
  documentType: documentTypes.find((known) => known === golden.documentType) ?? null,
  then: readPastProfile(golden.definition),
})

const recordsSchema = z.array(checkResultSchema)
