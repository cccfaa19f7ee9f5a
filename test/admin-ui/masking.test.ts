import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cellAad } from '../../db/aad.ts'
import { verifyAuditChain } from '../../db/audit.ts'
import { getBlob } from '../../db/blobs.ts'
import { withTenant } from '../../db/client.ts'
import { unpackFrames } from '../../db/frames.ts'
import type { CardBox } from '../../domain/geometry.ts'
import type { Slot } from '../../domain/method.ts'
import { launchBrowser } from '../support/browser.ts'
import {
  applyWithCard,
  photographLicence,
  unsureVision,
  type Photograph,
} from '../support/masking-desk.ts'
import { staffAsks } from '../support/review-desk.ts'
import { openManager } from '../support/staff-browser.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { seriousFindings, shoot } from '../support/screens.ts'

vi.setConfig({ testTimeout: 300_000 })

let stack: Stack
let browser: Browser
let photograph: Photograph
let doubtful: readonly Slot[] = []

beforeAll(async () => {
  photograph = await photographLicence()
  stack = await startStack(
    unsureVision(() => doubtful),
    { trustedProxies: 1 },
  )
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

/** A company to which somebody has applied; of these sides the machine is not sure. */
async function office(sides: readonly Slot[], settings: object = {}) {
  doubtful = sides
  const { tenantId } = await prepareTenant(stack.database, { settings })
  const key = await stack.addKey(tenantId)
  const sessionId = await applyWithCard(stack, key, photograph, 'customer-1')
  return { tenantId, sessionId }
}

const onPicture = (page: Page) => page.locator('svg [data-mask]')
const frontOfJapanese = (page: Page) => page.getByRole('img', { name: '表面' })
const frontOf = (page: Page) => page.getByRole('img', { name: 'Front' })

/** Drags over a picture from place to place, in fractions of it. */
async function drag(page: Page, picture: Locator, places: readonly (readonly [number, number])[]) {
  const box = (await picture.boundingBox()) ?? expect.fail('no picture')
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + x * box.width, box.y + y * box.height] as const
  const [first = [0, 0] as const, ...others] = places
  await page.mouse.move(...at(first))
  await page.mouse.down()
  for (const place of others) await page.mouse.move(...at(place), { steps: 4 })
  await page.mouse.up()
}
const cover = (page: Page, { x0, y0, x1, y1 }: CardBox) =>
  drag(page, frontOf(page), [
    [x0, y0],
    [x1, y1],
  ])

/** Looks at it all once more, says so, and confirms. */
async function burnIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByRole('checkbox', { name: /I have looked at every picture/ }).check()
  await page.getByRole('button', { name: 'Burn in for good' }).click()
  await page.getByText('Masked. The application goes on.').waitFor()
}

/** Where the number is printed in the photograph, and a little around it. */
const numberPlace = (): CardBox => {
  const xs = photograph.number.map(({ x }) => x)
  const ys = photograph.number.map(({ y }) => y)
  return grown({
    x0: Math.min(...xs),
    y0: Math.min(...ys),
    x1: Math.max(...xs),
    y1: Math.max(...ys),
  })
}
const grown = ({ x0, y0, x1, y1 }: CardBox): CardBox => ({
  x0: x0 - 0.01,
  y0: y0 - 0.01,
  x1: x1 + 0.01,
  y1: y1 + 0.01,
})

/** What is stored of a side, opened: every picture that is derived of it. */
async function stored(tenantId: string, sessionId: string, slot: Slot) {
  const { capture, wrappedKey } = await withTenant(stack.database.db, tenantId, async (trx) => ({
    capture: await trx
      .selectFrom('captures')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .where('slot', '=', slot)
      .executeTakeFirstOrThrow(),
    ...(await trx
      .selectFrom('sessions')
      .select('wrappedKey')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow()),
  }))
  const { keyring, store } = stack.database
  const box = await keyring.sessionBox(tenantId, sessionId, wrappedKey)
  const open = async (kind: 'MASKED' | 'RECTIFIED', name: string | null) => {
    const packed = await getBlob({ store, box, tenantId, sessionId, kind }, name ?? '')
    const [jpeg = expect.fail('no frame')] = unpackFrames(packed)
    return jpeg
  }
  return {
    capture,
    box,
    masked: await open('MASKED', capture.maskedKey),
    rectified: await open('RECTIFIED', capture.rectifiedKey),
  }
}

/** The brightest value of any pixel in a place, a little within its edges. */
async function brightest(jpeg: Uint8Array, { x0, y0, x1, y1 }: CardBox): Promise<number> {
  const { width, height } = await sharp(jpeg).metadata()
  const { data } = await sharp(jpeg)
    .extract({
      left: Math.ceil((x0 + 0.012) * width),
      top: Math.ceil((y0 + 0.012) * height),
      width: Math.floor((x1 - x0 - 0.024) * width),
      height: Math.floor((y1 - y0 - 0.024) * height),
    })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return data.reduce((most, value) => Math.max(most, value), 0)
}

