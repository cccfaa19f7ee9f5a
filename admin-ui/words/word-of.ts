/** The words of a code that came from the server; a newer server's unknown code stands for itself. */
export function wordOf(table: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(table, code) ? table[code] : undefined) ?? code
}
