import { posixPattern } from '../text/patterns';
import { Fail, type Call, type Tools } from './tool';

const whole = /^-?\d+$/;

/** `|`, `&`, comparisons, sums, products, `:` — from the weakest to the strongest. */
const levels: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['<', '<=', '=', '==', '!=', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

/** Reads the words of expr(1) by descending from the weakest operator to the strongest; throws Fail. */
class Reader {
  #at = 0;

  constructor(private readonly call: Call) {}

  read(): string {
    const value = this.#binary(0);
    if (this.#at < this.call.args.length) throw this.#wrong();
    return value;
  }

  #wrong(): Fail {
    const before = this.call.args[this.#at - 1];
    if (this.call.busybox || this.#at === 0) return new Fail('syntax error', 2);
    const here = this.call.args[this.#at];
    return new Fail(
      here === undefined
        ? `syntax error: missing argument after '${before ?? ''}'`
        : `syntax error: unexpected argument '${here}'`,
      2,
    );
  }

  #next(): string {
    const word = this.call.args[this.#at];
    if (word === undefined) throw this.#wrong();
    this.#at++;
    return word;
  }

  #binary(level: number): string {
    const operators = levels[level];
    if (!operators) return this.#value();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.call.args[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at++;
      left = this.#apply(operator, left, this.#binary(level + 1));
    }
  }

  #value(): string {
    const word = this.#next();
    switch (word) {
      case '(': {
        const value = this.#binary(0);
        if (this.#next() !== ')') throw this.#wrong();
        return value;
      }
      case 'length':
        return String(this.#value().length);
      case 'match':
        return matched(this.#value(), this.#value());
      case 'index':
        return indexIn(this.#value(), this.#value());
      case 'substr':
        return part(this.#value(), Number(this.#value()), Number(this.#value()));
      default:
        return word;
    }
  }

  #apply(operator: string, left: string, right: string): string {
    const compare = comparisons[operator];
    if (compare) return compare(order(left, right)) ? '1' : '0';
    return joined[operator]?.(left, right) ?? this.#sum(operator, left, right);
  }

  #sum(operator: string, left: string, right: string): string {
    if (!whole.test(left) || !whole.test(right))
      throw new Fail(this.call.says('non-numeric argument', 'non-integer argument'), 2);
    if ((operator === '/' || operator === '%') && Number(right) === 0) throw new Fail('division by zero', 2);
    return String(sums[operator]?.(BigInt(left), BigInt(right)) ?? '');
  }
}

const isNothing = (text: string): boolean => text === '' || /^-?0+$/.test(text);

const order = (left: string, right: string): number => {
  if (whole.test(left) && whole.test(right)) return Math.sign(Number(left) - Number(right));
  return left === right ? 0 : left < right ? -1 : 1;
};

const comparisons: Readonly<Record<string, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '=': (sign) => sign === 0,
  '==': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '>=': (sign) => sign >= 0,
  '>': (sign) => sign > 0,
};

const joined: Readonly<Record<string, (left: string, right: string) => string>> = {
  ':': (left, right) => matched(left, right),
  '|': (left, right) => (isNothing(left) ? right : left),
  '&': (left, right) => (isNothing(left) || isNothing(right) ? '0' : left),
};

const sums: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** What the first group matched, or how many characters the whole pattern did. */
function matched(text: string, pattern: string): string {
  const grouped = pattern.includes('\\(');
  const found = posixPattern(pattern.startsWith('^') ? pattern : `^${pattern}`, false).exec(text);
  return grouped ? (found?.[1] ?? '') : String(found?.[0].length ?? 0);
}

const indexIn = (text: string, letters: string): string =>
  String(Array.from(text).findIndex((letter) => letters.includes(letter)) + 1);

const part = (text: string, start: number, length: number): string =>
  start >= 1 && length >= 1 ? text.slice(start - 1, start - 1 + length) : '';

/** expr(1): arithmetic, comparison and matching of its words. */
async function expr(call: Call): Promise<number> {
  if (call.args.length === 0) throw new Fail(call.says('too few arguments', 'missing operand'), 2);
  const text = new Reader(call).read();
  await call.print(`${text}\n`);
  return isNothing(text) ? 1 : 0;
}

export const exprTools: Tools = { expr };
