import type { Place } from './check';

/** What an expectation may be made of: a plain value, a matcher, or a partial object of those. */
export type Shape = Scalar | Matcher | { readonly [key: string]: Shape };

type Scalar = string | number | boolean | null;

/** The signs of the exercise tables, as data. */
export type Matcher =
  | { readonly is: 'matches'; readonly pattern: RegExp }
  | { readonly is: 'contains'; readonly value: string }
  | { readonly is: 'lacks'; readonly value: string }
  | { readonly is: 'oneOf'; readonly values: readonly Scalar[] }
  | { readonly is: 'atLeast'; readonly value: number }
  | { readonly is: 'atMost'; readonly value: number }
  | { readonly is: 'atLeastVersion'; readonly value: string }
  | { readonly is: 'lines'; readonly pattern: RegExp; readonly min: number; readonly max: number }
  | { readonly is: 'includes'; readonly values: readonly Scalar[] }
  | { readonly is: 'exactly'; readonly values: readonly Scalar[] }
  | { readonly is: 'every'; readonly shape: Shape }
  | { readonly is: 'count'; readonly shape: Shape; readonly min: number; readonly max: number }
  | { readonly is: 'sequence'; readonly shapes: readonly Shape[] }
  | { readonly is: 'not'; readonly shape: Shape }
  | { readonly is: 'anyOf'; readonly shapes: readonly Shape[] }
  | { readonly is: 'allOf'; readonly shapes: readonly Shape[] }
  | { readonly is: 'secret'; readonly shape: Shape }
  | { readonly is: 'absent' }
  | { readonly is: 'exists' }
  | { readonly is: 'some'; readonly shape: Shape }
  | { readonly is: 'none'; readonly shape: Shape }
  | { readonly is: 'last'; readonly of: Shape; readonly shape: Shape }
  | { readonly is: 'image'; readonly repository: string }
  | { readonly is: 'sameAs'; readonly place: Place }
  | { readonly is: 'differs'; readonly place: Place }
  | { readonly is: 'beginsWith'; readonly place: Place }
  | { readonly is: 'laterThan'; readonly place: Place }
  | { readonly is: 'hasLineOf'; readonly place: Place }
  | { readonly is: 'holdsTextOf'; readonly place: Place }
  | { readonly is: 'timesAtLeast'; readonly place: Place; readonly value: number }
  | { readonly is: 'hides'; readonly place: Place };

/** A text that fits the pattern. */
export const matches = (pattern: RegExp): Matcher => ({ is: 'matches', pattern });
/** A text with this part, a list with this element, or an object with this key. */
export const contains = (value: string): Matcher => ({ is: 'contains', value });
/** The opposite of contains. */
export const lacks = (value: string): Matcher => ({ is: 'lacks', value });
/** One of these values. */
export const oneOf = (...values: readonly Scalar[]): Matcher => ({ is: 'oneOf', values });
/** A number not below this one. */
export const atLeast = (value: number): Matcher => ({ is: 'atLeast', value });
/** Nothing there: no such object, no such key, or empty. */
export const absent: Matcher = { is: 'absent' };
/** Something there, whatever it is. */
export const exists: Matcher = { is: 'exists' };
/** A list, or the values of an object, with an element of this shape. */
export const some = (shape: Shape): Matcher => ({ is: 'some', shape });
/** A list, or the values of an object, without an element of this shape. */
export const none = (shape: Shape): Matcher => ({ is: 'none', shape });
/** A list whose last element that fits `of` also has this shape. */
export const last = (of: Shape, shape: Shape): Matcher => ({ is: 'last', of, shape });
/** An image reference of this repository: registry, `library/`, tag and digest do not count. */
export const image = (repository: string): Matcher => ({ is: 'image', repository });
/** The value at another place of the same check. */
export const sameAs = (place: Place): Matcher => ({ is: 'sameAs', place });
/** Another value than the one at another place of the same check, which must be known. */
export const differs = (place: Place): Matcher => ({ is: 'differs', place });

/** A number not above this one. */
export const atMost = (value: number): Matcher => ({ is: 'atMost', value });
/** A text of numbers and dots that is this version or a later one: `1.44`. */
export const atLeastVersion = (value: string): Matcher => ({ is: 'atLeastVersion', value });
/** A text with so many lines that fit the pattern; at least one when nothing else is said. */
export const lines = (pattern: RegExp, min = 1, max = Infinity): Matcher => ({ is: 'lines', pattern, min, max });
/** A list with all of these elements, or an object with all of these keys. */
export const includes = (...values: readonly Scalar[]): Matcher => ({ is: 'includes', values });
/** A list of just these elements in any order, or an object of just these keys. */
export const exactly = (...values: readonly Scalar[]): Matcher => ({ is: 'exactly', values });
/** A list, or the values of an object: there are some, and all have this shape. */
export const every = (shape: Shape): Matcher => ({ is: 'every', shape });
/** A list, or the values of an object, of which so many have this shape. */
export const count = (shape: Shape, min: number, max = min): Matcher => ({ is: 'count', shape, min, max });
/** A list with an element of the first shape, after it one of the second, and so on. */
export const sequence = (...shapes: readonly Shape[]): Matcher => ({ is: 'sequence', shapes });
/** Anything but this shape, nothing included. */
export const not = (shape: Shape): Matcher => ({ is: 'not', shape });
/** One of these shapes. */
export const anyOf = (...shapes: readonly Shape[]): Matcher => ({ is: 'anyOf', shapes });
/** Each of these shapes. */
export const allOf = (...shapes: readonly Shape[]): Matcher => ({ is: 'allOf', shapes });
/** This shape, and what was found is never shown. */
export const secret = (shape: Shape): Matcher => ({ is: 'secret', shape });
/** A list that begins with the elements of the list at another place, such as the layers of a base image. */
export const beginsWith = (place: Place): Matcher => ({ is: 'beginsWith', place });
/** A number, or a date as text, that is later than the one at another place. */
export const laterThan = (place: Place): Matcher => ({ is: 'laterThan', place });
/** A text with a line that equals the text at another place. */
export const hasLineOf = (place: Place): Matcher => ({ is: 'hasLineOf', place });
/** A text that contains the text at another place, which must be known. */
export const holdsTextOf = (place: Place): Matcher => ({ is: 'holdsTextOf', place });
/** A number that, times the number at another place, is not below this one. */
export const timesAtLeast = (place: Place, value: number): Matcher => ({ is: 'timesAtLeast', place, value });
/** A text that does not contain the text at another place, which is never shown. */
export const hides = (place: Place): Matcher => ({ is: 'hides', place });
