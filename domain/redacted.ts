const hidden = '<redacted>'

/** Personal data on its way: prints, serialises and inspects as `<redacted>`. */
export class Redacted<T> {
  readonly #value: T
  constructor(value: T) {
    this.#value = value
  }
  /** The value itself; rare, and easy to find. */
  reveal(): T {
    return this.#value
  }
  toString(): string {
    return hidden
  }
  toJSON(): string {
    return hidden
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return hidden
  }
}
