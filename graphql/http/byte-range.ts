export type AskedRange =
  | { readonly kind: 'WHOLE' }
  | { readonly kind: 'PART'; readonly from: number; readonly to: number }
  | { readonly kind: 'UNSATISFIABLE' }

/**
 * What a Range header asks for (RFC 9110 §14.2): one range of bytes. Several, or what is no range, mean the whole file.
 * @param ifRange the If-Range header: a range of another file than `etag` is not given
 * @returns both ends inclusive
 */
export function readRange(
  range: string | undefined,
  ifRange: string | undefined,
  { size, etag }: { readonly size: number; readonly etag: string },
): AskedRange {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '')
  if (!found || (ifRange !== undefined && ifRange !== etag)) return { kind: 'WHOLE' }
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return { kind: 'WHOLE' }
  // `-500`: the last 500
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return { kind: 'WHOLE' }
  if (from >= size || to < from) return { kind: 'UNSATISFIABLE' }
  return { kind: 'PART', from, to }
}
