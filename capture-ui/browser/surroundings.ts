/** Where the page runs, told from what the browser says of itself. */
export interface Surroundings {
  readonly platform: 'IOS' | 'ANDROID' | 'DESKTOP'
  /** Name of the app whose inner browser this is; `''` where it does not say; null in a real browser. */
  readonly inApp: string | null
}

const apps: readonly (readonly [RegExp, string])[] = [
  [/\bLine\//i, 'LINE'],
  [/\bInstagram\b/i, 'Instagram'],
  [/\bFBA[NV]\b|\bFB_IAB\b/i, 'Facebook'],
  [/\bTwitter/i, 'X'],
  [/\bMicroMessenger\b/i, 'WeChat'],
  [/\bZalo/i, 'Zalo'],
  [/\bYJApp|\bYahoo.*AppVer/i, 'Yahoo! JAPAN'],
  [/\bTikTok|musical_ly|BytedanceWebview/i, 'TikTok'],
]

/** @param touchPoints tells an iPad, which calls itself a Macintosh */
export function readSurroundings(userAgent: string, touchPoints: number): Surroundings {
  const isIos =
    /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)
  const platform = isIos ? 'IOS' : /Android/.test(userAgent) ? 'ANDROID' : 'DESKTOP'
  const named = apps.find(([pattern]) => pattern.test(userAgent))
  if (named !== undefined) return { platform, inApp: named[1] }
  // Android's WebView says `; wv)`; an iOS WebView has neither Safari's version nor another browser's name.
  const isWebView =
    /; wv\)/.test(userAgent) ||
    (isIos && !/Version\/|CriOS|FxiOS|EdgiOS/.test(userAgent) && /AppleWebKit/.test(userAgent))
  return { platform, inApp: isWebView ? '' : null }
}

/** An address that opens the link in the phone's real browser; null where there is no such address. */
export function outsideAddress(link: string, { platform, inApp }: Surroundings): string | null {
  if (inApp === 'LINE') {
    const url = new URL(link)
    // LINE's own switch for its inner browser.
    url.searchParams.set('openExternalBrowser', '1')
    return url.href
  }
  if (platform === 'ANDROID') {
    const { host, pathname, search, protocol } = new URL(link)
    return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};action=android.intent.action.VIEW;end`
  }
  if (platform === 'IOS') return link.replace(/^https:/, 'x-safari-https:')
  return null
}
