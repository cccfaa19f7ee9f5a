import { lazy, type ComponentType } from 'react'

/** A page whose script the browser fetches when someone first goes there. The layout shows that it is loading. */
export const lazyPage = <Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
) => lazy(async () => ({ default: (await load())[name] }))
