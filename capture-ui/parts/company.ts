import { createContext, useEffect } from 'react'
import { brandShades } from '../../domain/contrast.ts'
import type { Session } from '../api/capture-api.ts'

/** Whose applicants these are; null until it is known. */
export const CompanyContext = createContext<Pick<Session, 'tenantName' | 'branding'> | null>(null)

/** Gives the page the company's colour, as far as it can be read on the present ground. */
export function useColour(colour: string | null): void {
  useEffect(() => {
    const { style } = document.documentElement
    if (colour === null) return clear(style)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const paint = () => {
      const { base, press, on } = brandShades(colour)[dark.matches ? 'dark' : 'light']
      style.setProperty('--indigo', base)
      style.setProperty('--indigo-press', press)
      style.setProperty('--on-indigo', on)
    }
    paint()
    dark.addEventListener('change', paint)
    return () => {
      dark.removeEventListener('change', paint)
      clear(style)
    }
  }, [colour])
}

function clear(style: CSSStyleDeclaration): void {
  for (const name of ['--indigo', '--indigo-press', '--on-indigo']) style.removeProperty(name)
}
