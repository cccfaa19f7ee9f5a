import { Navigate } from 'react-router-dom'
import { maySee } from '../auth/access.ts'
import { useRoles } from '../auth/use-viewer.ts'
import { menuTable } from './menu-table.ts'

/** Everybody begins with the first thing that their roles may see. */
export function Home() {
  const roles = useRoles()
  const first = menuTable.find(({ area }) => maySee(area, roles))
  return <Navigate to={first?.to ?? '/account'} replace />
}
