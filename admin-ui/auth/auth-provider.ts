import type { AuthProvider } from 'react-admin'
import { codeOf } from '../api/api-error.ts'
import { confirmBackupCode, confirmTotp, signIn, signOut } from './logins.ts'
import { forgetSearches } from '../parts/person-searches.ts'
import { forgetViewer, staffViewer } from './viewer.ts'

/** What the login page hands over: the first step, then the second where one is asked. */
export type LoginInput =
  | { readonly step: 'PASSWORD'; readonly email: string; readonly password: string }
  | { readonly step: 'TOTP'; readonly code: string }
  | { readonly step: 'BACKUP_CODE'; readonly code: string }

/** Thrown by `login` where the password was right and a second factor is asked; the login page goes on with it. */
export class TotpAsked extends Error {
  override readonly name = 'TotpAsked'
}

export const authProvider: AuthProvider = {
  async login(input: LoginInput) {
    if (input.step === 'TOTP') await confirmTotp(input.code)
    else if (input.step === 'BACKUP_CODE') await confirmBackupCode(input.code)
    else if ((await signIn(input.email, input.password)) === 'TOTP') throw new TotpAsked()
    forgetViewer()
    await staffViewer()
  },
  async logout() {
    forgetViewer()
    forgetSearches()
    // signed out already, or no server: the login page is right either way
    await signOut().catch(() => null)
  },
  async checkAuth() {
    await staffViewer()
  },
  async checkError(error: unknown) {
    if (codeOf(error) !== 'UNAUTHENTICATED') return
    forgetViewer()
    throw error
  },
  async getIdentity() {
    const { id, displayName } = await staffViewer()
    return { id, fullName: displayName }
  },
  getPermissions: async () => (await staffViewer()).roles,
}
