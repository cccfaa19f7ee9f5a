/** From when on a due time is shown as near. */
export const dueSoonMs = 10 * 60_000
/** From when on the end of a reservation is shown as near. */
export const leaseSoonMs = 2 * 60_000
