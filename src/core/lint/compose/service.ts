import { type Entry, type Mapping, mappingOf, type Scalar, textOf, type Value } from '../yaml/tree';

// Nobody extends further; a text that does so on purpose shall not take for ever.
const longestChain = 16;

/** A service of a Compose file. */
export class Service {
  #chain: readonly Service[] | undefined;
  readonly #find: (name: string) => Service | undefined;

  constructor(
    /** Its name, where it is written. */
    readonly key: Scalar,
    readonly body: Mapping,
    find: (name: string) => Service | undefined,
  ) {
    this.#find = find;
  }

  get name(): string {
    return this.key.text;
  }

  /** Does it extend a service that is not in this file? Then it may have what cannot be seen. */
  get isOpen(): boolean {
    return this.#ancestors().some((one) => one.#base() !== undefined && one.#parent() === undefined);
  }

  /** What it says of itself, or by a merge key. */
  entry(key: string): Entry | undefined {
    return this.body.all.get(key);
  }

  /** What holds for it, said by itself or by a service that it extends. */
  get(key: string): Value | undefined {
    return this.valuesOf(key)[0];
  }

  has(key: string): boolean {
    return this.#ancestors().some((one) => one.entry(key) !== undefined);
  }

  /** All that is said under a key, by itself and by the services that it extends; lists add up. */
  valuesOf(key: string): readonly Value[] {
    return this.#ancestors()
      .map((one) => one.body.get(key))
      .filter((value) => value !== undefined);
  }

  /** The text of a single value that holds for it. */
  text(key: string): string | undefined {
    return textOf(this.get(key));
  }

  /** Itself, what it extends, what that extends … */
  #ancestors(): readonly Service[] {
    if (this.#chain !== undefined) return this.#chain;
    const chain: Service[] = [this];
    let next = this.#parent();
    while (next !== undefined && !chain.includes(next) && chain.length < longestChain) {
      chain.push(next);
      next = next.#parent();
    }
    return (this.#chain = chain);
  }

  #base(): Value | undefined {
    return this.body.get('extends');
  }

  #parent(): Service | undefined {
    const base = this.#base();
    const options = mappingOf(base);
    if (options?.all.has('file') === true) return undefined;
    return this.#find(textOf(options?.get('service') ?? base) ?? '');
  }
}
