import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, withTenant } from '../../db/client.ts'
import { mindTheRole } from '../../db/mind-the-role.ts'
import { newId } from '../../domain/ids.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { connect, fillEveryTable, tenantTables, type Sql } from '../support/sql.ts'

let database: TestDatabase
let app: Sql
let owner: Sql
let tables: ReadonlyMap<string, string>
const [mine, theirs] = [newId(), newId()]

beforeAll(async () => {
  database = await createTestDatabase()
  app = await connect(database.url)
  owner = await connect(database.ownerUrl)
  tables = await tenantTables(owner)
  await fillEveryTable(owner, mine)
  await fillEveryTable(owner, theirs)
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await owner[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const everyTable = async <T>(ask: (table: string, column: string) => Promise<T>) => {
  const answers: Record<string, T> = {}
  for (const [table, column] of tables) answers[table] = await ask(table, column)
  return answers
}
const inEveryTable = <T>(value: T) =>
  Object.fromEntries([...tables.keys()].map((table) => [table, value]))

describe('row-level security', () => {
  test('a tenant sees its own row of every table, and no other', async () => {
    const seen = await everyTable(async (table, column) => {
      const { rows } = await app.as(mine, `select distinct ${column}::text as id from "${table}"`)
      return rows.map(({ id }) => id)
    })
    expect(seen).toEqual(inEveryTable([mine]))
    expect(tables.size).toBeGreaterThan(20)
  })

  test('a stranger sees no row of any table', async () => {
    const seen = await everyTable(
      async (table) => (await app.as(newId(), `select 1 from "${table}"`)).count,
    )
    expect(seen).toEqual(inEveryTable(0))
  })

  test('without a tenant nothing is seen, on a fresh connection and on a used one', async () => {
    const seen = () =>
      everyTable(async (table) => (await app.as(null, `select 1 from "${table}"`)).count)
    await using fresh = await connect(database.url)
    for (const table of tables.keys())
      expect((await fresh.as(null, `select 1 from "${table}"`)).count, table).toBe(0)
    await app.as(mine, 'select 1')
    expect(await seen()).toEqual(inEveryTable(0))
  })

  test('a row for another tenant is refused in every table', async () => {
    const answers = await everyTable(async (table, column) => {
      const [row] = await owner.run(
        `select to_jsonb(t) as row from "${table}" t where ${column} = $1`,
        [theirs],
      )
      const insert = `insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1)`
      return (await app.as(mine, insert, [JSON.stringify(row?.['row'])])).sqlState
    })
    expect(answers).toEqual(inEveryTable('42501'))
  })

  test("another tenant's rows can be neither changed nor deleted", async () => {
    const appendOnly = { audit_events: '42501', audit_heads: '42501' }
    const changed = await everyTable(async (table, column) => {
      const { count, sqlState } = await app.as(
        mine,
        `update "${table}" set ${column} = ${column} where ${column} = '${theirs}'`,
      )
      return sqlState ?? count
    })
    expect(changed).toEqual({ ...inEveryTable(0), audit_events: '42501' })
    const deleted = await everyTable(async (table, column) => {
      const { count, sqlState } = await app.as(
        mine,
        `delete from "${table}" where ${column} = '${theirs}'`,
      )
      return sqlState ?? count
    })
    expect(deleted).toEqual({ ...inEveryTable(0), ...appendOnly })
  })

  test('a row can not be handed to another tenant', async () => {
    const answers = await everyTable(
      async (table, column) =>
        (await app.as(mine, `update "${table}" set ${column} = '${theirs}'`)).sqlState,
    )
    expect(answers).toEqual(inEveryTable('42501'))
  })

  test('every table with a tenant has it enabled and forced', async () => {
    const rows = await owner.run(
      `select relname as name, relrowsecurity and relforcerowsecurity as forced,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polname = 'own_tenant'
            and p.polqual is not null and p.polwithcheck is not null and p.polcmd = '*') as policies
       from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    const secured = rows
      .filter(({ forced, policies }) => forced === true && policies === 1)
      .map(({ name }) => String(name))
    expect(secured.toSorted()).toEqual([...tables.keys()].toSorted())
    const others = rows.map(({ name }) => String(name)).filter((name) => !tables.has(name))
    expect(others).toEqual(['migrations'])
  })

  test('no view shows rows past it', async () => {
    const views = await owner.run(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
    )
    expect(views).toEqual([])
  })

  test('the app role is bound by it and owns nothing', async () => {
    const [role] = await app.run(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = current_user`,
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
    })
  })

  test('a process that would run as another role does not start', async () => {
    await mindTheRole(database.db)
    const other = createDatabase(database.ownerUrl, { maxConnections: 1 })
    try {
      expect(await codeOfAsync(mindTheRole(other))).toBe('FORBIDDEN')
    } finally {
      await other.destroy()
    }
  })

  test('the audit log can be added to, not changed, even by its own tenant', async () => {
    for (const statement of [
      "update audit_events set action = 'other'",
      'delete from audit_events',
      'truncate audit_events',
      'delete from audit_heads',
      'truncate audit_heads',
    ])
      expect((await app.as(mine, statement)).sqlState, statement).toBe('42501')
  })

  test('the app role can not switch it off, nor read what was migrated', async () => {
    for (const statement of [
      'alter table sessions disable row level security',
      'alter table sessions no force row level security',
      'drop policy own_tenant on sessions',
      'select * from migrations',
      "set session_replication_role = 'replica'",
      'set role postgres',
    ])
      expect((await app.as(mine, statement)).sqlState, statement).toBe('42501')
  })

  test('a tenant set in one transaction is gone in the next', async () => {
    const count = () =>
      database.db
        .selectFrom('sessions')
        .select('id')
        .execute()
        .then((rows) => rows.length)
    await withTenant(database.db, mine, (trx) => trx.selectFrom('sessions').select('id').execute())
    for (let i = 0; i < 20; i += 1) expect(await count()).toBe(0)
  })
})
