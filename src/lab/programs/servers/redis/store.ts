/** What a key can hold. Texts hold one character per byte. */
export type Value =
  | { readonly type: 'string'; text: string }
  | { readonly type: 'list'; readonly items: string[] }
  | { readonly type: 'set'; readonly items: Set<string> }
  | { readonly type: 'hash'; readonly items: Map<string, string> }
  | { readonly type: 'zset'; readonly items: Map<string, number> };

export type ValueType = Value['type'];

type Entry = { value: Value; expires?: number };

/** A refusal of a command: the whole text of the error reply, with its code. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}

/** One numbered database: keys with values and times of expiry. */
export class Keyspace {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expires === undefined || entry.expires > this.#now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  get(key: string): Value | undefined {
    return this.#live(key)?.value;
  }

  /** The value if it has that type; throws RedisError WRONGTYPE when it has another. */
  typed<T extends ValueType>(key: string, type: T): Extract<Value, { type: T }> | undefined {
    const value = this.get(key);
    if (value && value.type !== type)
      throw new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
    return value as Extract<Value, { type: T }> | undefined;
  }

  /** Like `typed`, but makes an empty value when there is none. */
  open<T extends ValueType>(key: string, type: T): Extract<Value, { type: T }> {
    const found = this.typed(key, type);
    if (found) return found;
    const made = empty(type);
    this.#entries.set(key, { value: made });
    return made as Extract<Value, { type: T }>;
  }

  /** Replaces the value; the time of expiry goes unless it is kept. */
  set(key: string, value: Value, keepExpiry = false): void {
    const expires = keepExpiry ? this.#live(key)?.expires : undefined;
    this.#entries.set(key, { value, ...(expires !== undefined && { expires }) });
  }

  delete(key: string): boolean {
    return this.#live(key) !== undefined && this.#entries.delete(key);
  }

  /** A list, set, hash or sorted set without members does not exist. */
  drop(key: string): void {
    const value = this.get(key);
    if (!value || value.type === 'string') return;
    const size = value.type === 'list' ? value.items.length : value.items.size;
    if (size === 0) this.#entries.delete(key);
  }

  /** Lab time, milliseconds since 1970; undefined takes the expiry away. */
  expireAt(key: string, time: number | undefined): void {
    const entry = this.#live(key);
    if (!entry) return;
    if (time === undefined) delete entry.expires;
    else entry.expires = time;
  }

  expiry(key: string): number | undefined {
    return this.#live(key)?.expires;
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key) !== undefined);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Keys, values and expiries as plain data. */
  dump(): readonly Dumped[] {
    return this.keys().map((key) => ({ key, value: plain(this.get(key) as Value), expires: this.expiry(key) ?? 0 }));
  }

  load(all: readonly Dumped[]): void {
    for (const { key, value, expires } of all) {
      this.#entries.set(key, { value: lively(value), ...(expires > 0 && { expires }) });
    }
  }
}

/** An entry as a dump file holds it; `expires` 0 is never. */
export type Dumped = { readonly key: string; readonly value: Plain; readonly expires: number };

type Plain = { readonly type: ValueType; readonly data: unknown };

function empty(type: ValueType): Value {
  switch (type) {
    case 'string':
      return { type, text: '' };
    case 'list':
      return { type, items: [] };
    case 'set':
      return { type, items: new Set() };
    case 'hash':
      return { type, items: new Map() };
    case 'zset':
      return { type, items: new Map() };
  }
}

function plain(value: Value): Plain {
  return { type: value.type, data: value.type === 'string' ? value.text : [...value.items] };
}

function lively({ type, data }: Plain): Value {
  switch (type) {
    case 'string':
      return { type, text: String(data) };
    case 'list':
      return { type, items: data as string[] };
    case 'set':
      return { type, items: new Set(data as string[]) };
    case 'hash':
      return { type, items: new Map(data as [string, string][]) };
    case 'zset':
      return { type, items: new Map(data as [string, number][]) };
  }
}
