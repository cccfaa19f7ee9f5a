import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  applicantAsks,
  applyByApi,
  followLink,
  openByApi,
  operationHashes,
  pixels,
  upload,
} from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { goodVerdict } from '../support/findings.ts'
import { auditOf } from '../support/session-row.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: string
const capture = operationHashes('capture')
let looking = Promise.resolve()

beforeAll(async () => {
  const vision = scriptedVision()
  stack = await startStack({
    ...vision,
    run: (name, input, signal) =>
      (name === 'reviewCapture' ? looking : Promise.resolve()).then(() =>
        vision.run(name, input, signal),
      ),
  })
  ;({ tenantId, key } = await tenantWith())
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

async function tenantWith(settings: object = {}) {
  const prepared = await prepareTenant(stack.database, { settings })
  return { tenantId: prepared.tenantId, key: await stack.addKey(prepared.tenantId) }
}

async function open(own = key) {
  const { id, link } = await openByApi(stack, { key: own })
  return { sessionId: id.slice(3), id, link, cookie: await followLink(link) }
}
async function openAndConsent(own = key) {
  const applicant = await open(own)
  await applicantAsks(stack, applicant.cookie, 'GiveConsent', { consentVersion: '1' })
  await applicantAsks(stack, applicant.cookie, 'ChooseDocument', {
    documentType: 'DRIVERS_LICENCE',
  })
  return applicant
}
const submit = (cookie: string) => applicantAsks(stack, cookie, 'SubmitCaptures')
const challenge = (cookie: string) => applicantAsks(stack, cookie, 'RequestLivenessChallenge')
async function send(cookie: string, slot: 'FRONT' | 'LIVENESS', challengeId?: string) {
  const { ticketId, frames } = await upload(stack, cookie, slot)
  return applicantAsks(stack, cookie, 'ConfirmCapture', {
    input: { ticketId, frames, ...(challengeId === undefined ? {} : { challengeId }) },
  })
}

describe('before consent', () => {
  test('nothing else is taken', async () => {
    const { cookie } = await open()
    expect(await submit(cookie)).toMatchObject({ code: 'CONSENT_MISSING' })
    expect(await challenge(cookie)).toMatchObject({ code: 'CONSENT_MISSING' })
    expect(
      await applicantAsks(stack, cookie, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' }),
    ).toMatchObject({ code: 'CONSENT_MISSING' })
    expect((await applicantAsks(stack, cookie, 'CaptureSession')).status).toBe('CREATED')
  })
  test('a consent to nothing that was ever written is refused', async () => {
    const { cookie } = await open()
    for (const consentVersion of ['', ' ', 'x'.repeat(41), '<b>', '同意']) {
      expect(await applicantAsks(stack, cookie, 'GiveConsent', { consentVersion })).toMatchObject({
        code: 'INPUT_INVALID',
      })
    }
    expect((await applicantAsks(stack, cookie, 'CaptureSession')).consentGiven).toBe(false)
  })
  test('two consents at once are one', async () => {
    const { cookie, sessionId } = await open()
    const answers = await Promise.all(
      [1, 2, 3].map(() => applicantAsks(stack, cookie, 'GiveConsent', { consentVersion: '1' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(3).fill('CAPTURING'))
    const audit = await auditOf(stack.database, { tenantId, sessionId })
    expect(audit.filter((action) => action === 'capture_started')).toHaveLength(1)
  })
})

describe('a submission', () => {
  test('with pictures missing is refused and names them', async () => {
    const { cookie } = await openAndConsent()
    await send(cookie, 'FRONT')
    const answer = await submit(cookie)
    expect(answer).toMatchObject({ __typename: 'OperationError', code: 'SLOTS_MISSING' })
    expect((await applicantAsks(stack, cookie, 'CaptureSession')).status).toBe('CAPTURING')
  })

  test('sent twice, and five times at once, is one', async () => {
    const { cookie, sessionId } = await open()
    await applyByApi(stack, cookie)
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => submit(cookie)))
    for (const answer of answers) {
      // the answer of the first, or the news that there is nothing to submit any more
      expect(answer.status ?? answer.code).toMatch(/^(PROCESSING|APPROVED|SESSION_STATE)$/)
    }
    await reach(stack.database, tenantId, sessionId, 'APPROVED')
    const audit = await auditOf(stack.database, { tenantId, sessionId })
    expect(audit.filter((action) => action === 'submitted')).toHaveLength(1)
    expect(audit.filter((action) => action === 'approved')).toHaveLength(1)
    expect((await submit(cookie)).status ?? 'SESSION_STATE').toMatch(/APPROVED|SESSION_STATE/)
  })

  test('while a picture is still being looked at is refused, and taken afterwards', async () => {
    const { cookie } = await openAndConsent()
    let seen = () => {}
    looking = new Promise((resolve) => (seen = resolve))
    const verdict = send(cookie, 'FRONT')
    try {
      await vi.waitFor(async () => {
        const answer = await submit(cookie)
        expect(answer.code).toBe('SESSION_STATE')
      }, 5000)
      // one picture of a slot at a time
      expect(await send(cookie, 'FRONT')).toMatchObject({ code: 'SESSION_STATE' })
    } finally {
      seen()
      looking = Promise.resolve()
    }
    expect(await verdict).toMatchObject({ accepted: true })
    expect(await submit(cookie)).toMatchObject({ code: 'SLOTS_MISSING' })
  })

  test('ends the taking of pictures', async () => {
    const own = await tenantWith()
    const { cookie, sessionId } = await open(own.key)
    await applyByApi(stack, cookie)
    await reach(stack.database, own.tenantId, sessionId, 'APPROVED')
    await expect(send(cookie, 'FRONT')).rejects.toThrow('SESSION_STATE')
    expect(await challenge(cookie)).toMatchObject({ code: 'SESSION_STATE' })
    expect(
      await applicantAsks(stack, cookie, 'GiveConsent', { consentVersion: '2' }),
    ).toMatchObject({ code: 'SESSION_STATE' })
  })
})

test('an applicant changes so much in a short time, and no more', async () => {
  await using small = await startStack(scriptedVision(), {
    limits: { applicantChange: { calls: 3, windowMs: 60_000 } },
  })
  const own = await small.addKey((await prepareTenant(small.database)).tenantId)
  const cookie = await followLink((await openByApi(small, { key: own })).link)
  const codes = []
  for (const locale of ['en', 'ja', 'en', 'ja'])
    codes.push((await applicantAsks(small, cookie, 'SetLocale', { locale })).code)
  expect(codes).toEqual([undefined, undefined, undefined, 'RATE_LIMITED'])
})

describe('a film', () => {
  test('without directions, or with made-up ones, is refused', async () => {
    const { cookie } = await openAndConsent()
    await challenge(cookie)
    expect(await send(cookie, 'LIVENESS')).toMatchObject({ code: 'CHALLENGE_INVALID' })
    expect(await send(cookie, 'LIVENESS', 'x')).toMatchObject({ code: 'CHALLENGE_INVALID' })
  })
  test('for another session’s directions is refused', async () => {
    const [mine, other] = [await openAndConsent(), await openAndConsent()]
    const { challengeId } = await challenge(other.cookie)
    await challenge(mine.cookie)
    expect(await send(mine.cookie, 'LIVENESS', challengeId)).toMatchObject({
      code: 'CHALLENGE_INVALID',
    })
    expect(await send(other.cookie, 'LIVENESS', challengeId)).toMatchObject({ accepted: true })
  })
  test('for directions that were replaced is refused', async () => {
    const { cookie } = await openAndConsent()
    const { challengeId } = await challenge(cookie)
    await challenge(cookie)
    expect(await send(cookie, 'LIVENESS', challengeId)).toMatchObject({ code: 'CHALLENGE_INVALID' })
  })
  test('for directions used before is refused', async () => {
    const { cookie } = await openAndConsent()
    const { challengeId } = await challenge(cookie)
    expect(await send(cookie, 'LIVENESS', challengeId)).toMatchObject({ accepted: true })
    expect(await send(cookie, 'LIVENESS', challengeId)).toMatchObject({ code: 'CHALLENGE_INVALID' })
  })
  test('for directions too old is refused', async () => {
    const own = await tenantWith({ challengeLifeMs: 1 })
    const { cookie } = await openAndConsent(own.key)
    const { challengeId } = await challenge(cookie)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await send(cookie, 'LIVENESS', challengeId)).toMatchObject({ code: 'CHALLENGE_EXPIRED' })
  })
  test('gets no other directions by asking again or by a film that nobody wants', async () => {
    const { cookie } = await openAndConsent()
    const drawn = new Set<string>()
    for (let i = 0; i < 12; i += 1) {
      const { challengeId, directions } = await challenge(cookie)
      drawn.add(String(directions))
      if (i % 4 === 0) await send(cookie, 'LIVENESS', challengeId)
    }
    expect(drawn.size).toBe(1)
  })
  test('gets other directions when the last are over, and not for ever', async () => {
    const own = await tenantWith({ challengeLifeMs: 1, livenessTurns: 4 })
    const { cookie } = await openAndConsent(own.key)
    const drawn = new Set<string>()
    let asked = 0
    for (;;) {
      const answer = await challenge(cookie)
      if (answer.code === 'RATE_LIMITED') break
      drawn.add(String(answer.directions))
      asked += 1
      if (asked > 20) break
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(drawn.size).toBeGreaterThan(1)
    expect(asked).toBe(10)
  })
})

describe('a capture link', () => {
  const visit = async (link: string) => {
    const response = await fetch(link, { redirect: 'manual' })
    return {
      status: response.status,
      to: response.headers.get('location'),
      cookies: response.headers.getSetCookie(),
    }
  }
  const reissue = (id: string) =>
    stack.ask(
      { key },
      `mutation ($id: ID!) { reissueCaptureLink(sessionId: $id) { __typename ... on ReissueCaptureLinkSuccess { captureLink { url } } ... on OperationError { code } } }`,
      { id },
    )

  test('gives a cookie that scripts and foreign pages can’t use, and leaves its code behind', async () => {
    const { link } = await openByApi(stack, { key })
    const { status, to, cookies } = await visit(link)
    expect({ status, to }).toEqual({ status: 303, to: '/capture/' })
    expect(cookies[0]).toMatch(/; HttpOnly/)
    expect(cookies[0]).toMatch(/; SameSite=Lax/)
  })
  test.for(['x', 'A'.repeat(43), '', "'", '%00', '../admin'])(
    'with the code "%s" gives no cookie',
    async (code) => {
      const { to, cookies } = await visit(`${stack.url}/c/${code}`)
      expect(cookies).toEqual([])
      expect(to ?? '').not.toBe('/capture/')
    },
  )
  test('looked at by a chat app’s preview is not used up', async () => {
    const { link } = await openByApi(stack, { key })
    const head = await fetch(link, { method: 'HEAD' })
    expect({ status: head.status, cookies: head.headers.getSetCookie() }).toEqual({
      status: 200,
      cookies: [],
    })
    expect((await visit(link)).to).toBe('/capture/')
  })
  test('replaced by another one is dead, and so is the browser that used it', async () => {
    const { id, link, cookie } = await open()
    const answer = await reissue(id)
    expect(await visit(link)).toMatchObject({ to: '/capture/?link=expired', cookies: [] })
    const seen = await stack.ask({ cookie }, capture.get('CaptureSession') ?? '')
    expect(seen.data?.['captureSession']).toBeNull()
    const fresh = await followLink(answer.data?.['reissueCaptureLink'].captureLink.url)
    expect((await applicantAsks(stack, fresh, 'CaptureSession')).status).toBe('CREATED')
  })
  test('opened on a second phone shuts out the first', async () => {
    const { link, cookie } = await openAndConsent()
    const second = await followLink(link)
    expect(
      (await stack.ask({ cookie }, capture.get('GiveConsent') ?? '', { consentVersion: '1' }))
        .data?.['giveConsent'],
    ).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect((await applicantAsks(stack, second, 'CaptureSession')).consentGiven).toBe(true)
  })
  test('handed over to a phone works once', async () => {
    const { cookie } = await open()
    const { url } = await applicantAsks(stack, cookie, 'CreateHandoffLink')
    const visits = await Promise.all([visit(url), visit(url), visit(url)])
    expect(visits.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1)
    expect(await visit(url)).toMatchObject({ to: '/capture/?link=expired', cookies: [] })
  })
  test('of a session whose time is over is expired, says so, and takes nothing more', async () => {
    const own = await tenantWith({ sessionLifeMs: 1500, reminderBeforeMs: 0 })
    const { link, cookie, sessionId } = await openAndConsent(own.key)
    await reach(stack.database, own.tenantId, sessionId, 'EXPIRED')
    expect(await visit(link)).toMatchObject({ to: '/capture/?link=expired', cookies: [] })
    expect(await challenge(cookie)).toMatchObject({
      code: expect.stringMatching(/SESSION_EXPIRED|SESSION_STATE/),
    })
    expect(await submit(cookie)).toMatchObject({
      code: expect.stringMatching(/SESSION_EXPIRED|SESSION_STATE/),
    })
    expect(await applicantAsks(stack, cookie, 'CreateHandoffLink')).toMatchObject({
      code: 'SESSION_EXPIRED',
    })
    expect((await applicantAsks(stack, cookie, 'CaptureSession')).status).toBe('EXPIRED')
  })
  test('of a session that is over can’t be issued anew', async () => {
    const { id } = await open()
    await stack.ask(
      { key },
      'mutation ($id: ID!) { cancelVerificationSession(sessionId: $id) { __typename } }',
      { id },
    )
    expect((await reissue(id)).data?.['reissueCaptureLink']).toMatchObject({
      code: 'SESSION_STATE',
    })
  })
  test('tried too often from one address makes that address wait', async () => {
    await using small = await startStack(scriptedVision(), {
      limits: { captureCode: { calls: 3, windowMs: 60_000 } },
    })
    const places = []
    for (let i = 0; i < 5; i += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${i}` }
      const response = await fetch(`${small.url}/c/x`, { redirect: 'manual', headers })
      places.push(response.headers.get('location')?.split('=')[1])
    }
    expect(places).toEqual(['invalid', 'invalid', 'invalid', 'busy', 'busy'])
  })
})

test('an applicant hears nothing of what was read or suspected', async () => {
  const own = await tenantWith()
  const { cookie, sessionId } = await open(own.key)
  await applyByApi(stack, cookie)
  await reach(stack.database, own.tenantId, sessionId, 'APPROVED')
  const text = JSON.stringify(await applicantAsks(stack, cookie, 'CaptureSession'))
  for (const word of ['山田', '霞が関', '309012345620', 'score', 'externalId']) {
    expect(text).not.toContain(word)
  }
})

test('a picture that is refused says why in a code, and can be taken again', async () => {
  await using doubtful = await startStack(
    scriptedVision({
      reviewCapture: ({ slot }) => ({
        ...goodVerdict(slot),
        accepted: false,
        reasonCodes: ['IMG_BLUR'],
      }),
    }),
  )
  const { tenantId: other } = await prepareTenant(doubtful.database)
  const { link } = await openByApi(doubtful, { key: await doubtful.addKey(other) })
  const cookie = await followLink(link)
  await applicantAsks(doubtful, cookie, 'GiveConsent', { consentVersion: '1' })
  await applicantAsks(doubtful, cookie, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' })
  const { ticketId, frames } = await upload(doubtful, cookie, 'FRONT', pixels('FRONT'))
  expect(
    await applicantAsks(doubtful, cookie, 'ConfirmCapture', { input: { ticketId, frames } }),
  ).toMatchObject({ accepted: false, reasonCodes: ['IMG_BLUR'] })
})
