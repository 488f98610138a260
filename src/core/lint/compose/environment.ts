import type { Span } from '../rule';
import { itemsOf, type Scalar, type Value } from '../yaml/tree';

/** A variable with a value of its own, written `NAME: value` or `- NAME=value`. */
export type Variable = {
  readonly name: string;
  readonly value: string;
  /** Where a part of the value stands. */
  readonly part: (start?: number, end?: number) => Span;
  readonly scalar: Scalar;
  readonly isItem: boolean;
  /** Is it between brackets, where braces and commas are marks? */
  readonly isFlow: boolean;
};

/** The variables of an `environment`; one without a value gets it from elsewhere and is left out. */
export function variablesIn(environment: Value | undefined): readonly Variable[] {
  if (environment?.kind === 'mapping') {
    const { isFlow } = environment;
    return [...environment.all.values()].flatMap(({ key, value }) =>
      value?.kind === 'scalar' ? [variable(key.text, value, { from: 0, isFlow })] : [],
    );
  }
  const isFlow = environment?.kind === 'sequence' && environment.isFlow;
  return itemsOf(environment).flatMap(({ value }) => {
    const equals = value?.kind === 'scalar' ? value.text.indexOf('=') : -1;
    if (value?.kind !== 'scalar' || equals < 1 || equals === value.text.length - 1) return [];
    return [variable(value.text.slice(0, equals), value, { from: equals + 1, isFlow })];
  });
}

function variable(name: string, scalar: Scalar, place: { readonly from: number; readonly isFlow: boolean }): Variable {
  const { from, isFlow } = place;
  const value = scalar.text.slice(from);
  const part = (start = 0, end = value.length): Span => scalar.part(from + start, from + end);
  return { name, value, part, scalar, isItem: from > 0, isFlow };
}
