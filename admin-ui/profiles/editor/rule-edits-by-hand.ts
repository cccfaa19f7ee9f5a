import { useEffect, useMemo, useRef, useState, type DragEvent } from 'react'
import { addRule, duplicateRule, moveRule, removeRule, setRule } from '../rule-edits.ts'
import type { CheckProfile, Rule } from '../../../rules/profile-schema.ts'
import { useWords } from '../../words/use-words.ts'
import type { Draft } from './use-draft.ts'

/** Where the focus goes on after a change. */
type RulePart = 'title' | 'up' | 'down' | 'place'

export interface RuleMove {
  readonly from: number
  /** From 0; beyond the ends: the end. */
  readonly to: number
  readonly name: string
  readonly count: number
  readonly focus: RulePart | null
}

/** What is done to rules by hand; the functions stay the same, so that a card is drawn anew only where it changed. */
export interface RuleEdits {
  readonly toggle: (id: string) => void
  readonly change: (index: number, rule: Rule, typedIn?: string) => void
  readonly rename: (index: number, rule: Rule, id: string) => void
  readonly move: (move: RuleMove) => void
  readonly copy: (index: number) => void
  readonly remove: (index: number, count: number) => void
  readonly drag: (
    event: DragEvent,
    rule: Pick<RuleMove, 'name' | 'count'> & { index: number },
  ) => void
  readonly dragOver: (event: DragEvent, index: number) => void
  readonly dragEnd: () => void
  readonly drop: (event: DragEvent, index: number) => void
}

export function useRuleEdits({ edit }: Pick<Draft, 'edit'>) {
  const { t } = useWords()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [told, setTold] = useState('')
  const focusNext = useRef<string | null>(null)
  const dragged = useRef<(Pick<RuleMove, 'name' | 'count'> & { index: number }) | null>(null)
  // a moved element loses the focus; whoever works by keyboard goes on where they were
  useEffect(() => {
    const wanted = focusNext.current
    focusNext.current = null
    if (wanted) document.querySelector<HTMLElement>(`#${wanted}`)?.focus()
  })
  const edits = useMemo<RuleEdits>(() => {
    const move = ({ from, to, name, count, focus }: RuleMove) => {
      const place = Math.min(Math.max(to, 0), count - 1)
      if (focus) {
        const atEnd = (place === 0 && focus === 'up') || (place === count - 1 && focus === 'down')
        focusNext.current = `rule-${place}-${atEnd ? 'title' : focus}`
      }
      edit((profile) => moveRule(profile, from, place))
      setTold(t.profiles.moved(name, place + 1, count))
    }
    const markOf = (event: DragEvent) => {
      const { top, height } = event.currentTarget.getBoundingClientRect()
      return event.clientY < top + height / 2 ? 'before' : 'after'
    }
    const unmark = () =>
      document
        .querySelectorAll('[data-drop]')
        .forEach((element) => element.removeAttribute('data-drop'))
    return {
      toggle: (id) =>
        setOpen((before) =>
          before.has(id)
            ? new Set([...before].filter((each) => each !== id))
            : new Set([...before, id]),
        ),
      change: (index, rule, typedIn) => edit((profile) => setRule(profile, index, rule), typedIn),
      rename: (index, rule, id) => {
        edit((profile) => setRule(profile, index, { ...rule, id }))
        setOpen((before) => new Set([...before, id]))
      },
      move,
      copy: (index) => edit((profile) => duplicateRule(profile, index)),
      remove: (index, count) => {
        focusNext.current = `rule-${Math.min(index, count - 2)}-title`
        edit((profile) => removeRule(profile, index))
      },
      drag: (event, rule) => {
        dragged.current = rule
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', rule.name)
      },
      dragOver: (event, index) => {
        if (!dragged.current) return
        event.preventDefault()
        unmark()
        if (index !== dragged.current.index) {
          event.currentTarget.setAttribute('data-drop', markOf(event))
        }
      },
      dragEnd: () => {
        unmark()
        dragged.current = null
      },
      drop: (event, index) => {
        const rule = dragged.current
        if (!rule) return
        event.preventDefault()
        const gap = markOf(event) === 'before' ? index : index + 1
        unmark()
        dragged.current = null
        const to = gap > rule.index ? gap - 1 : gap
        if (to !== rule.index) {
          move({ from: rule.index, to, name: rule.name, count: rule.count, focus: null })
        }
      },
    }
  }, [edit, t])

  const add = (profile: CheckProfile) => {
    const next = addRule(profile, t.profiles.newRule)
    edit(() => next)
    const [made] = next.rules
    if (made) setOpen((before) => new Set([...before, made.id]))
    focusNext.current = 'rule-0-title'
  }
  return { open, told, edits, add }
}
