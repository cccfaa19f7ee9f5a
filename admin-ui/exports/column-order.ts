/** The one at this place changes places with the one before it. */
export const movedUp = (keys: readonly string[], place: number): string[] => {
  const moved = keys[place]
  return place < 1 || moved === undefined
    ? [...keys]
    : [
        ...keys.slice(0, place - 1),
        moved,
        ...keys.slice(place - 1, place),
        ...keys.slice(place + 1),
      ]
}
