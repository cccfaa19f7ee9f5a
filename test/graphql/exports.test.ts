import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { columns } from '../../exports/columns.ts'
import { csvLine } from '../../exports/csv-line.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import {
  addressOf,
  answerTo,
  fetchAs,
  fetchExport,
  orderExport,
  reachExport,
  type Layout,
} from '../support/fetch-export.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: Caller
let owner: Caller

beforeAll(async () => {
  stack = await startStack(scriptedVision({}), {
    trustedProxies: 1,
    limits: { export: { calls: 1000, windowMs: 600_000 } },
  })
})
beforeEach(async () => {
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = { key: await stack.addKey(tenantId) }
  owner = { cookie: (await stack.signIn(tenantId, ['OWNER'])).cookie }
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const layout = (columnKeys: readonly string[], other: Partial<Layout> = {}): Layout => ({
  columns: columnKeys,
  encoding: 'UTF8',
  ...other,
})
/** What an independent reader makes of the bytes. */
const read = (text: string): string[][] => parse(text, { bom: true })

test('an independent reader finds every person in both encodings', async () => {
  const names = ['髙橋 𠮷子', '山田, "太郎"', '=HYPERLINK("http://x")', '〜濵﨑 一郎']
  for (const [i, name] of names.entries())
    await openByApi(stack, key, { externalId: `00${i}`, declared: { name } })
  const wanted = ['id', 'externalId', 'nameDeclared']

  const utf8 = await fetchExport(stack, owner, layout(wanted, { encoding: 'UTF8_BOM' }))
  expect([...utf8.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = read(utf8.toString('utf8'))
  expect(rows[0]).toEqual(['申込ID', '顧客管理ID', '氏名（申告）'])
  expect(rows.slice(1).map(([, id, name]) => [id, name])).toEqual([
    ['003', '〜濵﨑 一郎'],
    ['002', '\'=HYPERLINK("http://x")'],
    ['001', '山田, "太郎"'],
    ['000', '髙橋 𠮷子'],
  ])

  const cp932 = await fetchExport(
    stack,
    owner,
    layout(wanted, { encoding: 'CP932', locale: 'en', digitsAsText: true }),
  )
  const windows = read(iconv.decode(cp932, 'cp932'))
  expect(windows[0]).toEqual([
    'Application ID',
    'Customer ID',
    'Name (declared)',
    'Characters replaced',
  ])
  expect(windows.slice(1).map(([, ...rest]) => rest)).toEqual([
    ['="003"', '～濵﨑 一郎', ''],
    ['="002"', '\'=HYPERLINK("http://x")', ''],
    ['="001"', '山田, "太郎"', ''],
    ['="000"', '髙橋 〓子', '1'],
  ])
})

test('every column is filled from a decided application, in both languages', async () => {
  const { id, link } = await openByApi(stack, key)
  await applyByApi(stack, await followLink(link))
  await reach(stack.database, tenantId, id.slice(3), 'APPROVED')
  for (const locale of ['ja', 'en'] as const) {
    const all = layout(
      columns.map((column) => column.key),
      { locale },
    )
    const [headings = [], row = []] = read((await fetchExport(stack, owner, all)).toString())
    const empty = headings.filter((_heading, i) => row[i] === '')
    expect(headings).toHaveLength(columns.length)
    // nobody reviewed it, nothing was declared in kana, and it broke no rule
    const expected = {
      ja: /審査者|目視|フリガナ|理由|備考|根拠/,
      en: /eview|ana|eason|note|Regulation/,
    }
    expect(empty.filter((heading) => !expected[locale].test(heading))).toEqual([])
    expect(row.join(' ')).toContain('山田')
    expect(row).toContain('309012345620')
  }
})

test('cells that a spreadsheet would run are disarmed', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
    const [[cell = ''] = []] = read(csvLine([`${start}1+1`], null))
    expect(cell).toBe(`'${start}1+1`)
  }
  expect(csvLine(['0123', '4'], [true, false])).toBe('"=""0123""","4"\r\n')
})

test('columns beyond the caller’s role are refused by the API, when ordered, previewed, kept and fetched', async () => {
  const developer = { cookie: (await stack.signIn(tenantId, ['DEVELOPER'])).cookie }
  const reviewer = { cookie: (await stack.signIn(tenantId, ['REVIEWER'])).cookie }
  const numbers = layout(['id', 'documentNumber'])
  expect(await orderExport(stack, developer, numbers)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await orderExport(stack, developer, layout(['note']))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await orderExport(stack, reviewer, layout(['id']))).toMatchObject({ code: 'FORBIDDEN' })
  const data = await answerTo(
    stack,
    developer,
    `query ($layout: CsvLayoutInput!) { exportPreview(layout: $layout) { ... on OperationError { code } } }`,
    { layout: { ...numbers, locale: 'ja', digitsAsText: false } },
  )
  expect(data['exportPreview']).toEqual({ code: 'FORBIDDEN' })

  const { id } = await orderExport(stack, owner, numbers)
  await reachExport(stack, owner, id, 'READY')
  expect(await addressOf(stack, developer, id)).toMatchObject({ code: 'FORBIDDEN' })
})

test('an address opens for who asked for it and for nobody else, and the file is on record', async () => {
  const second = { cookie: (await stack.signIn(tenantId, ['OWNER'])).cookie }
  const { id } = await orderExport(stack, owner, layout(['id', 'nameDeclared']))
  await reachExport(stack, owner, id, 'READY')
  const { url } = await addressOf(stack, owner, id)
  expect((await fetchAs(null, url)).status).toBe(401)
  expect((await fetchAs(second, url)).status).toBe(404)
  expect((await fetchAs(key, url)).status).toBe(404)
  const response = await fetchAs(owner, url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toMatch(/verification-sessions-\d{4}-/)
  await response.arrayBuffer()

  const events = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['action', 'actorKind', 'canonical'])
      .where('subjectId', '=', id.slice('exp_'.length))
      .orderBy('seq')
      .execute(),
  )
  expect(events.map(({ action }) => action)).toEqual([
    'export.ordered',
    'export.written',
    'export.fetched',
  ])
  expect(events.every(({ actorKind }) => actorKind === 'MEMBER')).toBe(true)
  expect(JSON.parse(events[1]?.canonical ?? '').detail).toMatchObject({
    rows: 0,
    columns: ['id', 'nameDeclared'],
  })
})

test('a broken download goes on by Range, byte by byte the same file', async () => {
  for (let i = 0; i < 5; i += 1) await openByApi(stack, key, { declared: { name: `山田 ${i}` } })
  const { id } = await orderExport(stack, owner, layout(['id', 'nameDeclared', 'createdAt']))
  await reachExport(stack, owner, id, 'READY')
  const { url } = await addressOf(stack, owner, id)
  const whole = Buffer.from(await (await fetchAs(owner, url)).arrayBuffer())
  const part = async (range: string, other = {}) => {
    const response = await fetchAs(owner, url, { range, ...other })
    return { response, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const first = await part('bytes=0-99')
  expect(first.response.status).toBe(206)
  expect(first.response.headers.get('content-range')).toBe(`bytes 0-99/${whole.length}`)
  const etag = first.response.headers.get('etag') ?? ''
  const rest = await part('bytes=100-', { 'if-range': etag })
  expect(Buffer.concat([first.bytes, rest.bytes]).equals(whole)).toBe(true)
  expect((await part('bytes=-10')).bytes.equals(whole.subarray(-10))).toBe(true)
  expect((await part(`bytes=${whole.length}-`)).response.status).toBe(416)
  // another file's mark, several ranges, nonsense: the whole file
  for (const [range, other] of [
    ['bytes=0-9', { 'if-range': '"other"' }],
    ['bytes=0-1,4-5', {}],
    ['bytes=9-2', {}],
    ['rows=0-9', {}],
  ] as const) {
    const { response, bytes } = await part(range, other)
    expect(response.status).toBe(200)
    expect(bytes.equals(whole)).toBe(true)
  }
  const head = await fetch(url, { method: 'HEAD', headers: { cookie: cookieOf(owner) } })
  expect(head.headers.get('content-length')).toBe(String(whole.length))
})

const cookieOf = (caller: Caller) => (caller && 'cookie' in caller ? caller.cookie : '')

test('a discarded export is erased, and so is one whose time is over', async () => {
  const blobs = () =>
    readdirSync(join(stack.database.folder, 'blobs'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.includes('exports'))
      .map(({ parentPath }) => parentPath)
  const { id } = await orderExport(stack, owner, layout(['id']))
  await reachExport(stack, owner, id, 'READY')
  const { url } = await addressOf(stack, owner, id)
  const uuid = id.slice('exp_'.length)
  expect(blobs().some((path) => path.includes(uuid))).toBe(true)
  const data = await answerTo(
    stack,
    owner,
    'mutation ($id: ID!) { discardExport(exportId: $id) { ... on Export { status } } }',
    { id },
  )
  expect(data['discardExport']).toEqual({ status: 'CANCELLED' })
  expect(blobs().some((path) => path.includes(uuid))).toBe(false)
  expect((await fetchAs(owner, url)).status).toBe(410)
  expect(await addressOf(stack, owner, id)).toMatchObject({ code: 'EXPORT_STATE' })

  const hasty = await prepareTenant(stack.database, { settings: { exportLifeMs: 300 } })
  const hastyOwner = { cookie: (await stack.signIn(hasty.tenantId, ['OWNER'])).cookie }
  const short = await orderExport(stack, hastyOwner, layout(['id']))
  await reachExport(stack, hastyOwner, short.id, 'EXPIRED')
  expect(blobs().some((path) => path.includes(short.id.slice('exp_'.length)))).toBe(false)
})

test('a layout is kept under its name, beside those that come with the product', async () => {
  const names = async () =>
    (await answerTo(stack, owner, '{ exportPresets { name(locale: ja) own } }'))['exportPresets']
  expect(await names()).toContainEqual({ name: '規則20条記録', own: false })
  const save = (name: string, keys: readonly string[]) =>
    answerTo(
      stack,
      owner,
      `mutation ($name: String!, $layout: CsvLayoutInput!) {
         saveExportPreset(name: $name, layout: $layout) { __typename ... on OperationError { code } } }`,
      { name, layout: { ...layout(keys), locale: 'ja' } },
    )
  await save('月次', ['id', 'status'])
  await save('月次', ['id'])
  expect((await names()).filter(({ own }: { own: boolean }) => own)).toEqual([
    { name: '月次', own: true },
  ])
  for (const [name, keys] of [
    ['', ['id']],
    ['x'.repeat(61), ['id']],
    ['a', []],
    ['a', ['id', 'id']],
    ['a', ['__proto__']],
    ['a', ['no such column']],
  ] as const) {
    expect((await save(name, keys))['saveExportPreset']).toEqual({
      __typename: 'OperationError',
      code: 'INPUT_INVALID',
    })
  }
  const data = await answerTo(
    stack,
    owner,
    'mutation { deleteExportPreset(name: "月次") { __typename } }',
  )
  expect(data['deleteExportPreset']).toEqual({ __typename: 'ExportPresets' })
  expect(await names()).not.toContainEqual({ name: '月次', own: true })
})

test('the preview shows a person’s first letter only', async () => {
  await openByApi(stack, key, { externalId: 'c-1', declared: { name: '山田 太郎' } })
  const data = await answerTo(
    stack,
    owner,
    `query ($layout: CsvLayoutInput!) { exportPreview(layout: $layout) { ... on ExportPreview { headings rows } } }`,
    { layout: { ...layout(['externalId', 'nameDeclared']), locale: 'en' } },
  )
  expect(data['exportPreview']).toEqual({
    headings: ['Customer ID', 'Name (declared)'],
    rows: [['c-1', '山●●●●']],
  })
})
