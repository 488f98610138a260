import { Fail } from '../commands/tool';

/** A value: a number, a text, or a text from the input that may count as a number. */
export type Value = number | string | { readonly input: string };
/** An array of awk. */
export type Table = Map<string, Value>;
/** Variables by name. */
export type Frame = Map<string, Value | Table>;

const looksNumeric = (text: string): boolean => /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(text);

/** A value as text. */
export const textOf = (value: Value): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return value.input;
  if (Number.isInteger(value)) return String(value);
  return Number.isFinite(value)
    ? String(Number(value.toPrecision(6)))
    : String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
};
/** A value as a number; what is none counts as 0. */
export const numberOf = (value: Value): number => (typeof value === 'number' ? value : parseFloat(textOf(value)) || 0);
/** Does a value count as true? */
export const truth = (value: Value): boolean => {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'object' && looksNumeric(value.input)) return Number(value.input) !== 0;
  return textOf(value) !== '';
};
const numeric = (value: Value): boolean =>
  typeof value === 'number' || (typeof value === 'object' && looksNumeric(value.input));

/** `+ - * / % ^`; throws Fail for a division by zero. */
export function arithmetic(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      return left ** right;
    default:
      if (right === 0) throw new Fail('division by zero', 2);
      return operator === '/' ? left / right : left % right;
  }
}

type Builtin = (first: Value, second: Value | undefined, third: Value | undefined) => Value;

/** Functions of values alone. */
export const builtins: Readonly<Record<string, Builtin>> = {
  substr: (text, start = 1, length) => {
    const from = Math.round(numberOf(start));
    const end = length === undefined ? Infinity : from + Math.round(numberOf(length));
    return textOf(text).slice(Math.max(0, from - 1), Math.max(0, end - 1));
  },
  index: (text, part = '') => textOf(text).indexOf(textOf(part)) + 1,
  toupper: (text) => textOf(text).toUpperCase(),
  tolower: (text) => textOf(text).toLowerCase(),
  int: (value) => Math.trunc(numberOf(value)),
  sqrt: (value) => Math.sqrt(numberOf(value)),
  exp: (value) => Math.exp(numberOf(value)),
  log: (value) => Math.log(numberOf(value)),
  sin: (value) => Math.sin(numberOf(value)),
  cos: (value) => Math.cos(numberOf(value)),
  atan2: (y, x = 0) => Math.atan2(numberOf(y), numberOf(x)),
};

const byNumber = (first: Value, second: Value): boolean =>
  (numeric(first) || first === '') && (numeric(second) || second === '') && !(first === '' && second === '');

/** Compares two values, as numbers when both look like them: -1, 0 or 1. */
export function order(first: Value, second: Value): number {
  const [a, b] = byNumber(first, second) ? [numberOf(first), numberOf(second)] : [textOf(first), textOf(second)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What a comparison says of an order. */
export const comparisons: Readonly<Record<string, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '==': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};
