import { useCallback } from 'react'
import { unitWords } from '../../../rules/phrases.ts'
import type { ThresholdName, ThresholdValue } from '../../../rules/threshold-advice.ts'
import { thresholdTable } from '../../../rules/thresholds.ts'
import { useWords } from '../../words/use-words.ts'

/** A value of a threshold in words: 0.6, 30日, 高. */
export function useValuePhrase(name: ThresholdName): (value: ThresholdValue) => string {
  const { locale } = useWords()
  return useCallback(
    (value) => {
      const row = thresholdTable[name]
      if (row.kind === 'ENUM') return row.values[String(value)]?.[locale] ?? String(value)
      return row.kind === 'NUMBER' ? `${value}${unitWords[row.unit][locale]}` : String(value)
    },
    [name, locale],
  )
}
