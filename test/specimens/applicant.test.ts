import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import sharp from 'sharp'
import { expect, test } from 'vitest'

import { makeApplicant } from '../../specimens/applicant.ts'
import { cast } from '../../specimens/persons/cast.ts'
import { personTraits } from '../../specimens/persons/traits.ts'

// The pictures are small here: what is tested is which parts there are, not what they show.
const small = { scene: { width: 400 }, selfie: { width: 120, height: 160 } }

test(
  'an applicant hands in every picture of a session, and keeps what was made once',
  { timeout: 30_000 },
  async () => {
    const applicant = makeApplicant({ seed: 7, ...small })
    const pictures = [
      await applicant.front(),
      await applicant.back(),
      await applicant.selfie(),
      ...(await applicant.thickness()),
    ]
    expect(pictures).toHaveLength(8)
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(8)
    const formats = await Promise.all(
      pictures.map(async (picture) => (await sharp(picture).metadata()).format),
    )
    expect(new Set(formats)).toEqual(new Set(['jpeg']))
    expect(makeApplicant({ seed: 7, ...small })).toBe(applicant)
    expect(await applicant.front()).toBe(pictures[0])

    const frames = await applicant.liveness(['LEFT'], { width: 80, height: 60, fps: 1 })
    expect(frames.map(({ atMs }) => atMs)).toEqual([0, 1000, 2000, 3000])
  },
)

test('a face of the cast fits the identity, and an impostor is asked for by seed', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { identity, faceSeed, selfieFaceSeed } = makeApplicant({ seed })
    expect(cast).toContain(faceSeed)
    expect(personTraits(faceSeed).male).toBe(identity.sex === 'M')
    expect(selfieFaceSeed).toBe(faceSeed)
  }
  const impostor = makeApplicant({ seed: 1, faceSeed: cast[0], selfieFaceSeed: cast[1] })
  expect([impostor.faceSeed, impostor.selfieFaceSeed]).toEqual([cast[0], cast[1]])
})

test('pictures in a cache folder are the ones handed in', async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'applicants-'))
  try {
    const cached = await makeApplicant({ seed: 7, ...small }, { cacheFolder }).selfie()
    expect(await readdir(cacheFolder)).toHaveLength(1)
    expect(cached.equals(await makeApplicant({ seed: 7, ...small }).selfie())).toBe(true)
  } finally {
    await rm(cacheFolder, { recursive: true })
  }
})
