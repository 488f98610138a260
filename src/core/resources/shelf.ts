import { keyOf, type Health, type Resource } from './resource';

/** In which order rows stand. */
export type Order = 'name' | 'health';

/** What a change means for those who show the shelf. */
export type Change =
  /** Nothing that anybody could see. */
  | 'none'
  /** One resource looks different and stands where it stood. */
  | 'look'
  /** There are others, or another order. */
  | 'rows';

const urgency: Readonly<Record<Health, number>> = {
  failed: 0,
  changing: 1,
  unknown: 2,
  running: 3,
  present: 4,
  stopped: 5,
};

/** Resources by key and in order. What happens to one of them costs the same, however many there are. */
export class Shelf {
  readonly #byKey = new Map<string, Resource>();
  readonly #compare: (one: Resource, other: Resource) => number;
  #sorted: Resource[] = [];
  /** Of those that stand below another one: their keys, by its key. */
  readonly #below = new Map<string, Set<string>>();
  /** How many belong to each exercise. */
  readonly #marked = new Map<string, number>();

  constructor(order: Order = 'name') {
    const { compare } = new Intl.Collator('en', { numeric: true });
    const byName = (one: Resource, other: Resource): number =>
      compare(one.name, other.name) || (keyOf(one) < keyOf(other) ? -1 : Number(keyOf(one) !== keyOf(other)));
    this.#compare =
      order === 'name' ? byName : (one, other) => urgency[one.health] - urgency[other.health] || byName(one, other);
  }

  /** All in their order; another list after each change of rows. */
  get all(): readonly Resource[] {
    return this.#sorted;
  }

  /** Those that stand below the one with this key, in their order; costs no more where there are many others. */
  below(key: string): readonly Resource[] {
    const found = [...(this.#below.get(key) ?? [])].flatMap((one) => this.#byKey.get(one) ?? []);
    return found.sort(this.#compare);
  }

  /** The exercises that some of them belong to. */
  get exercises(): readonly string[] {
    return [...this.#marked.keys()];
  }

  get(key: string): Resource | undefined {
    return this.#byKey.get(key);
  }

  /** Puts these in the place of all that was there. */
  replace(resources: readonly Resource[]): Change {
    const isKnown = (one: Resource): boolean => this.#byKey.get(keyOf(one)) === one;
    if (resources.length === this.#byKey.size && resources.every(isKnown)) return 'none';
    const before = this.#sorted;
    this.#byKey.clear();
    for (const one of resources) this.#byKey.set(keyOf(one), one);
    this.#marked.clear();
    this.#below.clear();
    for (const one of this.#byKey.values()) this.#note(one, 1);
    // To compare names is dear: those that stand where they stood are not sorted again.
    const stay = before.flatMap((one) => {
      const now = this.#byKey.get(keyOf(one));
      return now?.name === one.name && now.health === one.health ? [now] : [];
    });
    const staying = new Set(stay);
    const others = [...this.#byKey.values()].filter((one) => !staying.has(one)).sort(this.#compare);
    this.#sorted = this.#merge(stay, others);
    const isSame = before.length === this.#sorted.length && before.every((one, at) => looksLike(one, this.#sorted[at]));
    return isSame ? 'none' : 'rows';
  }

  /** Puts one there, in the place of the one with its key. */
  put(resource: Resource): Change {
    const before = this.#byKey.get(keyOf(resource));
    this.#note(before, -1);
    this.#note(resource, 1);
    if (before && looksLike(before, resource)) {
      // Verbs look at what nobody sees.
      this.#sorted[this.#placeOf(before)] = resource;
      this.#byKey.set(keyOf(resource), resource);
      return 'none';
    }
    this.#byKey.set(keyOf(resource), resource);
    if (before && this.#compare(before, resource) === 0 && before.parent === resource.parent) {
      this.#sorted[this.#placeOf(before)] = resource;
      return 'look';
    }
    if (before) this.#sorted.splice(this.#placeOf(before), 1);
    this.#sorted.splice(this.#placeOf(resource), 0, resource);
    return 'rows';
  }

  /** Takes away the one with this key. */
  remove(key: string): Change {
    const before = this.#byKey.get(key);
    if (!before) return 'none';
    this.#sorted.splice(this.#placeOf(before), 1);
    this.#byKey.delete(key);
    this.#note(before, -1);
    return 'rows';
  }

  #note(resource: Resource | undefined, by: 1 | -1): void {
    if (resource?.parent !== undefined) this.#noteBelow(resource.parent, keyOf(resource), by);
    if (resource?.exercise !== undefined) this.#noteMark(resource.exercise, by);
  }

  #noteBelow(parent: string, key: string, by: 1 | -1): void {
    const keys = this.#below.get(parent) ?? new Set();
    if (by > 0) keys.add(key);
    else keys.delete(key);
    if (keys.size > 0) this.#below.set(parent, keys);
    else this.#below.delete(parent);
  }

  #noteMark(exercise: string, by: 1 | -1): void {
    const count = (this.#marked.get(exercise) ?? 0) + by;
    if (count > 0) this.#marked.set(exercise, count);
    else this.#marked.delete(exercise);
  }

  #merge(some: readonly Resource[], others: readonly Resource[]): Resource[] {
    if (others.length === 0) return [...some];
    const merged: Resource[] = [];
    let at = 0;
    for (const one of others) {
      for (let next = some[at]; next && this.#compare(next, one) < 0; next = some[++at]) merged.push(next);
      merged.push(one);
    }
    return [...merged, ...some.slice(at)];
  }

  /** Where a resource stands, or would stand. */
  #placeOf(resource: Resource): number {
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const there = this.#sorted[middle];
      if (there && this.#compare(there, resource) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Whether nobody would see a difference. */
function looksLike(one: Resource, other: Resource | undefined): boolean {
  if (one === other) return true;
  if (other === undefined || one.name !== other.name || keyOf(one) !== keyOf(other)) return false;
  return isAlike({ ...one, raw: undefined }, { ...other, raw: undefined });
}

/** Whether two values of plain data say the same; to write them out would take ten times as long. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [fields, others] = [Object.entries(one), new Map(Object.entries(other))];
  return fields.length === others.size && fields.every(([name, value]) => isAlike(value, others.get(name)));
}
