import type { Order } from '../../core/resources/shelf';
import type { Follow } from '../../core/resources/source';
import { LiveList, type News } from './live';
import { Waking } from './waking';

/** The live lists of a view by the ids of their rows: those that somebody looks at follow, the others keep what they knew. */
export class Lists {
  readonly #lists = new Map<string, { readonly list: LiveList; isOpen: boolean }>();
  readonly #waking = new Waking(() => {
    for (const { list } of this.#lists.values()) list.wake();
  });
  #isSeen = false;
  #order: Order = 'name';

  /** @param tell called with the id of a row and what is new in its list */
  constructor(private readonly tell: (id: string, news: News) => void) {}

  get order(): Order {
    return this.#order;
  }

  /** The exercises that something in a list belongs to, by name. */
  get exercises(): readonly string[] {
    return [...new Set([...this.#lists.values()].flatMap(({ list }) => list.exercises))].sort();
  }

  /** The list below a row, if it was ever unfolded. */
  get(id: string): LiveList | undefined {
    return this.#lists.get(id)?.list;
  }

  /** A row is unfolded: its list is followed as long as the view is seen. */
  open(id: string, follow: Follow): LiveList {
    const known = this.#lists.get(id);
    const one = known ?? { list: this.#make(id, follow), isOpen: true };
    one.isOpen = true;
    this.#lists.set(id, one);
    if (this.#isSeen) one.list.start();
    return one.list;
  }

  /** A row was folded: nobody sees its list, nor those further below. */
  fold(id: string): void {
    for (const [other, one] of this.#lists) {
      if (other !== id && !other.startsWith(`${id}/`)) continue;
      one.isOpen = false;
      one.list.stop();
    }
  }

  /** A row is gone, with all below it. */
  forget(id: string): void {
    this.fold(id);
    for (const other of this.#lists.keys()) if (other === id || other.startsWith(`${id}/`)) this.#lists.delete(other);
  }

  /** The view is seen, or not any more. */
  see(yes: boolean): void {
    this.#isSeen = yes;
    if (yes) this.#waking.start();
    else this.#waking.stop();
    for (const { list, isOpen } of this.#lists.values()) {
      if (yes && isOpen) list.start();
      else list.stop();
    }
  }

  /** Lists all anew that somebody looks at. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#lists.values()].map(({ list }) => list.refresh()));
  }

  sort(order: Order): void {
    this.#order = order;
    for (const { list } of this.#lists.values()) list.sort(order);
  }

  dispose(): void {
    this.#waking.stop();
    for (const { list } of this.#lists.values()) list.dispose();
    this.#lists.clear();
  }

  #make(id: string, follow: Follow): LiveList {
    return new LiveList(follow, (news) => this.tell(id, news), undefined, this.#order);
  }
}
