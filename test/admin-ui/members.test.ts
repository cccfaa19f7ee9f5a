import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { startOidcProvider } from '../support/oidc-provider.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { allFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let owner: SignedIn

beforeAll(async () => {
  stack = await startStack(scriptedVision(), { trustedProxies: 1 })
  browser = await launchBrowser()
  const { tenantId } = await prepareTenant(stack.database)
  owner = await stack.signIn(tenantId, ['OWNER'])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const password = 'correct horse battery staple'

test('an owner invites somebody, who sets a password, comes in, is given another role, and is shut out', async () => {
  const office = await openManager(browser, stack, owner, '/members')
  await office.getByRole('button', { name: 'Invite a member' }).click()
  await office.getByRole('textbox', { name: 'Name' }).fill('Sato Hana')
  await office.getByRole('textbox', { name: 'Email address' }).fill('hana@example.test')
  await office.getByRole('checkbox', { name: /^Reviewer/ }).uncheck()
  await office.getByRole('checkbox', { name: /^Auditor/ }).check()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'invite')
  await office.getByRole('button', { name: 'Make the link' }).click()
  const link = await office.locator('code').first().textContent()
  expect(link).toContain(`${stack.url}/admin/#/join/`)
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'invitation-link')
  await office.getByRole('button', { name: 'Close' }).click()
  await office.getByRole('row', { name: /Sato Hana.*Auditor.*Invited/ }).waitFor()

  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
  })
  const hana = await context.newPage()
  hana.setDefaultTimeout(60_000)
  await hana.goto(link ?? '')
  await hana.getByRole('heading', { name: /^Welcome to/ }).waitFor()
  const submit = hana.getByRole('button', { name: 'Set password' })
  const type = async (first: string, second: string) => {
    await hana.getByLabel('New password').fill(first)
    await hana.getByLabel('The same password again').fill(second)
  }
  await type('hana@example.test', 'hana@example.test')
  await hana.getByText('Too easy to guess').waitFor()
  expect(await submit.isDisabled()).toBe(true)
  await type(password, 'something else')
  await hana.getByText('The two passwords differ.').waitFor()
  expect(await submit.isDisabled()).toBe(true)
  await type(password, password)
  expect(await allFindings(hana)).toEqual([])
  await shoot(hana, 'join')
  await submit.click()
  await hana.getByLabel('Email address').fill('hana@example.test')
  await hana.getByLabel('Password').first().fill(password)
  await hana.keyboard.press('Enter')
  await hana.getByRole('menuitem', { name: 'Audit log' }).waitFor()
  expect(await hana.getByRole('menuitem', { name: 'Webhooks' }).count()).toBe(0)
  // the members are hers to look at, not to change
  await hana.goto(`${stack.url}/admin/#/members`)
  await hana.getByRole('row', { name: /hana@example.test/ }).waitFor()
  expect(await hana.getByRole('button', { name: 'Invite a member' }).count()).toBe(0)
  expect(await hana.getByRole('button', { name: /^Actions/ }).count()).toBe(0)

  await hana.goto(`${stack.url}/admin/#/account`)
  await hana.getByRole('heading', { name: 'Devices that are signed in' }).waitFor()
  await hana.getByText('This device').waitFor()
  expect(await allFindings(hana)).toEqual([])
  await shoot(hana, 'account')

  await office.reload()
  await office.getByRole('button', { name: 'Actions: Sato Hana' }).click()
  await office.getByRole('menuitem', { name: 'Change roles' }).click()
  await office.getByRole('checkbox', { name: /^Developer/ }).check()
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByRole('row', { name: /Sato Hana.*Auditor, Developer.*Active/ }).waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'members')
  await hana.reload()
  await hana.getByRole('menuitem', { name: 'Webhooks' }).waitFor()

  // nobody gives themselves more: the owner's own roles can only be given up
  await office.getByRole('button', { name: 'Actions: OWNER' }).click()
  await office.getByRole('menuitem', { name: 'Change roles' }).click()
  expect(await office.getByRole('checkbox', { name: /^Auditor/ }).isDisabled()).toBe(true)
  await office.getByRole('checkbox', { name: /^Owner/ }).waitFor()
  await office.getByRole('button', { name: 'Cancel' }).click()

  await office.getByRole('button', { name: 'Actions: Sato Hana' }).click()
  await office.getByRole('menuitem', { name: 'Shut out' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Shut out' }).click()
  await office.getByRole('row', { name: /Sato Hana/ }).waitFor({ state: 'detached' })
  await office.getByLabel('Show former members').check()
  await office.getByRole('row', { name: /Sato Hana.*Shut out/ }).waitFor()

  await hana.reload()
  await hana.getByRole('button', { name: 'Sign in' }).waitFor()
  await hana.getByLabel('Email address').fill('hana@example.test')
  await hana.getByLabel('Password').first().fill(password)
  await hana.keyboard.press('Enter')
  await hana.getByText('Email address or password is wrong.').waitFor()

  // the link was good once
  await hana.goto(link ?? '')
  await hana.getByText('This link has been used already').waitFor()
  expect(await allFindings(hana)).toEqual([])
})