test('an operator draws, undoes, moves by keys, looks at it all once more and confirms; what was hidden is gone for everybody, and the case goes on', async () => {
  const { tenantId, sessionId } = await office(['FRONT', 'BACK'])
  const operator = await stack.signIn(tenantId, ['MASK_OPERATOR'])
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const page = await openManager(browser, stack, operator, '/')
  await page.setViewportSize({ width: 1280, height: 860 })
  await page.getByRole('heading', { name: 'Pictures to mask' }).waitFor()
  const row = page.getByRole('row', { name: /The machine was not sure/ })
  await row.waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'queue')
  await row.click()
  await page.getByText('Take this to see its pictures.').waitFor()
  expect(await page.getByRole('img').count()).toBe(0)
  await page.getByRole('button', { name: /^Take/ }).click()
  await frontOf(page).waitFor()
  const automatic = await onPicture(page).count()
  expect(automatic).toBeGreaterThan(0)
  await page.getByText('Mask 1 (automatic)').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'draw-automatic')

  const place = numberPlace()
  await cover(page, place)
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 1)
  // a free form, undone and done again
  await page.keyboard.press('f')
  await drag(page, frontOf(page), [
    [0.05, 0.05],
    [0.12, 0.06],
    [0.14, 0.13],
    [0.06, 0.12],
  ])
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 2)
  await page.keyboard.press('Control+z')
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 1)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 2)
  // one by keys alone: added, moved, made larger, taken away
  await page.keyboard.press('a')
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 3)
  const added = onPicture(page).last()
  const focused = () => added.evaluate((element) => element === document.activeElement)
  await expect.poll(focused).toBe(true)
  const shape = () => added.locator('polygon').getAttribute('points')
  const atFirst = await shape()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(shape).not.toBe(atFirst)
  const movedTo = await shape()
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(shape).not.toBe(movedTo)
  await shoot(page, 'draw')
  // another language draws the manager anew, and what was drawn is there still
  await page.getByRole('button', { name: /日本語/ }).click()
  await page.getByRole('button', { name: '確認へ' }).waitFor()
  await frontOfJapanese(page).waitFor()
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 3)
  await shoot(page, 'draw-ja')
  await page.getByRole('button', { name: /English/ }).click()
  await frontOf(page).waitFor()
  await added.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 2)
  await page.keyboard.press('+')
  await page.getByText('125%').waitFor()
  await page.keyboard.press('0')
  await page.getByText('100%').waitFor()
  await page.getByRole('tab', { name: /Back/ }).click()
  await page.getByRole('img', { name: 'Back' }).waitFor()

  await page.getByRole('button', { name: 'Review' }).click()
  const burn = page.getByRole('button', { name: 'Burn in for good' })
  expect(await burn.isDisabled()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'review')
  const sent = await withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('captures').select(['slot', 'originalKey']).execute(),
  )
  await page.getByRole('checkbox', { name: /I have looked at every picture/ }).check()
  await shoot(page, 'review-end')
  await burn.click()
  await page.getByText('Masked. The application goes on.').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await shoot(page, 'done')

  // every stored picture of it is black there
  const { masked, rectified, capture, box } = await stored(tenantId, sessionId, 'FRONT')
  expect(await brightest(masked, place)).toBeLessThan(60)
  const printed = photograph.licence.truth.front.number?.box ?? expect.fail('no number')
  expect(await brightest(rectified, grown(printed))).toBeLessThan(60)
  expect((await sharp(masked).metadata()).exif).toBeUndefined()
  expect(await brightest(masked, { x0: 0.4, y0: 0.3, x1: 0.7, y1: 0.5 })).toBeGreaterThan(120)
  // and what was sent is stored no more
  for (const { slot, originalKey } of sent) {
    const there = await stack.database.store.has(originalKey)
    expect({ slot, there }).toEqual({ slot, there: slot !== 'FRONT' && slot !== 'BACK' })
  }
  const rows = await withTenant(stack.database.db, tenantId, async (trx) => {
    expect((await verifyAuditChain(trx)).intact).toBe(true)
    return {
      erased: await trx
        .selectFrom('blobs')
        .select('kind')
        .where('erasedAt', 'is not', null)
        .execute(),
      reading: await trx.selectFrom('extractions').selectAll().executeTakeFirstOrThrow(),
      done: await trx
        .selectFrom('auditEvents')
        .select('actorId')
        .where('action', '=', 'masking.done')
        .executeTakeFirstOrThrow(),
    }
  })
  expect(rows.erased).toEqual([{ kind: 'ORIGINAL' }, { kind: 'ORIGINAL' }])
  expect(rows.done.actorId).toBe(operator.memberId)
  // nor is it to be read beside the picture
  const aad = cellAad(tenantId, 'extractions', capture.attemptId, 'reading')
  const reading = box.open(rows.reading.readingSealed, aad).toString()
  expect(reading).toContain('1993-03-15')
  expect(reading).not.toContain('309012345620')

  // the profile sends it to a person, who sees what was left
  await reach(stack.database, tenantId, sessionId, 'IN_REVIEW')
  const desk = await openManager(browser, stack, reviewer, '/cases')
  await desk.getByRole('row', { name: /customer-1/ }).click()
  await desk.getByRole('button', { name: 'Take' }).click()
  await frontOf(desk).first().waitFor()
  expect(await desk.getByRole('menuitem', { name: 'Masking' }).count()).toBe(0)
  await shoot(desk, 'case-after')
})

