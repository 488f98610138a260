/** What an arithmetic expression needs of the shell. */
export type Variables = {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
};

/** Something that cannot be calculated; the message is busybox's. */
export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError';
}

type Token =
  { readonly kind: 'number'; readonly value: bigint } | { readonly kind: 'name' | 'operator'; readonly text: string };

const pattern =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+)|([A-Za-z_]\w*)|(<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|[-+*/%<>=!~&|^?:(),]))/y;

function numberOf(text: string): bigint {
  if (/^0[xX]/.test(text)) return BigInt(text);
  const based = /^(\d+)#(\w+)$/.exec(text);
  if (based) return BigInt(Number.parseInt(based[2] ?? '0', Number(based[1])) || 0);
  if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
  if (/^0\d/.test(text)) throw new ArithmeticError('arithmetic syntax error');
  return BigInt(text);
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw new ArithmeticError('arithmetic syntax error');
    at = pattern.lastIndex;
    const [, number, name, operator] = match;
    if (number !== undefined) tokens.push({ kind: 'number', value: numberOf(number) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'operator', text: operator ?? '' });
  }
  return tokens;
}

const truth = (value: boolean): bigint => (value ? 1n : 0n);

function divide(a: bigint, b: bigint, by: 'quotient' | 'rest'): bigint {
  if (b === 0n) throw new ArithmeticError('divide by zero');
  return by === 'quotient' ? a / b : a % b;
}

const binary: ReadonlyMap<string, { readonly rank: number; readonly run: (a: bigint, b: bigint) => bigint }> = new Map([
  ['||', { rank: 1, run: (a, b) => truth(a !== 0n || b !== 0n) }],
  ['&&', { rank: 2, run: (a, b) => truth(a !== 0n && b !== 0n) }],
  ['|', { rank: 3, run: (a, b) => a | b }],
  ['^', { rank: 4, run: (a, b) => a ^ b }],
  ['&', { rank: 5, run: (a, b) => a & b }],
  ['==', { rank: 6, run: (a, b) => truth(a === b) }],
  ['!=', { rank: 6, run: (a, b) => truth(a !== b) }],
  ['<', { rank: 7, run: (a, b) => truth(a < b) }],
  ['>', { rank: 7, run: (a, b) => truth(a > b) }],
  ['<=', { rank: 7, run: (a, b) => truth(a <= b) }],
  ['>=', { rank: 7, run: (a, b) => truth(a >= b) }],
  ['<<', { rank: 8, run: (a, b) => a << (b & 63n) }],
  ['>>', { rank: 8, run: (a, b) => a >> (b & 63n) }],
  ['+', { rank: 9, run: (a, b) => a + b }],
  ['-', { rank: 9, run: (a, b) => a - b }],
  ['*', { rank: 10, run: (a, b) => a * b }],
  ['/', { rank: 10, run: (a, b) => divide(a, b, 'quotient') }],
  ['%', { rank: 10, run: (a, b) => divide(a, b, 'rest') }],
  ['**', { rank: 11, run: (a, b) => power(a, b) }],
]);

function power(a: bigint, b: bigint): bigint {
  if (b < 0n || b > 64n) throw new ArithmeticError('exponent less than 0');
  return a ** b;
}

const deepest = 200;

