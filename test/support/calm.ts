import type { Page } from 'playwright-core'

/** Waits until nothing fades any more: colours on their way have contrasts that nobody reads. Spinners turn on. */
export const calm = (page: Page) =>
  page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) =>
          animation.playState !== 'running' ||
          animation.effect?.getComputedTiming().iterations === Infinity,
      ),
  )
