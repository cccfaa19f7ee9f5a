import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { EvidenceError } from './evidence-error.ts'
import { verifyPackage, type Verified } from './verify-package.ts'
import { evidenceWords, type EvidenceLocale } from './words.ts'

// Checks a package of evidence on any machine: no database, no network, nothing of the platform.
//   npm run verify-evidence -- file.zip [--key public.pem] [--lang ja|en] [--json]
// Exit code 0: sound, and the same decision; 1: not to be trusted; 2: not called right; 3: sound, but another decision.

const mostBytes = 300_000_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

const { file, key, locale, json } = readArguments()
const words = evidenceWords[locale]
process.exitCode = await main()

async function main(): Promise<number> {
  if (file === null) {
    complain(words.usage)
    return 2
  }
  let bytes: Buffer
  let publicKey: string | null
  try {
    if ((await stat(file)).size > mostBytes) throw new EvidenceError('TOO_LARGE')
    bytes = await readFile(file)
    publicKey = key === null ? null : await readFile(key, 'utf8')
  } catch (error) {
    if (error instanceof EvidenceError) return tellFault(error)
    complain(`${words.usage}\n${error instanceof Error ? error.message : ''}`)
    return 2
  }
  try {
    return tell(await verifyPackage(bytes, publicKey))
  } catch (error) {
    if (error instanceof EvidenceError) return tellFault(error)
    throw error
  }
}

function tell(found: Verified): number {
  if (json) say(JSON.stringify({ sound: true, ...found }))
  else {
    say(words.sound)
    say(words.signedBy(found.manifest.key.id))
    if (key === null) say(words.keyNotGiven)
    say(words.files(found.files))
    say(words.audit(found.auditEvents, found.auditLinked))
    found.decisions.forEach(({ outcome, again }, i) => say(words.decision(i + 1, outcome, again)))
    if (found.deterministic !== undefined) say(words.replay(found.deterministic))
    say(found.sameDecision === null ? words.noDecision : words.sameDecision(found.sameDecision))
  }
  return found.sameDecision === false ? 3 : 0
}

function tellFault({ fault, path }: EvidenceError): number {
  if (json) say(JSON.stringify({ sound: false, fault, path }))
  else
    complain(
      `${words.notSound}\n${fault}: ${words.faults[fault]}${path === null ? '' : ` (${path})`}`,
    )
  return 1
}

function readArguments(): {
  file: string | null
  key: string | null
  locale: EvidenceLocale
  json: boolean
} {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const wanted = values.lang ?? new Intl.DateTimeFormat().resolvedOptions().locale
    return {
      file: positionals.length === 1 ? (positionals[0] ?? null) : null,
      key: values.key ?? null,
      locale: wanted.startsWith('ja') ? 'ja' : 'en',
      json: values.json,
    }
  } catch {
    return { file: null, key: null, locale: 'en', json: false }
  }
}
