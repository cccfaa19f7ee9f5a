import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { newId } from '../../domain/ids.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { allFindings } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

const sessions = 500
let stack: Stack
let browser: Browser
let tenant: PreparedTenant
let key: string
let pastEnd: Date

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  browser = await launchBrowser()
  tenant = await prepareTenant(stack.database)
  key = await stack.addKey(tenant.tenantId)
  const { db, keyring, ownerUrl } = stack.database
  const { tenantId } = tenant
  const plan = await withTenant(db, tenantId, (trx) => planForTenant(trx, tenantId, { sessions }))
  await loadPast({ db, keyring, ownerUrl }, tenantId, plan, {
    parts: { facts: true, captures: false, readings: false },
  })
  pastEnd = new Date()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const inTenant: <T>(
  work: (trx: Parameters<Parameters<typeof withTenant>[2]>[0]) => Promise<T>,
) => Promise<T> = (work) => withTenant(stack.database.db, tenant.tenantId, work)

/** Attempts of people below forty, as their records have it, that the machine did not decline. */
const belowForty = () =>
  inTenant(async (trx) => {
    const { rows } = await sql<{
      sessionId: string
      number: number
      outcome: string
    }>`
      select decision.session_id, attempt.number, decision.outcome
      from decisions decision
      join sessions session on session.id = decision.session_id and session.redacted_at is null
      join attempts attempt on attempt.id = decision.attempt_id
      join check_results result on result.attempt_id = attempt.id and result.key = 'DOB_AGE'
      where decision.decided_by = 'SYSTEM' and decision.outcome <> 'DECLINE'
        and (result.record -> 'facts' ->> 'age')::int < 40
      order by session.id desc`.execute(trx)
    return rows
  })

async function externalIdOf(sessionId: string): Promise<string> {
  const { data } = await stack.ask(
    { key },
    'query ($id: ID!) { verificationSession(id: $id) { applicant { externalId } } }',
    { id: globalId('VerificationSession', sessionId) },
  )
  return data?.['verificationSession'].applicant.externalId
}

