import { Box, Slider, Tab, Tabs } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import type { DeskCase } from './use-desk-case.ts'

type Picture = DeskCase['pictures'][number]

/** One picture at a time; the frames of a film one after the other. */
export function DeskPictures({ pictures }: { readonly pictures: readonly Picture[] }) {
  const { t, locale } = useWords()
  const [slot, setSlot] = useState(pictures[0]?.slot ?? 'FRONT')
  const [frame, setFrame] = useState(1)
  const picture = pictures.find((each) => each.slot === slot)
  const url = picture?.urls[Math.min(frame, picture.urls.length) - 1]
  return (
    <Box>
      <Tabs
        value={slot}
        onChange={(_event, next: Picture['slot']) => setSlot(next)}
        aria-label={t.desk.pictures}
      >
        {pictures.map((each) => (
          <Tab key={each.slot} value={each.slot} label={slotWords[locale][each.slot]} />
        ))}
      </Tabs>
      {picture && picture.urls.length > 1 && (
        <Slider
          size="small"
          min={1}
          max={picture.urls.length}
          value={Math.min(frame, picture.urls.length)}
          onChange={(_event, next) => setFrame(next)}
          getAriaValueText={(number) => t.desk.frame(number, picture.urls.length)}
          aria-label={t.desk.frame(frame, picture.urls.length)}
        />
      )}
      {url !== undefined && <Shown url={url} name={slotWords[locale][slot]} />}
    </Box>
  )
}

/** The bytes as they were given out: the address is good for minutes, and each view is on record. */
function Shown({ url, name }: { readonly url: string; readonly name: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['partnerPicture', url],
    queryFn: async () => {
      const response = await fetch(url)
      if (!response.ok) throw new ApiError('NOT_FOUND', response.status)
      return dataUrl(await response.blob())
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  if (isPending) return <LoadingState />
  if (data === undefined) return <ErrorState error={error} />
  return (
    <Box
      component="img"
      src={data}
      alt={name}
      sx={{ display: 'block', width: '100%', maxHeight: '68vh', objectFit: 'contain', mt: 1 }}
    />
  )
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') resolve(reader.result)
    })
    reader.addEventListener('error', () => reject(new ApiError('NETWORK', 0)))
    reader.readAsDataURL(blob)
  })
