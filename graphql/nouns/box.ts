import type { CardBox } from '../../domain/geometry.ts'
import { builder } from '../builder.ts'

export const BoxRef = builder.objectRef<CardBox>('Box').implement({
  fields: (t) => ({
    x0: t.exposeFloat('x0'),
    y0: t.exposeFloat('y0'),
    x1: t.exposeFloat('x1'),
    y1: t.exposeFloat('y1'),
  }),
})
