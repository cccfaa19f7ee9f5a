import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { directions, type Direction } from '../../domain/method.ts'
import { headTurnPeaks, turnedHead } from '../../specimens/films/head-turn.ts'
import type { Applicant } from '../../specimens/applicant.ts'
import { cameraGrades, takeJpeg } from '../../specimens/persons/camera-noise.ts'
import type { LiveCamera } from './live-camera.ts'

/** What the applicant holds up before the camera at each step. */
export interface Puppet {
  readonly front: Uint8Array
  readonly back: Uint8Array
  readonly tilted: readonly Uint8Array[]
  readonly face: Uint8Array
  /** On the way out to a turn, and at its peak. */
  readonly turn: (direction: Direction) => readonly Uint8Array[]
}

export async function puppetOf(applicant: Applicant): Promise<Puppet> {
  const head = async (share: number, direction: Direction, salt: number) => {
    const { yawDeg = 0, pitchDeg = 0 } = headTurnPeaks[direction]
    const pose = { yawDeg: yawDeg * share, pitchDeg: pitchDeg * share }
    return takeJpeg(turnedHead(applicant.selfieFaceSeed, pose, faceSize), cameraGrades.mild, salt)
  }
  // drawn before anything waits: each drawing keeps the processor for a while
  const turns = new Map<Direction, readonly Uint8Array[]>()
  for (const direction of directions) {
    const way = [0.35, 0.7, 1].map((share, i) => head(share, direction, 10 + i))
    turns.set(direction, await Promise.all(way))
  }
  return {
    front: await applicant.front(),
    back: await applicant.back(),
    tilted: await applicant.thickness(),
    face: await head(0, 'LEFT', 1),
    turn: (direction) => turns.get(direction) ?? [],
  }
}

export interface WalkOptions {
  readonly camera: LiveCamera
  readonly puppet: Puppet
  /** Ends the walk when this screen is there. */
  readonly until: readonly string[]
  /** Folder for a picture of each screen. */
  readonly shots?: string | undefined
  readonly withinMs?: number
}

const cardSize = { width: 1600, height: 1200 }
/** A phone held upright gives upright pictures. */
const faceSize = { width: 480, height: 640 }

/**
 * Goes the applicant's way in a real page as a person does: reads which screen is there, taps its main button, holds up
 * what it asks for, turns as the arrow says. @returns the screen it ended on
 */
export async function walkCapture(page: Page, options: WalkOptions): Promise<string> {
  const { camera, puppet, until, shots, withinMs = 240_000 } = options
  const endMs = Date.now() + withinMs
  const seen = new Set<string>()
  let shown = ''
  for (;;) {
    const screen = await page
      .locator('body[data-screen]')
      .getAttribute('data-screen', { timeout: 30_000 })
    if (screen === null) throw new Error('expected a screen')
    if (until.includes(screen)) {
      await picture(screen)
      return screen
    }
    if (Date.now() > endMs) {
      throw new Error(
        `still at ${screen}: ${(await page.locator('body').innerText()).slice(0, 400)}`,
      )
    }
    switch (screen) {
      case 'DOCUMENT':
        await picture(screen)
        await tap('button.choice')
        break
      case 'PREPARE':
      case 'FACE_INTRO':
      case 'RETAKE':
        // the next screen opens the camera at once
        await pickUp(screen)
        await picture(screen)
        await tap('button.button')
        break
      case 'WELCOME':
      case 'CONSENT':
        await picture(screen)
        await tap('button.button')
        break
      case 'FRONT':
      case 'BACK':
      case 'THICKNESS':
      case 'FACE':
        await hold(screen)
        break
      case 'LIVENESS':
        await hold('LIVENESS')
        await follow()
        break
      default:
        await picture(screen)
    }
    await page.waitForTimeout(150)
    // what was refused, or took too long, is done again
    const isRefused = (await page.locator('.reasons[role=alert], .badge--warn').count()) > 0
    if (isRefused && !until.includes(screen)) {
      await picture(`${screen}-again`)
      await tap('button.button')
    }
  }

  async function pickUp(screen: 'PREPARE' | 'FACE_INTRO' | 'RETAKE'): Promise<void> {
    const first =
      screen === 'RETAKE'
        ? await page.locator('.retake').first().getAttribute('data-slot')
        : { PREPARE: 'FRONT', FACE_INTRO: 'FACE' }[screen]
    const size = first === 'FACE' || first === 'LIVENESS' ? faceSize : cardSize
    await camera.resize(size.width, size.height)
    shown = ''
  }

  /** A tap that meets nothing is no harm: the screen has gone on, and is read again. */
  async function tap(button: string): Promise<void> {
    await page
      .locator(button)
      .first()
      .click({ timeout: 3000 })
      .catch(() => undefined)
  }

  async function hold(slot: 'FRONT' | 'BACK' | 'THICKNESS' | 'FACE' | 'LIVENESS'): Promise<void> {
    if (shown !== slot) {
      shown = slot
      const pictures = {
        FRONT: [puppet.front],
        BACK: [puppet.back],
        THICKNESS: puppet.tilted.slice(1, 2),
        FACE: [puppet.face],
        LIVENESS: [puppet.face],
      }[slot]
      await camera.play(pictures)
      if (slot === 'LIVENESS') {
        for (const to of directions) await camera.prepare(puppet.turn(to))
      }
    }
    if ((await page.locator('video').count()) > 0) await picture(slot)
    if ((await page.locator('.overlay polygon').count()) > 0) await picture(`${slot}-found`)
    if ((await page.locator('.shot__wait').count()) > 0) await picture(`${slot}-check`)
  }

  /** Turns when the arrow is there, and back when it is gone. */
  async function follow(): Promise<void> {
    const to = await page
      .locator('.arrow')
      .getAttribute('data-to', { timeout: 300 })
      .catch(() => null)
    if (to !== 'LEFT' && to !== 'RIGHT' && to !== 'UP' && to !== 'DOWN') return
    await picture(`LIVENESS-${to}`)
    const way = puppet.turn(to)
    await camera.play(way, 350)
    await page
      .locator(`.arrow[data-to=${to}]`)
      .waitFor({ state: 'detached', timeout: 10_000 })
      .catch(() => undefined)
    await camera.play([...way.slice(0, -1).toReversed(), puppet.face], 350)
  }

  async function picture(name: string): Promise<void> {
    if (!shots || seen.has(name)) return
    seen.add(name)
    await page
      .locator('h1')
      .first()
      .waitFor({ timeout: 5000 })
      .catch(() => undefined)
    await page.screenshot({
      path: join(shots, `${String(seen.size).padStart(2, '0')}-${name}.png`),
    })
  }
}
