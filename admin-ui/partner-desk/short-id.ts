/** The end of an id, by which people speak of a case; its beginning is a time, and the same for many. */
export const shortId = (id: string): string => id.slice(-8)
