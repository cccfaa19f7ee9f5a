/** Associated data of a sealed cell: moved to another tenant, row or column, it no longer opens. */
export const cellAad = (tenantId: string, table: string, rowId: string, column: string): string =>
  `${tenantId}|${table}|${rowId}|${column}`

/** Associated data of a sealed blob: tenant, session and what it shows. */
export const blobAad = (tenantId: string, sessionId: string, kind: string, name: string): string =>
  `${tenantId}|${sessionId}|${kind}|${name}`
