import type { Browser, Page } from 'playwright-core'
import type { SignedIn, Stack } from './stack.ts'

/** A member's own browser window on the manager, signed in. */
export async function openManager(
  browser: Browser,
  stack: Stack,
  member: SignedIn,
  path: string,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  })
  await context.addCookies(
    member.cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), url: stack.url }
    }),
  )
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${stack.url}/admin/#${path}`)
  return page
}
