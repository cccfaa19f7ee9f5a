import { useQuery } from '@tanstack/react-query'
import type { Role } from '../../domain/roles.ts'
import { mayDo, type Deed } from './access.ts'
import { staffViewer, type StaffViewer } from './viewer.ts'

/** Null until it is known. */
export const useViewer = (): StaffViewer | null =>
  useQuery({ queryKey: ['viewer'], queryFn: staffViewer, staleTime: Infinity, retry: false })
    .data ?? null

export const useRoles = (): readonly Role[] => useViewer()?.roles ?? []

export const useMayDo = (deed: Deed): boolean => mayDo(deed, useRoles())
