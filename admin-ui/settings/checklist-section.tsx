import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Stack, Typography } from '@mui/material'
import { checklistSchema, type ChecklistItem } from '../../domain/checklist.ts'
import { SaveChecklistDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { useWords } from '../words/use-words.ts'
import { ChecklistItemForm } from './checklist-item-form.tsx'
import { SectionForm } from './section-form.tsx'
import type { SectionProps } from './section-table.ts'
import { useSectionDraft } from './use-section-draft.ts'

const mostItems = 30

/** What reviewers confirm before they resolve a case. */
export function ChecklistSection({ tenant }: SectionProps) {
  const { t } = useWords()
  const mayWrite = useMayDo('leadReviews')
  const words = t.settings.checklist
  const section = useSectionDraft<{ items: ChecklistItem[] }>(
    { items: tenant.checklist },
    tenant.checklistVersion,
    async ({ items }, expectedVersion) =>
      (await run(SaveChecklistDocument, { items, expectedVersion })).saveChecklist,
  )
  const { items } = section.draft
  const edit = (next: ChecklistItem[]) => section.edit({ items: next })
  const move = (from: number, to: number) => {
    const item = items[from]
    if (item) edit(items.toSpliced(from, 1).toSpliced(to, 0, item))
  }
  return (
    <SectionForm
      help={words.help}
      section={section}
      sound={checklistSchema.safeParse(items).success}
      mayWrite={mayWrite}
      readOnly={t.settings.readOnlyLead}
    >
      {items.length === 0 && (
        <Typography color="text.secondary" sx={{ py: 3 }}>
          {words.empty}
        </Typography>
      )}
      <Stack component="ol" spacing={2} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {items.map((item, i) => (
          <ChecklistItemForm
            key={item.id}
            number={i + 1}
            item={item}
            mayWrite={mayWrite}
            onItem={(next) => edit(items.with(i, next))}
            onRemove={() => edit(items.toSpliced(i, 1))}
            onUp={i > 0 ? () => move(i, i - 1) : null}
            onDown={i < items.length - 1 ? () => move(i, i + 1) : null}
          />
        ))}
      </Stack>
      {mayWrite && (
        <Button
          startIcon={<AddIcon />}
          sx={{ mt: 2 }}
          disabled={items.length >= mostItems}
          onClick={() => edit([...items, freshItem()])}
        >
          {items.length >= mostItems ? words.most : words.add}
        </Button>
      )}
    </SectionForm>
  )
}

const freshItem = (): ChecklistItem => ({
  id: `item-${crypto.randomUUID().slice(0, 8)}`,
  ja: '',
  en: '',
  noteRequired: false,
  methods: [],
  documents: [],
  resolutions: ['APPROVE', 'DECLINE'],
})
