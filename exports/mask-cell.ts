/** What a preview shows of something personal: its first letter, and that there is more. */
export const maskCell = (cell: string): string => {
  const [first = '', ...rest] = cell
  return first + '●'.repeat(Math.min(rest.length, 5))
}
