/** One message of a `text/event-stream`. */
export interface ServerEvent {
  readonly event: string
  readonly data: string
}

export interface EventStreamState {
  readonly rest: string
}
export const emptyStream: EventStreamState = { rest: '' }

/** Takes the next piece of text: the messages it completes, and what remains for the next piece. */
export function readEventStream(
  { rest }: EventStreamState,
  piece: string,
): { readonly state: EventStreamState; readonly events: readonly ServerEvent[] } {
  const blocks = `${rest}${piece.replaceAll('\r\n', '\n')}`.split('\n\n')
  const unfinished = blocks.pop() ?? ''
  return {
    state: { rest: unfinished },
    events: blocks.map(eventOf).filter((each) => each !== null),
  }
}

function eventOf(block: string): ServerEvent | null {
  const lines = block.split('\n')
  const valuesOf = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
  const [event] = valuesOf('event')
  // a comment (": keep alive") is no message
  if (event === undefined && valuesOf('data').length === 0) return null
  return { event: event ?? 'message', data: valuesOf('data').join('\n') }
}
