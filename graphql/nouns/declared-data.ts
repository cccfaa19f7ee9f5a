import type { Session } from '../../db/reads/sessions.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import { kindOfField, maskText, personalKinds } from '../../domain/personal-data.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { PersonalKindEnum } from '../enums.ts'
import { openDeclared } from '../session-seal.ts'
import { sightOf, type Sight } from '../sight.ts'

interface SeenDeclared {
  readonly sessionId: string
  readonly declared: DeclaredData
  readonly sight: Sight
}

export const DeclaredDataRef = builder.objectRef<SeenDeclared>('DeclaredData').implement({
  description: 'What was declared; of what is masked, a beginning.',
  fields: (t) => ({
    name: t.string({
      nullable: true,
      resolve: (seen, _args, context) => show(context, seen, 'name'),
    }),
    nameKana: t.string({
      nullable: true,
      resolve: (seen, _args, context) => show(context, seen, 'nameKana'),
    }),
    birthDate: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where it is masked, too.',
      resolve: (seen, _args, context) =>
        seen.sight.open('BIRTH_DATE') ? show(context, seen, 'birthDate') : null,
    }),
    address: t.string({
      nullable: true,
      resolve: (seen, _args, context) => show(context, seen, 'address'),
    }),
    masked: t.field({
      type: [PersonalKindEnum],
      complexity: 1,
      description: 'Of which kinds there is more than is shown.',
      resolve: ({ declared, sight }) => {
        const there = new Set(Object.keys(declared).map(kindOfDeclared))
        return personalKinds.filter((kind) => there.has(kind) && !sight.open(kind))
      },
    }),
  }),
})

/** What the caller sees of what was declared. Null: nothing was, or they see nothing of it. */
export async function seeDeclared(
  context: Context,
  session: Session,
): Promise<SeenDeclared | null> {
  const sight = await sightOf(context, session.id)
  if (!sight.masked && personalKinds.every((kind) => sight.open(kind) === null)) return null
  const declared = await openDeclared(context.dependencies.keyring, session)
  return declared && { sessionId: session.id, declared, sight }
}

async function show(
  context: Context,
  { sessionId, declared, sight }: SeenDeclared,
  key: keyof DeclaredData,
): Promise<string | null> {
  const text = declared[key]
  if (text === undefined) return null
  const kind = kindOfDeclared(key)
  const grounds = sight.open(kind)
  if (!grounds) return sight.masked ? maskText(kind, text) : null
  await context.note(sessionId, grounds, kind)
  return text
}

const kindOfDeclared = (key: string) => kindOfField(key === 'nameKana' ? 'name' : key)
