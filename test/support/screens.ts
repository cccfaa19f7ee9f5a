import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { calm } from './calm.ts'

/** The parts of a page that are looked at or left out, as CSS selectors. */
export interface Part {
  readonly include?: string
  readonly exclude?: string
}

/** Whatever axe finds once nothing fades any more: each rule with its weight and the pieces of the page. */
async function axeFindings(page: Page, { include, exclude }: Part) {
  await calm(page)
  const axe = new AxeBuilder({ page })
  if (include) axe.include(include)
  if (exclude) axe.exclude(exclude)
  const { violations } = await axe.analyze()
  return violations.map(({ id, impact, nodes }) => ({
    impact,
    finding: `${id}: ${nodes.map(({ html }) => html).join(' · ')}`,
  }))
}

/** All that axe finds, with the pieces of the page. */
export const allFindings = async (page: Page, part: Part = {}): Promise<readonly string[]> =>
  (await axeFindings(page, part)).map(({ finding }) => finding)

/** What axe finds to be serious or worse, with the pieces of the page. */
export const seriousFindings = async (page: Page): Promise<readonly string[]> =>
  (await axeFindings(page, {}))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ finding }) => finding)

/** A picture of the screen, where a folder for them is named by SCREENSHOTS. */
export async function shoot(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage })
}
