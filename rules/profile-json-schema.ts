import { z } from 'zod'
import { profileObject } from './profile-schema.ts'

/** JSON Schema (draft 2020-12) of a profile as it is written by hand; what the linter says of its meaning is not in it. */
export const profileJsonSchema = z.toJSONSchema(profileObject, { io: 'input' })
