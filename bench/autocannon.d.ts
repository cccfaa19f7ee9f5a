/** What lists.ts uses of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly requests: readonly {
      readonly method: string
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }[]
  }
  interface Running extends PromiseLike<{ readonly errors: number; readonly timeouts: number }> {
    on(
      event: 'response',
      listener: (client: object, status: number, bytes: number, tookMs: number) => void,
    ): void
  }
  export default function autocannon(options: Options): Running
}
