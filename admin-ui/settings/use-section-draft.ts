import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { codeOf, expectSuccess } from '../api/api-error.ts'
import { useWords } from '../words/use-words.ts'
import { settingsKey, type TenantParts } from './use-settings.ts'

type Saved =
  | ({ readonly __typename: 'Tenant' } & TenantParts)
  | { readonly __typename: 'OperationError' }

export interface SectionDraft<Draft> {
  readonly draft: Draft
  readonly edit: (change: Partial<Draft>) => void
  readonly replace: (draft: Draft) => void
  readonly dirty: boolean
  readonly busy: boolean
  /** Somebody else saved the section since this draft was begun. */
  readonly stale: boolean
  readonly takeTheirs: () => void
  readonly keepMine: () => void
  readonly save: () => Promise<void>
}

/**
 * A section as it is being edited. What was typed stays until it is saved or let go, also when others save meanwhile.
 * @param stored the section as the server has it, and its version
 */
export function useSectionDraft<Draft extends object>(
  stored: Draft,
  version: number,
  send: (draft: Draft, expectedVersion: number) => Promise<Saved>,
): SectionDraft<Draft> {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const [begun, setBegun] = useState({ version, text: JSON.stringify(stored) })
  const [draft, setDraft] = useState(stored)
  const [busy, setBusy] = useState(false)
  const dirty = JSON.stringify(draft) !== begun.text
  const take = () => {
    setBegun({ version, text: JSON.stringify(stored) })
    setDraft(stored)
  }
  const moved = version !== begun.version
  // nobody has typed anything: the newest is shown
  if (moved && !dirty) take()
  return {
    draft,
    edit: (change) => setDraft((before) => ({ ...before, ...change })),
    replace: setDraft,
    dirty,
    busy,
    stale: moved && dirty,
    takeTheirs: take,
    keepMine: () => setBegun({ version, text: JSON.stringify(stored) }),
    async save() {
      setBusy(true)
      try {
        const { __typename: _, ...tenant } = expectSuccess(await send(draft, begun.version))
        // the draft is now what is stored, whatever form the server gave it
        setBegun({ version: begun.version, text: JSON.stringify(draft) })
        client.setQueryData(settingsKey, tenant)
        notify(t.settings.saved, { type: 'success' })
      } catch (error) {
        const code = codeOf(error)
        if (code === 'SETTINGS_STALE') await client.invalidateQueries({ queryKey: settingsKey })
        else notify(t.errors[code], { type: 'error' })
      } finally {
        setBusy(false)
      }
    },
  }
}
