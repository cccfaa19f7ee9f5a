import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from '@temporalio/worker'
import { expect, test } from 'vitest'
import { bundleStory } from '../support/temporal.ts'

const folder = fileURLToPath(new URL('../fixtures/histories/', import.meta.url))

// Cases wait for weeks: what was recorded under an older story must go on under this one.
test('every recorded history replays', async () => {
  const files = readdirSync(folder)
  expect(files.length).toBeGreaterThan(5)
  const workflowBundle = await bundleStory()
  for (const file of files) {
    const history: unknown = JSON.parse(readFileSync(folder + file, 'utf8'))
    const replay = Worker.runReplayHistory({ workflowBundle }, history)
    await expect(replay, file).resolves.toBeUndefined()
  }
})
