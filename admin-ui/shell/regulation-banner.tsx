import { Alert } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../api/run.ts'
import { slotsByMethod } from '../../domain/method.ts'
import { dayInJapan } from '../../domain/japan-days.ts'
import { RegulationDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { formatDay } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { regulationNotices } from './regulation-notices.ts'

/** Says early when the law ends a method that runs here; hidden, it comes back the next day. */
export function RegulationBanner() {
  const { t, locale } = useWords()
  const today = dayInJapan(new Date())
  const [hiddenOn, setHiddenOn] = useState(() => localStorage.getItem(storageKey))
  const { data } = useQuery({
    queryKey: ['regulation', today],
    queryFn: async () => (await run(RegulationDocument, {})).regulation,
    staleTime: Infinity,
  })
  const notices = regulationNotices(data ?? [], Object.keys(slotsByMethod), today)
  if (hiddenOn === today || notices.length === 0) return null
  const hide = () => {
    localStorage.setItem(storageKey, today)
    setHiddenOn(today)
  }
  return (
    <>
      {notices.map((notice) => (
        <Alert
          key={notice.method}
          severity={notice.kind === 'ENDED' ? 'error' : 'warning'}
          sx={{ borderRadius: 0, py: 0, alignItems: 'center' }}
          onClose={hide}
          closeText={t.regulation.hide}
        >
          {notice.kind === 'ENDED'
            ? t.regulation.ended(notice.label)
            : t.regulation.ends(notice.label, formatDay(notice.endsOn, locale), notice.daysLeft)}
        </Alert>
      ))}
    </>
  )
}

const storageKey = 'kakunin.regulation-hidden-on'
