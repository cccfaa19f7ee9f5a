import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyPackage } from '../../evidence/verify-package.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { launchBrowser } from '../support/browser.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { seriousFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let tenantId: string
let sessionId: string

beforeAll(async () => {
  const picture = Uint8Array.from(
    await sharp({ create: { width: 640, height: 400, channels: 3, background: '#8899aa' } })
      .jpeg()
      .toBuffer(),
  )
  const by = { engine: 'test', model: null, version: '1' }
  const vision = scriptedVision({
    maskCapture: ({ slot, frames }) => ({
      finding:
        slot === 'FACE' || slot === 'LIVENESS' ? null : { slot, boxes: [], confident: true, by },
      masked: frames.map(() => picture),
      rectified: null,
      regions: [],
    }),
  })
  stack = await startStack(vision, { trustedProxies: 1 })
  browser = await launchBrowser()
  tenantId = (await prepareTenant(stack.database)).tenantId
  const key = { key: await stack.addKey(tenantId) }
  for (const name of ['山田 太郎', '髙橋 花子', '=SUM(A1)'])
    await openByApi(stack, key, { declared: { name } })
  const { id, link } = await openByApi(stack, key, { externalId: 'decided-1' })
  await applyByApi(stack, await followLink(link))
  await reach(stack.database, tenantId, id.slice(3), 'APPROVED')
  sessionId = id
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

async function downloaded(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return readFileSync(await download.path())
}

test('a CSV is put together by clicks, kept as a preset, made, fetched, and read by another program', async () => {
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const page = await openManager(browser, stack, owner, '/exports')
  await page.setViewportSize({ width: 1280, height: 900 })
  const file = page.getByRole('region', { name: 'Make a CSV' }).or(page.locator('section').first())
  await file.first().waitFor()
  // from another preset, with a column less and one more, the last moved up
  await page.getByRole('combobox', { name: 'Preset' }).click()
  await page.getByRole('option', { name: 'List of applications' }).click()
  for (const name of ['Received at', 'Capture finished at', 'Method', 'Regulation', 'Document'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck()
  await page.getByRole('checkbox', { name: 'Name (declared)' }).check()
  await page.getByRole('button', { name: 'Move Name (declared) up' }).click()
  await page.getByRole('region', { name: 'Preview' }).getByText('山●●●●').first().waitFor()
  expect(await page.getByRole('region', { name: 'Preview' }).textContent()).not.toContain('山田')
  await shoot(page, 'exports-builder', { fullPage: true })
  expect(await seriousFindings(page)).toEqual([])

  await page.getByRole('button', { name: 'Save as preset' }).click()
  await page.getByLabel('Name of the preset').fill('Names only')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The preset was saved.').waitFor()

  await page.getByRole('combobox', { name: 'Encoding' }).click()
  await page.getByRole('option', { name: 'UTF-8', exact: true }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'CSV of applications' }).first()
  await row.getByText('Ready').waitFor()
  await shoot(page, 'exports-ready', { fullPage: true })
  const bytes = await downloaded(page, () => row.getByRole('button', { name: 'Download' }).click())
  const rows: string[][] = parse(bytes.toString('utf8'))
  expect(rows).toHaveLength(5)
  expect(rows.flat()).toEqual(expect.arrayContaining(['山田 太郎', '髙橋 花子', "'=SUM(A1)"]))

  await row.getByRole('button', { name: 'Erase now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await row.getByText('Discarded').waitFor()
  await page.reload()
  await page.getByRole('combobox', { name: 'Preset' }).click()
  await page.getByRole('option', { name: 'Names only' }).waitFor()
  await page.context().close()
})

test('in Japanese and in the dark it is as whole, and an auditor is offered no CSV', async () => {
  const auditor = await stack.signIn(tenantId, ['AUDITOR'])
  const page = await openManager(browser, stack, auditor, '/exports')
  await page.getByText('No file yet.').or(page.getByRole('table')).first().waitFor()
  expect(await page.getByRole('button', { name: 'Export', exact: true }).count()).toBe(0)
  await page.context().close()

  const owner = await stack.signIn(tenantId, ['OWNER'])
  const dark = await openManager(browser, stack, owner, '/exports')
  await dark.setViewportSize({ width: 1280, height: 900 })
  await dark.evaluate(() => {
    localStorage.setItem('RaStorekakunin.locale', '"ja"')
    localStorage.setItem('RaStorekakunin.theme', '"dark"')
    for (const key of Object.keys(localStorage)) console.log(key)
  })
  await dark.reload()
  await dark.getByRole('heading', { level: 1 }).waitFor()
  await shoot(dark, 'exports-dark', { fullPage: true })
  expect(await seriousFindings(dark)).toEqual([])
  await dark.context().close()
})

test('a package of evidence is made and fetched from the page of an application', async () => {
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const page = await openManager(browser, stack, owner, `/sessions/${sessionId}/show`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('button', { name: 'Make a package' }).click()
  const download = page.getByRole('button', { name: 'Download' })
  await download.waitFor()
  await page.getByText('Same decision').waitFor()
  await shoot(page, 'evidence', { fullPage: true })
  expect(await seriousFindings(page)).toEqual([])
  const { sameDecision, deterministic } = await verifyPackage(
    await downloaded(page, () => download.click()),
    null,
  )
  expect({ sameDecision, deterministic }).toEqual({ sameDecision: true, deterministic: true })
  await page.context().close()
})
