import { OwnLoginsDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'

/** The devices on which one is signed in, as a query. */
export const ownLogins = {
  queryKey: ['ownLogins'],
  queryFn: async () => (await run(OwnLoginsDocument, {})).ownLogins,
  retry: false,
}
