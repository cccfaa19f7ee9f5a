import { GraphQLError } from 'graphql'
import { z } from 'zod'
import { builder } from './builder.ts'

const instant = z.iso.datetime({ offset: true })
const day = z.iso.date()

const wrong = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'INPUT_INVALID' } })

builder.scalarType('DateTime', {
  serialize: (value) => value.toISOString(),
  parseValue(value) {
    const text = instant.safeParse(value)
    if (!text.success) throw wrong('DateTime: expected ISO 8601 with an offset')
    return new Date(text.data)
  },
})

builder.scalarType('Date', {
  serialize: (value) => value,
  parseValue(value) {
    const text = day.safeParse(value)
    if (!text.success) throw wrong('Date: expected YYYY-MM-DD')
    return text.data
  },
})

builder.scalarType('JSON', { serialize: (value) => value, parseValue: (value) => value })
