import { parseCookie } from './parse-cookie.ts'

/** Where the cookie of a capture lives: `__Host-` binds it to this very host, which browsers grant to https only. */
export const captureCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-kakunin-capture' : 'kakunin-capture'

/** Set-Cookie of a capture device. @param maxAgeMs how long the browser keeps it */
export function captureCookie(publicUrl: string, token: string, maxAgeMs: number): string {
  return [
    `${captureCookieName(publicUrl)}=${token}`,
    'Path=/',
    `Max-Age=${Math.floor(maxAgeMs / 1000)}`,
    'HttpOnly',
    // Lax: the link is opened from mail and chat apps, and must arrive with the cookie it has just been given
    'SameSite=Lax',
    ...(publicUrl.startsWith('https:') ? ['Secure'] : []),
  ].join('; ')
}

export const readCaptureCookie = (publicUrl: string, header: string | null): string | null =>
  header === null ? null : parseCookie(header, captureCookieName(publicUrl))
