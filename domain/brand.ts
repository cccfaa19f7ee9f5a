declare const brand: unique symbol

/** A primitive that only its parser can make: `Brand<string, 'SessionId'>` is a string at run time. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
