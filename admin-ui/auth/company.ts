/** Where the staff of the company begin that was last signed in to from this browser; null: it has no accounts of its own. */
export function companySignIn(): string | null {
  const id = localStorage.getItem(storageKey)
  return id !== null && /^ten_[0-9a-f-]+$/.test(id) ? `/sso/${id}` : null
}

/** @param tenantId of a company that has a provider to sign in with */
export function rememberCompany(tenantId: string | null): void {
  if (tenantId === null) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, tenantId)
}

const storageKey = 'kakunin.company'
