import { createHmac } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyAuditChain } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { applicantAsks, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { startHttpServer } from '../support/http-server.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
const admin = operationHashes('admin')
beforeAll(async () => {
  stack = await startStack(scriptedVision(), { trustedProxies: 1 })
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const asks = async (who: SignedIn, operation: string, variables: object = {}) => {
  const answer = await stack.ask(who, admin.get(operation) ?? '', variables)
  if (!answer.data) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`)
  const [value] = Object.values(answer.data)
  return value
}
const settingsOf = async (who: SignedIn) => (await asks(who, 'TenantSettings')).tenant

const office = { opensAt: 540, closesAt: 1080, weekdays: [1, 2, 3, 4, 5] }
const hours = { ...office, onPublicHolidays: false, onYearEnd: false, closedDays: ['2026-12-25'] }
const noTexts = { intro: null, consent: null, finish: null }
const noBrand = {
  displayName: null,
  primaryColour: null,
  supportEmail: null,
  supportPhone: null,
  supportUrl: null,
  logo: null,
  keepLogo: false,
}

test('of two people who edit a section at once the second is told, and the other sections are free', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const lead = await stack.signIn(tenantId, ['SUPERVISOR'])
  const first = await asks(owner, 'SaveBusinessHours', { hours, expectedVersion: 0 })
  expect(first).toMatchObject({
    hoursVersion: 1,
    checklistVersion: 0,
    settings: { businessHours: hours },
  })
  expect(await asks(lead, 'SaveBusinessHours', { hours: null, expectedVersion: 0 })).toMatchObject({
    code: 'SETTINGS_STALE',
    field: 'expectedVersion',
  })
  expect((await settingsOf(lead)).settings.businessHours).toEqual(hours)
  const item = { id: 'face', ja: '顔', en: 'Face' }
  expect(await asks(lead, 'SaveChecklist', { items: [item], expectedVersion: 0 })).toMatchObject({
    checklistVersion: 1,
  })
  expect(await asks(lead, 'SaveChecklist', { items: [], expectedVersion: 0 })).toMatchObject({
    code: 'SETTINGS_STALE',
  })
  expect(await asks(lead, 'SaveBusinessHours', { hours: null, expectedVersion: 1 })).toMatchObject({
    hoursVersion: 2,
    settings: { businessHours: null },
  })
  // each save is in the chain, and what was refused is not
  await withTenant(stack.database.db, tenantId, async (trx) => {
    const events = await trx
      .selectFrom('auditEvents')
      .select('action')
      .where('subjectKind', '=', 'tenant')
      .orderBy('seq')
      .execute()
    expect(events.map(({ action }) => action)).toEqual([
      'tenant.business_hours_saved',
      'tenant.checklist_saved',
      'tenant.business_hours_saved',
    ])
    expect(await verifyAuditChain(trx)).toMatchObject({ intact: true })
  })
})

test('settings that make no sense are refused by name', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const before = await settingsOf(owner)
  const texts = (text: string) => ({ texts: [{ locale: 'ja', ...noTexts, intro: text }] })
  const wrong: readonly (readonly [string, object])[] = [
    ['SaveBusinessHours', { hours: { ...hours, opensAt: 1080, closesAt: 540 } }],
    ['SaveBusinessHours', { hours: { ...hours, weekdays: [] } }],
    ['SaveBusinessHours', { hours: { ...hours, weekdays: [7] } }],
    ['SaveBusinessHours', { hours: { ...hours, opensAt: -1 } }],
    ['SaveTexts', texts('x'.repeat(301))],
    ['SaveTexts', texts('\u202Eevil')],
    ['SaveTexts', texts('a\u0007b')],
    ['SaveBranding', { branding: { ...noBrand, primaryColour: 'red;background:url(x)' } }],
    ['SaveBranding', { branding: { ...noBrand, supportUrl: 'javascript:alert(1)' } }],
    ['SaveBranding', { branding: { ...noBrand, supportUrl: 'http://plain.example' } }],
    ['SaveBranding', { branding: { ...noBrand, supportPhone: '03;1234' } }],
    ['SaveBranding', { branding: { ...noBrand, displayName: 'x'.repeat(61) } }],
    ['SaveMethods', { regime: 'NONE', offeredMethods: [], acceptedDocuments: [] }],
  ]
  for (const [operation, variables] of wrong) {
    const answer = await asks(owner, operation, { ...variables, expectedVersion: 0 })
    expect({ variables, code: answer.code }).toEqual({ variables, code: 'INPUT_INVALID' })
    expect(JSON.stringify(answer)).not.toContain('javascript:')
  }
  expect(await settingsOf(owner)).toEqual(before)
})

test('a method that the company does not offer is refused, whatever the law says', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const key = await stack.addKey(tenantId)
  const offer = { regime: 'NONE', acceptedDocuments: ['DRIVERS_LICENCE'] }
  await asks(owner, 'SaveMethods', { ...offer, offeredMethods: ['JPKI'], expectedVersion: 0 })
  const open = `mutation ($input: CreateVerificationSessionInput!) { createVerificationSession(input: $input) {
    ... on OperationError { code field } ... on CreateVerificationSessionSuccess { session { id } } } }`
  const input = { idempotencyKey: 'a', externalId: 'a', method: 'DOC_SELFIE' }
  const ask = async () =>
    (await stack.ask({ key }, open, { input })).data?.['createVerificationSession']
  expect(await ask()).toEqual({ code: 'METHOD_NOT_OFFERED', field: 'method' })
  await asks(owner, 'SaveMethods', {
    ...offer,
    offeredMethods: ['JPKI', 'DOC_SELFIE'],
    expectedVersion: 1,
  })
  expect(await ask()).toMatchObject({ session: { id: expect.any(String) } })
})

test('the law’s table can be asked for any regime and day', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const on = async (regime: string, day: string) => {
    const rows: { method: string; allowedToday: boolean }[] = await asks(owner, 'RegulationOn', {
      regime,
      on: day,
    })
    return rows.filter(({ allowedToday }) => allowedToday).map(({ method }) => method)
  }
  expect(await on('APTCP', '2027-03-31')).toContain('DOC_SELFIE')
  expect(await on('APTCP', '2027-04-01')).toEqual(['IC_ONLY', 'IC_SELFIE', 'JPKI'])
  expect(await on('MOBILE', '2026-11-25')).not.toContain('DOC_SELFIE')
})

test('an applicant sees the company’s brand and words, and their consent names the text’s version', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const png = await sharp({
    create: { width: 1200, height: 900, channels: 3, background: '#aa3300' },
  })
    .withExif({ IFD0: { Copyright: 'Somebody’s name' } })
    .jpeg()
    .toBuffer()
  const saved = await asks(owner, 'SaveBranding', {
    branding: {
      ...noBrand,
      displayName: 'みどり銀行',
      primaryColour: '#FF8800',
      supportEmail: 'help@example.test',
      logo: png.toString('base64'),
    },
    expectedVersion: 0,
  })
  const path: string = saved.settings.branding.logoPath
  expect(saved.settings.branding).toMatchObject({
    displayName: 'みどり銀行',
    primaryColour: '#ff8800',
  })
  const kept = await fetch(stack.url + path)
  expect(kept.headers.get('content-type')).toBe('image/png')
  const bytes = Buffer.from(await kept.arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', height: 160 })
  expect(bytes.toString('latin1')).not.toContain('Somebody')
  for (const nothing of [
    path.replace(/.\.png$/, (end) => (end.startsWith('0') ? '1.png' : '0.png')),
    `${path}/more`,
    '/brand/x/y.png',
    '/brand/../../etc/passwd',
  ])
    expect((await fetch(stack.url + nothing)).status).toBe(404)

  await asks(owner, 'SaveTexts', {
    texts: [
      {
        locale: 'en',
        intro: 'Welcome.\nHave your licence ready.',
        consent: 'We keep it for a year.',
        finish: null,
      },
    ],
    expectedVersion: 0,
  })
  const { link } = await openByApi(stack, { key: await stack.addKey(tenantId) })
  const applicant = await followLink(link)
  const seen = await applicantAsks(stack, applicant, 'CaptureSession')
  expect(seen).toMatchObject({
    tenantName: 'みどり銀行',
    branding: { primaryColour: '#ff8800', supportEmail: 'help@example.test', logoPath: path },
    consentTextVersion: '2026-11-24.t1',
  })
  expect(seen.texts).toContainEqual(
    expect.objectContaining({ locale: 'en', intro: 'Welcome.\nHave your licence ready.' }),
  )
  const consented = await applicantAsks(stack, applicant, 'GiveConsent', {
    consentVersion: seen.consentTextVersion,
  })
  expect(consented).toMatchObject({ consentVersion: '2026-11-24.t1', consentGiven: true })
  // the text that they consented to can be read when there is another
  await asks(owner, 'SaveTexts', { texts: [], expectedVersion: 1 })
  const rows = await withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('captureTexts').select(['version', 'texts']).orderBy('version').execute(),
  )
  expect(rows).toMatchObject([
    { version: 1, texts: { en: { consent: 'We keep it for a year.' } } },
    { version: 2, texts: { en: { consent: null } } },
  ])
})

test('what is no picture, or too much of one, is refused as a logo', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const save = async (bytes: Buffer) =>
    (
      await asks(owner, 'SaveBranding', {
        branding: { ...noBrand, logo: bytes.toString('base64') },
        expectedVersion: 0,
      })
    ).code
  const picture = sharp({ create: { width: 80, height: 40, channels: 3, background: '#abc' } })
  const png = await picture.clone().png().toBuffer()
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  expect(await save(Buffer.from(script))).toBe('IMAGE_FORMAT')
  expect(await save(await picture.clone().gif().toBuffer())).toBe('IMAGE_FORMAT')
  expect(await save(png.subarray(0, 40))).toBe('IMAGE_UNREADABLE')
  expect(await save(Buffer.concat([png.subarray(0, 8), Buffer.from(script)]))).toBe(
    'IMAGE_UNREADABLE',
  )
  expect(await save(Buffer.alloc(0))).toBe('IMAGE_FORMAT')
  expect(await save(Buffer.concat([png, Buffer.alloc(180_001)]))).toBe('IMAGE_TOO_LARGE')
  // a small file that is a huge picture
  const huge = sharp({ create: { width: 20_000, height: 2000, channels: 3, background: '#fff' } })
  expect(await save(await huge.png().toBuffer())).toBe('IMAGE_UNREADABLE')
})

test('a developer sends a test to a webhook, signed as any other, and not to one that is off', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const developer = await stack.signIn(tenantId, ['DEVELOPER'])
  await using server = await startHttpServer((_request, response) => response.writeHead(204).end())
  const { endpoint, secret } = await asks(developer, 'CreateWebhookEndpoint', {
    input: { url: server.url },
  })
  const sent = await asks(developer, 'TestWebhook', { endpointId: endpoint.id })
  expect(sent).toMatchObject({ event: 'webhook.test' })
  await vi.waitFor(() => expect(server.received).toHaveLength(1), 20_000)
  const body = String(server.received[0]?.body)
  const signature = String(server.received[0]?.headers['kakunin-signature'])
  expect(JSON.parse(body)).toMatchObject({ id: sent.id, type: 'webhook.test', data: {} })
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(signature) ?? []
  expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'))
  await asks(developer, 'DisableWebhookEndpoint', { endpointId: endpoint.id })
  expect(await asks(developer, 'TestWebhook', { endpointId: endpoint.id })).toMatchObject({
    code: 'INPUT_INVALID',
    field: 'endpointId',
  })
})