/** An application from the link to its outcome. */
async function applicationOf(declared: object) {
  const { id, link } = await openByApi(stack, { key }, { declared })
  await applyByApi(stack, await followLink(link))
  return vi.waitFor(async () => {
    const { data } = await stack.ask(
      { key },
      'query ($id: ID!) { verificationSession(id: $id) { status reasonCodes checkProfileVersion { number } } }',
      { id },
    )
    const session = data?.['verificationSession']
    expect(['APPROVED', 'DECLINED', 'IN_REVIEW']).toContain(session.status)
    return session
  }, 60_000)
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()
const figure = (page: Page, name: string) =>
  page.locator('dl > div').filter({ hasText: name }).locator('dd').first()
const count = (value: number) => new Intl.NumberFormat('en-GB').format(value)

test('an author writes, mends what the linter finds, tries and back-tests; another person publishes, and it decides', async () => {
  const author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  const publisher = await stack.signIn(tenant.tenantId, ['PROFILE_PUBLISHER'])
  const affected = await belowForty()
  const changed = new Set(affected.map(({ sessionId }) => sessionId)).size
  expect(changed).toBeGreaterThan(20)

  // a rule of one's own
  const desk = await openManager(browser, stack, author, '/profiles')
  await desk.getByRole('row', { name: 'FULL' }).click()
  await desk.getByRole('row', { name: /^Version 1/ }).click()
  await desk.getByRole('button', { name: 'Begin a new draft' }).click()
  await desk.getByRole('button', { name: 'Add a rule' }).click()
  await desk.getByLabel('Name (English)').fill('Below forty')
  await desk.getByRole('combobox', { name: 'fact' }).first().fill('age')
  await desk.getByRole('option', { name: 'age', exact: true }).click()
  await desk.getByRole('combobox', { name: 'comparison' }).first().click()
  await desk.getByRole('option', { name: 'is below', exact: true }).click()
  await desk.getByRole('textbox', { name: 'value' }).fill('40')
  await desk.getByRole('combobox', { name: 'Effect' }).first().click()
  await desk.getByRole('option', { name: 'Decline', exact: true }).click()
  await desk.getByRole('combobox', { name: 'Reasons' }).first().fill('AGE_UNDER')
  await desk.keyboard.press('Enter')
  await desk.keyboard.press('Escape')
  await desk.getByTestId('sentence').first().getByText('is below 40 years').waitFor()

  // the linter proves that a second one like it decides nothing
  await desk.getByRole('button', { name: 'Duplicate: Below forty' }).click()
  const problems = desk.getByRole('region', { name: 'Problems' })
  const shadowed = problems.getByText('Earlier rules take every case that it could decide')
  await shadowed.waitFor()
  await desk
    .getByRole('button', { name: /^Remove: Below forty/ })
    .nth(1)
    .click()
  await shadowed.waitFor({ state: 'detached' })

  // one application that was approved, by the rules as they stand in the editor
  const one = affected.find(({ outcome, number }) => outcome === 'APPROVE' && number === 1)
  if (!one) throw new Error('expected somebody below forty who was approved')
  await tab(desk, 'Try it')
  await desk.getByRole('combobox', { name: 'Status' }).click()
  await desk.getByRole('option', { name: 'Approved', exact: true }).click()
  const choice = desk.getByRole('button', {
    name: `Try: ${await externalIdOf(one.sessionId)}`,
    exact: true,
  })
  const more = desk.getByRole('button', { name: 'Show more' })
  await choice.or(more).first().waitFor()
  while ((await choice.count()) === 0) await more.click()
  await choice.click()
  const tried = desk.getByRole('region', { name: 'Attempt 1' })
  await tried.getByText('Decided otherwise').waitFor()
  await tried.getByText('By the rule: Below forty').waitFor()
  await tried.getByText(/^“Below forty” held and decided/).waitFor()
  expect(await allFindings(desk)).toEqual([])

  // all of them
  await desk.getByRole('button', { name: 'Save and start' }).click()
  await desk.getByRole('heading', { name: /Version 2 · Back-test/ }).waitFor()
  await desk.getByText('Done', { exact: true }).waitFor()
  await expect.poll(() => figure(desk, 'Decided otherwise').textContent()).toBe(count(changed))
  const approved = affected.filter(({ outcome }) => outcome === 'APPROVE').length
  const side = desk.getByRole('button', { name: `Approve → Decline (${count(approved)})` })
  await side.click()
  await desk.getByRole('table', { name: /Beside what people decided: This version/ }).waitFor()
  expect(await allFindings(desk)).toEqual([])
  await desk
    .getByRole('link', { name: /^Try: vs_/ })
    .first()
    .click()
  await desk.getByText('By the rule: Below forty').first().waitFor()
  await desk.getByText('Decided otherwise').first().waitFor()
  await desk.getByRole('tab', { name: 'Back-test' }).click()
  await desk.getByRole('row', { name: /Version 2.*Done/ }).waitFor()
  expect(await allFindings(desk)).toEqual([])

  await desk.getByRole('link', { name: 'FULL', exact: true }).click()
  await desk.getByRole('row', { name: /^Version 2/ }).click()
  await desk.getByRole('button', { name: 'Submit for publishing' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click()
  await desk.getByRole('button', { name: 'Publish', exact: true }).waitFor()

  const before = await applicationOf({ name: '山田 太郎', birthDate: '1993-03-15' })
  expect(before).toMatchObject({ status: 'APPROVED', checkProfileVersion: { number: 1 } })

  const address = new URL(desk.url()).hash.slice(1)
  const office = await openManager(browser, stack, publisher, address)
  await office.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = office.getByRole('dialog')
  await dialog
    .getByText(`${count(changed)} (`, { exact: false })
    .and(dialog.getByText(/^Back-tested on/))
    .waitFor()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await office.getByText('The next application is decided by it').waitFor()

  const after = await applicationOf({ name: '山田 太郎', birthDate: '1993-03-15' })
  expect(after).toMatchObject({
    status: 'DECLINED',
    reasonCodes: ['AGE_UNDER'],
    checkProfileVersion: { number: 2 },
  })
})

test('a back-test is cancelled by a click, says that it is a part, and goes on by another', async () => {
  const author = await stack.signIn(tenant.tenantId, ['PROFILE_AUTHOR'])
  const profileId = await inTenant(async (trx) => {
    const version = await trx
      .selectFrom('checkProfileVersions')
      .select(['profileId', 'definition', 'sha256'])
      .where('id', '=', tenant.versionId)
      .executeTakeFirstOrThrow()
    const at = new Date()
    // as if the workers were slow: nobody has begun to work on it
    await trx
      .insertInto('backTests')
      .values({
        tenantId: tenant.tenantId,
        id: newId(),
        profileVersionId: tenant.versionId,
        definition: version.definition,
        sha256: version.sha256,
        memberId: author.memberId,
        plan: JSON.stringify({
          from: null,
          // what was decided since may be by other versions
          to: pastEnd.toISOString(),
          methods: null,
          documentTypes: null,
          sandbox: false,
          seed: 1,
          maxResubmissions: 3,
        }),
        status: 'RUNNING',
        failureCode: null,
        total: 1000,
        done: 0,
        place: null,
        tally: null,
        createdAt: at,
        updatedAt: at,
        finishedAt: null,
      })
      .execute()
    return version.profileId
  })
  const path = `/profiles/${globalId('CheckProfile', profileId)}/back-tests`
  const desk = await openManager(browser, stack, author, path)
  const history = desk.getByRole('table', { name: 'Back-tests of this profile' })
  await history.getByText('0 of 1,000 applications').click()
  await desk.getByRole('heading', { name: /Version 1 · Back-test/ }).waitFor()
  await desk.getByRole('progressbar', { name: '0 of 1,000 applications' }).waitFor()
  await desk.getByRole('button', { name: 'Cancel', exact: true }).click()
  await desk.getByText('This is a part: 0 of 1,000 applications').waitFor()
  await desk.getByText('Nothing has been counted yet').waitFor()
  expect(await allFindings(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Go on' }).click()
  await desk.getByText('Done', { exact: true }).waitFor()
  await desk.getByText('Every decision would be the same').waitFor()
})

test('erased, unknown and unreachable: each says so in words', async () => {
  const owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  const { sessionId, profileId } = await inTenant(async (trx) => ({
    sessionId: (
      await trx
        .selectFrom('sessions')
        .select('id')
        .where('redactedAt', 'is not', null)
        .limit(1)
        .executeTakeFirstOrThrow()
    ).id,
    profileId: (
      await trx
        .selectFrom('checkProfileVersions')
        .select('profileId')
        .where('id', '=', tenant.versionId)
        .executeTakeFirstOrThrow()
    ).profileId,
  }))
  const profile = globalId('CheckProfile', profileId)
  const erased = globalId('VerificationSession', sessionId)
  const desk = await openManager(
    browser,
    stack,
    owner,
    `/profiles/${profile}/try?session=${erased}`,
  )
  await desk.getByText('The application is not in a state that allows this').waitFor()
  await desk.getByRole('button', { name: 'Choose another' }).click()
  await desk.getByRole('searchbox').fill('nobody-of-this-name')
  await desk.getByText('Nothing matches these filters').waitFor()

  await desk.goto(
    `${stack.url}/admin/#/profiles/${profile}/back-tests/${globalId('BackTest', newId())}`,
  )
  await desk.getByText('There is nothing here, or it belongs to somebody else').waitFor()

  await desk.route('**/graphql', (route) => route.abort())
  await desk.goto(`${stack.url}/admin/#/profiles/${profile}/back-tests`)
  await desk.getByText('The server can’t be reached').first().waitFor()
  await desk.unroute('**/graphql')
  await desk.getByRole('button', { name: 'Try again' }).first().click()
  await desk.getByRole('table', { name: 'Back-tests of this profile' }).waitFor()
})