test('a second operator can’t take it; who loses it while drawing sees nothing any more, takes it again and goes on', async () => {
  const { tenantId, sessionId } = await office(['FRONT'], { caseLeaseMs: 6_000 })
  const operator = await stack.signIn(tenantId, ['MASK_OPERATOR'])
  const other = await stack.signIn(tenantId, ['MASK_OPERATOR'])
  const page = await openManager(browser, stack, operator, '/masking')
  await page.getByRole('row', { name: /The machine was not sure/ }).waitFor()
  await page.keyboard.press('n')
  await frontOf(page).waitFor()
  const automatic = await onPicture(page).count()
  const place = { x0: 0.2, y0: 0.2, x1: 0.3, y1: 0.3 }
  await cover(page, place)
  await expect.poll(() => onPicture(page).count()).toBe(automatic + 1)
  const taskId = page.url().split('/').at(-1) ?? ''

  const second = await openManager(browser, stack, other, `/masking/${taskId}`)
  await second.getByText(/With MASK_OPERATOR/).waitFor()
  expect(await second.getByRole('button', { name: /^Take/ }).isDisabled()).toBe(true)
  expect(await second.getByRole('img').count()).toBe(0)
  await shoot(second, 'taken')

  // the network goes, the lease with it, and the other takes it
  await page.context().setOffline(true)
  await vi.waitFor(
    async () => {
      const { claimMaskingTask } = await staffAsks(stack, other, 'ClaimMaskingTask', { taskId })
      expect(claimMaskingTask).toMatchObject({ mine: true })
    },
    { timeout: 60_000, interval: 500 },
  )
  await page.context().setOffline(false)
  await page.getByText(/Your time on these pictures ran out/).waitFor()
  expect(await frontOf(page).count()).toBe(0)
  await shoot(page, 'lost')
  await staffAsks(stack, other, 'ReleaseMaskingTask', { taskId })
  await page.getByRole('button', { name: /Take it up again/ }).click()
  await frontOf(page).waitFor()
  expect(await onPicture(page).count()).toBe(automatic + 1)
  await burnIn(page)
  const { masked } = await stored(tenantId, sessionId, 'FRONT')
  expect(await brightest(masked, place)).toBeLessThan(60)
})

test('a reviewer sends a picture away by the case page: it is hidden there, the case waits, and shows what is left afterwards', async () => {
  const { tenantId, sessionId } = await office([])
  await reach(stack.database, tenantId, sessionId, 'IN_REVIEW')
  const operator = await stack.signIn(tenantId, ['MASK_OPERATOR'])
  const reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const desk = await openManager(browser, stack, reviewer, '/cases')
  await desk.setViewportSize({ width: 1280, height: 860 })
  await desk.getByRole('row', { name: /customer-1/ }).click()
  await desk.getByRole('button', { name: 'Take this case' }).first().click()
  await desk.getByRole('button', { name: 'Release' }).waitFor()
  await frontOf(desk).first().waitFor()
  await desk.getByRole('button', { name: 'Send for masking' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Front' }).check()
  await dialog.getByLabel(/What you saw, and where/).fill('number below the photograph')
  expect(await seriousFindings(desk)).toEqual([])
  await shoot(desk, 'send')
  await dialog.getByRole('button', { name: 'Hide and send' }).click()
  const waiting = desk.getByText(/Pictures of this case are with the mask operators/)
  await waiting.waitFor()
  await expect.poll(() => frontOf(desk).count()).toBe(0)
  expect(await seriousFindings(desk)).toEqual([])
  await shoot(desk, 'case-waits')

  const page = await openManager(browser, stack, operator, '/masking')
  await page.getByRole('row', { name: /A reviewer sent it/ }).click()
  await page.getByRole('button', { name: /^Take/ }).click()
  await page.getByText('“number below the photograph”').waitFor()
  await frontOf(page).waitFor()
  const place = numberPlace()
  await cover(page, place)
  await expect.poll(() => onPicture(page).count()).toBe(1)
  await burnIn(page)

  await waiting.waitFor({ state: 'detached' })
  await frontOf(desk).first().waitFor()
  const { masked } = await stored(tenantId, sessionId, 'FRONT')
  expect(await brightest(masked, place)).toBeLessThan(60)
  await shoot(desk, 'case-back')
})
