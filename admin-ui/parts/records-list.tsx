import { Card } from '@mui/material'
import type { ReactNode } from 'react'
import { ListBase, Pagination, useListContext, type RaRecord } from 'react-admin'
import { useWords } from '../words/use-words.ts'
import type { PersonSearched } from './person-searches.ts'
import { EmptyState, ErrorState, LoadingState } from './states.tsx'
import { Page } from './page.tsx'

/** A list of a resource with its states: loading, failed, empty, filtered to nothing. */
export function RecordsList({
  resource,
  title,
  actions,
  filters,
  empty,
  refetchMs,
  perPage = 25,
  search,
  children,
}: {
  readonly resource: string
  readonly title: string
  readonly actions?: ReactNode
  readonly filters?: ReactNode
  readonly empty: ReactNode
  readonly refetchMs?: number
  readonly perPage?: number
  /** Whom somebody looks for: beside the filters, since those stand in the address. */
  readonly search?: PersonSearched
  readonly children: ReactNode
}) {
  return (
    <ListBase
      resource={resource}
      perPage={perPage}
      {...(search && search.text.trim() !== '' ? { filter: { search } } : {})}
      disableSyncWithLocation={false}
      queryOptions={{
        retry: false,
        ...(refetchMs === undefined ? {} : { refetchInterval: refetchMs }),
      }}
    >
      <Page title={title} actions={actions}>
        {filters}
        <Card>
          <Content empty={empty} searching={search !== undefined && search.text.trim() !== ''}>
            {children}
          </Content>
        </Card>
      </Page>
    </ListBase>
  )
}

function Content({
  empty,
  searching,
  children,
}: {
  readonly empty: ReactNode
  readonly searching: boolean
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const { isPending, error, data, refetch, filterValues, page } = useListContext<RaRecord>()
  if (isPending) return <LoadingState />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.length === 0 && page === 1) {
    const filtered = searching || Object.keys(filterValues ?? {}).length > 0
    return <EmptyState>{filtered ? t.app.noMatch : empty}</EmptyState>
  }
  return (
    <>
      {children}
      <Pagination rowsPerPageOptions={[25, 50, 100]} />
    </>
  )
}