/** Evaluates one expression over 64-bit integers. */
class Evaluation {
  #at = 0;
  #depth = 0;
  /** Above zero where nothing counts: the branch not taken. */
  #idle = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly variables: Variables,
  ) {}

  whole(): bigint {
    if (this.tokens.length === 0) return 0n;
    const value = this.comma();
    if (this.#at < this.tokens.length) throw new ArithmeticError('arithmetic syntax error');
    return value;
  }

  comma(): bigint {
    let value = this.assignment();
    while (this.#operator(',')) value = this.assignment();
    return value;
  }

  assignment(): bigint {
    const name = this.tokens[this.#at];
    const operator = this.tokens[this.#at + 1];
    const match = operator?.kind === 'operator' ? /^(|\+|-|\*|\/|%|&|\^|\||<<|>>)=$/.exec(operator.text) : null;
    if (name?.kind !== 'name' || !match) return this.conditional();
    this.#at += 2;
    const right = this.assignment();
    const run = binary.get(match[1] ?? '')?.run;
    const value = run ? this.#quiet(() => run(this.#value(name.text), right)) : right;
    this.#set(name.text, value);
    return value;
  }

  conditional(): bigint {
    const condition = this.ranked(1);
    if (!this.#operator('?')) return condition;
    const yes = this.#when(condition !== 0n, () => this.assignment());
    if (!this.#operator(':')) throw new ArithmeticError('malformed ?: operator');
    const no = this.#when(condition === 0n, () => this.assignment());
    return condition === 0n ? no : yes;
  }

  ranked(rank: number): bigint {
    let left = this.unary();
    for (;;) {
      const token = this.tokens[this.#at];
      const operation = token?.kind === 'operator' ? binary.get(token.text) : undefined;
      if (!operation || token?.kind !== 'operator' || operation.rank < rank) return left;
      this.#at += 1;
      const decided = (token.text === '&&' && left === 0n) || (token.text === '||' && left !== 0n);
      const right = this.#when(!decided, () => this.ranked(token.text === '**' ? operation.rank : operation.rank + 1));
      const before = left;
      left = BigInt.asIntN(
        64,
        this.#quiet(() => operation.run(before, right)),
      );
    }
  }

  unary(): bigint {
    if (++this.#depth > deepest) throw new ArithmeticError('arithmetic syntax error');
    const token = this.tokens[this.#at++];
    const value = token ? this.#operand(token) : undefined;
    this.#depth -= 1;
    if (value === undefined) throw new ArithmeticError('arithmetic syntax error');
    return value;
  }

  #operand(token: Token): bigint | undefined {
    if (token.kind === 'number') return BigInt.asIntN(64, token.value);
    if (token.kind === 'name') return this.#named(token.text);
    if (token.text === '(') {
      const value = this.comma();
      return this.#operator(')') ? value : undefined;
    }
    return this.#prefixed(token.text);
  }

  #prefixed(operator: string): bigint | undefined {
    if (operator === '++' || operator === '--') {
      const name = this.tokens[this.#at++];
      if (name?.kind !== 'name') return undefined;
      const value = this.#value(name.text) + (operator === '++' ? 1n : -1n);
      this.#set(name.text, value);
      return value;
    }
    if (operator === '-') return -this.unary();
    if (operator === '+') return this.unary();
    if (operator === '!') return truth(this.unary() === 0n);
    return operator === '~' ? ~this.unary() : undefined;
  }

  #named(name: string): bigint {
    const value = this.#value(name);
    if (this.#operator('++')) this.#set(name, value + 1n);
    else if (this.#operator('--')) this.#set(name, value - 1n);
    return value;
  }

  #value(name: string): bigint {
    const text = (this.variables.get(name) ?? '').trim();
    if (text === '') return 0n;
    if (/^-?\d+$|^0[xX][0-9a-fA-F]+$/.test(text)) {
      return text.startsWith('-') ? -numberOf(text.slice(1)) : BigInt.asIntN(64, numberOf(text));
    }
    if (!/^[A-Za-z_]\w*$/.test(text) || text === name || ++this.#depth > deepest)
      throw new ArithmeticError('bad number');
    return this.#value(text);
  }

  #set(name: string, value: bigint): void {
    if (this.#idle === 0) this.variables.set(name, BigInt.asIntN(64, value).toString());
  }

  #operator(text: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'operator' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #when(counts: boolean, run: () => bigint): bigint {
    if (counts) return run();
    this.#idle += 1;
    const value = run();
    this.#idle -= 1;
    return value;
  }

  /** Where nothing counts, a division by zero does not count either. */
  #quiet(run: () => bigint): bigint {
    return this.#idle > 0 ? 0n : run();
  }
}

/** Calculates `$(( ))`. Throws ArithmeticError. */
export const calculate = (expression: string, variables: Variables): bigint =>
  new Evaluation(tokenize(expression), variables).whole();
