import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors';
import { keyOf, type Resource } from '../../../src/core/resources/resource';
import type { Follow } from '../../../src/core/resources/source';
import { Lists } from '../../../src/features/explorers/lists';
import type { LiveList } from '../../../src/features/explorers/live';
import type { FaultProxy } from './fault-proxy';

/** A platform with a server behind a proxy. */
export type Stage = {
  readonly proxy: FaultProxy;
  /** What there is at the server now; nobody is told when that changes. */
  names: readonly string[];
  /** Follows what is named so. */
  readonly follow: Follow;
  /** Others that are followed beside it. */
  readonly others: readonly Follow[];
  /** What the rows of these names are. */
  readonly keys: (names: readonly string[]) => readonly string[];
  readonly close: () => Promise<void>;
};

/** What a view of a stage went through. */
export type View = {
  readonly lists: Lists;
  readonly list: LiveList;
  /** `connecting`, `ready`, `stale`, or the code of an error; each once until there is another. */
  readonly states: readonly string[];
  readonly errors: readonly Error[];
  readonly keys: () => readonly string[];
  /** Waits until exactly these are shown, and are not out of date. */
  readonly shows: (...names: readonly string[]) => Promise<void>;
  /** Waits until it is in a state that it was not in when this was asked. */
  readonly comes: (state: 'stale' | 'failed' | 'ready') => Promise<void>;
  /** Forgets what it went through until it was ready. */
  readonly forget: () => void;
  readonly leave: () => void;
};

/** How long a view may take to heal, in milliseconds. */
export const healing = 10_000;

/** Looks at a stage as the explorers do. */
export function view(stage: Stage): View {
  const states: string[] = [];
  const errors: Error[] = [];
  const lists = new Lists((id) => {
    if (id === 'it') note(lists.get(id));
  });
  const note = (list: LiveList | undefined) => {
    if (list === undefined) return;
    const { state } = list;
    const word = state.state === 'ready' && state.stale ? 'stale' : state.state;
    if (states.at(-1) !== word) states.push(word);
    if (state.state === 'failed') errors.push(state.error);
    const keys = state.state === 'ready' ? state.resources.map(keyOf) : [];
    assert.equal(new Set(keys).size, keys.length, 'nothing is shown twice');
  };
  lists.see(true);
  const list = lists.open('it', stage.follow);
  stage.others.forEach((other, at) => lists.open(`other${at}`, other));
  const keys = () => (list.state.state === 'ready' ? list.state.resources.map(keyOf) : []);
  return {
    lists,
    list,
    states,
    errors,
    keys,
    shows: async (...names) => {
      const wanted = [...stage.keys(names)].sort().join();
      await until(
        () => states.at(-1) === 'ready' && [...keys()].sort().join() === wanted,
        () => `${states.join(' → ')}, ${keys().join()}, wanted ${wanted}, ${errors.at(-1)?.message ?? ''}`,
      );
    },
    comes: async (state) => {
      const before = states.length;
      await until(
        () => states.slice(before).includes(state),
        () => `${states.join(' → ')}, waited for ${state}`,
      );
    },
    forget: () => {
      states.splice(0, states.length, 'ready');
      errors.length = 0;
    },
    leave: () => lists.dispose(),
  };
}

/** Waits until something holds, as long as a view may take to heal. */
export async function until(holds: () => boolean, say: () => string = () => holds.toString()): Promise<void> {
  // Some tests set the clock.
  for (const end = performance.now() + healing; !holds();) {
    if (performance.now() > end) throw new Error(`this never came to hold: ${say()}`);
    await sleep(10);
  }
}

export async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** An expected failure, whole in both languages and without anything that is not for people. */
export function assertSays(error: unknown): asserts error is UserError {
  if (!(error instanceof UserError)) throw error;
  for (const text of [error.text.en, error.text.zh]) {
    assert.doesNotMatch(text, /\{\w+\}|undefined|NaN|<\/?(html|head|title|body|h1)\b|\[object/i, text);
    assert.ok(text.length < 700 && !text.includes(': (') && !text.includes(':  ('), text);
  }
  assert.match(error.text.zh, /[\u4e00-\u9fff]/);
}

/** A resource that can be drawn. */
export function assertDrawable(one: Resource): void {
  for (const value of [one.kind, one.id, one.name, one.state, one.summary.en, one.summary.zh])
    assert.equal(typeof value, 'string');
  for (const { value } of one.facts) assert.equal(typeof value, 'string');
}

/** How many connections and timers keep the process alive. */
export function handles(): { readonly sockets: number; readonly timers: number } {
  const all = process.getActiveResourcesInfo();
  const count = (name: string) => all.filter((one) => one === name).length;
  return { sockets: count('TCPSocketWrap'), timers: count('Timeout') };
}
