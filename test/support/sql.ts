import pg from 'pg'

type Row = Readonly<Record<string, unknown>>

/** Plain SQL by one connection of whatever role: what no function of the product would do. */
export interface Sql extends AsyncDisposable {
  run(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** Payloads that are notified on the channel from now on, in a list that grows. */
  listen(channel: string): Promise<readonly string[]>
  /** In a transaction that is rolled back, as this tenant (none: null). @returns rows, or SQLSTATE of the failure */
  as(tenantId: string | null, statement: string, values?: readonly unknown[]): Promise<Answer>
}

export interface Answer {
  readonly rows: readonly Row[]
  readonly count: number
  readonly sqlState: string | null
}

export async function connect(url: string): Promise<Sql> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    run: async (statement, values = []) => (await client.query<Row>(statement, [...values])).rows,
    async listen(channel) {
      const heard: string[] = []
      client.on('notification', ({ payload }) => heard.push(payload ?? ''))
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      return heard
    },
    async as(tenantId, statement, values = []) {
      await client.query('begin')
      try {
        if (tenantId !== null)
          await client.query("select set_config('app.tenant_id', $1, true)", [tenantId])
        const { rows, rowCount } = await client.query<Row>(statement, [...values])
        return { rows, count: rowCount ?? 0, sqlState: null }
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error
        return { rows: [], count: 0, sqlState: error.code ?? 'UNKNOWN' }
      } finally {
        await client.query('rollback')
      }
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}

/** Tables of the schema public that hold rows of tenants, with the column that names the tenant. */
export async function tenantTables(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.run(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
    order by 1`)
  return new Map([
    ['tenants', 'id'],
    ...rows.map(({ name }): [string, string] => [String(name), 'tenant_id']),
  ])
}

/**
 * One row of invented values in every table, foreign keys aside: by the catalogue, so that a table that is added
 * tomorrow has one too. The connection must be a superuser's.
 */
export async function fillEveryTable(sql: Sql, tenantId: string): Promise<void> {
  await sql.run("set session_replication_role = 'replica'")
  for (const [table, tenantColumn] of await tenantTables(sql)) {
    const columns = await sql.run(
      `select a.attname as name, a.atttypid::regtype::text as type,
         (select (regexp_match(pg_get_constraintdef(k.oid), '''([A-Z_]+)'''))[1] from pg_constraint k
          where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]) as word
       from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
      [table],
    )
    const values = columns.map(({ name, type, word }) =>
      name === tenantColumn ? '$1::uuid' : (word && `'${String(word)}'`) || invented(String(type)),
    )
    const names = columns.map(({ name }) => `"${String(name)}"`)
    await sql.run(
      `insert into "${table}" (${names.join(', ')}) values (${values.join(', ')})
       on conflict do nothing`,
      [tenantId],
    )
  }
  await sql.run("set session_replication_role = 'origin'")
}

function invented(type: string): string {
  const values: Readonly<Record<string, string>> = {
    uuid: 'gen_random_uuid()',
    text: "'x' || gen_random_uuid()",
    'text[]': "'{}'",
    bytea: "decode(replace(gen_random_uuid()::text, '-', ''), 'hex')",
    integer: '1',
    bigint: '1',
    boolean: 'true',
    jsonb: "'{}'",
    'timestamp with time zone': 'now()',
  }
  const value = values[type]
  if (!value) throw new Error(`${type}: say here how a value of this type looks`)
  return value
}