test('the members read well in Japanese and in the dark', async () => {
  const office = await openManager(browser, stack, owner, '/members')
  await office.getByRole('heading', { name: 'Members' }).waitFor()
  await office.setViewportSize({ width: 1280, height: 860 })
  await office.getByRole('button', { name: /日本語/ }).click()
  await office.getByRole('heading', { name: 'メンバー' }).waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'members-ja')
  await office.evaluate(() => localStorage.setItem('RaStorekakunin.theme', '"dark"'))
  await office.reload()
  await office.getByRole('row', { name: /管理責任者/ }).waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'members-ja-dark')
  await office.goto(`${stack.url}/admin/#/account`)
  await office.getByText('この端末').waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'account-ja-dark')
})

test('an owner sets up the company’s own accounts, and a colleague comes in with one', async () => {
  await using provider = await startOidcProvider(`${stack.url}/sso/callback`)
  provider.mood.account = {
    sub: 'colleague',
    email: 'ken@midori.example',
    email_verified: true,
    name: 'Ito Ken',
  }
  const office = await openManager(browser, stack, owner, '/members/sign-in')
  await office.setViewportSize({ width: 1280, height: 1150 })
  await office.getByLabel('Issuer').fill('http://localhost:9')
  await office.getByLabel('Client ID').fill(provider.clientId)
  await office.getByLabel('Client secret').fill(provider.clientSecret)
  await office.getByLabel('Email domains').fill('midori.example')
  await office.getByLabel('Role of people without an invitation').click()
  await office.getByRole('option', { name: 'Auditor' }).click()
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('No OpenID provider answers at this address.').waitFor()
  await office.getByLabel('Issuer').fill(provider.issuer)
  await office.getByRole('button', { name: 'Save' }).click()
  const begin = office.getByText(/\/sso\/ten_/)
  await begin.waitFor()
  expect(await allFindings(office)).toEqual([])
  await shoot(office, 'sign-in-rules')

  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
  })
  const ken = await context.newPage()
  ken.setDefaultTimeout(60_000)
  await ken.goto((await begin.textContent()) ?? '')
  await ken.getByRole('menuitem', { name: 'Audit log' }).waitFor()
  await ken.goto(`${stack.url}/admin/#/account`)
  await ken.getByText('Single sign-on').waitFor()
  expect(await ken.getByLabel('Present password').count()).toBe(0)

  // signed out, the login page remembers the company, and says why somebody is refused
  await context.clearCookies()
  await ken.goto(`${stack.url}/admin/#/login?sso=EMAIL_DOMAIN`)
  await ken.reload()
  await ken.getByText('does not belong to this company’s domains').waitFor()
  expect(await allFindings(ken)).toEqual([])
  await shoot(ken, 'login-company')
  await ken.getByRole('link', { name: 'Sign in with the company account' }).click()
  await ken.getByRole('menuitem', { name: 'Audit log' }).waitFor()
})
