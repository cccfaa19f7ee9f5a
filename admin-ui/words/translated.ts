/** The same shape in another language: texts, and functions that give texts. */
export type Translated<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends string
    ? string
    : Shape[Key] extends (...parameters: infer Parameters) => string
      ? (...parameters: Parameters) => string
      : Translated<Shape[Key]>
}
