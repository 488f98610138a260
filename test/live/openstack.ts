import assert from 'node:assert/strict';
import { openstackPlatform, type OpenstackPlatform } from '../../src/backends/openstack';
import { OpenstackClient } from '../../src/backends/openstack/client';
import { textAt } from '../../src/backends/openstack/fields';
import { surroundingsOf } from '../../src/backends/openstack/options';
import type { Verb } from '../../src/core/resources/verb';
import type { VerbId } from '../../src/core/resources/verb-names';
import { keyOf, type Resource } from '../../src/core/resources/resource';
import type { Follow, Kind, Source } from '../../src/core/resources/source';

/** The listing of something that is followed, as it is now. */
export type Watched = {
  readonly now: () => readonly Resource[];
  /** Waits until the listing is as wanted; at most so many milliseconds. */
  readonly until: <T>(wanted: (all: readonly Resource[]) => T | undefined | false, milliseconds?: number) => Promise<T>;
  readonly stop: () => Promise<void>;
};

/** Follows as a tree does. */
export function watch(follow: Follow): Watched {
  const rows = new Map<string, Resource>();
  const changed = new Set<() => void>();
  const over = new AbortController();
  let failed: unknown;
  const tell = () => {
    for (const one of [...changed]) one();
  };
  const put = (one: Resource) => void rows.set(keyOf(one), one);
  const sink = {
    all: (them: readonly Resource[]) => {
      rows.clear();
      them.forEach(put);
      tell();
    },
    put: (one: Resource) => {
      put(one);
      tell();
    },
    gone: (key: string) => {
      rows.delete(key);
      tell();
    },
  };
  const done = follow(sink, over.signal).catch((error: unknown) => {
    failed = error;
    tell();
  });
  const now = () => [...rows.values()];
  return {
    now,
    until: async (wanted, milliseconds = 90_000) => {
      const end = Date.now() + milliseconds;
      for (;;) {
        if (failed !== undefined) throw failed as Error;
        const found = wanted(now());
        if (found !== undefined && found !== false) return found;
        const left = end - Date.now();
        if (left <= 0)
          assert.fail(
            `still ${now()
              .map(({ name, state }) => `${name}: ${state}`)
              .join(', ')}`,
          );
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          const wake = () => {
            clearTimeout(timer);
            changed.delete(wake);
            resolve();
          };
          changed.add(wake);
        });
      }
    },
    stop: async () => {
      over.abort();
      await done;
    },
  };
}

/** The one of this name. */
export const named = (name: string) => (all: readonly Resource[]) => all.find((one) => one.name === name);
/** The one of this name, once it is in this state and stays there. */
export const isIn = (name: string, state: string) => (all: readonly Resource[]) =>
  all.find((one) => one.name === name && one.state === state && one.health !== 'changing');

/** One cloud of a clouds.yaml, driven as the explorer drives it. */
export async function cloud(file: string, name: string) {
  const platform: OpenstackPlatform = openstackPlatform({ env: {}, file, cloud: name, timeout: 60_000 });
  const signal = new AbortController().signal;
  const { all, chosen } = await platform.sources(signal);
  assert.equal(chosen, name);
  const source: Source = all.find(({ id }) => id === name) ?? assert.fail(name);
  const kind = (id: string): Kind => source.kinds.find((one) => one.id === id) ?? assert.fail(id);
  const list = async (id: string): Promise<readonly Resource[]> => {
    const over = new AbortController();
    let found: readonly Resource[] | undefined;
    const all = (them: readonly Resource[]) => {
      found = them;
      over.abort();
    };
    const follow = kind(id).follow ?? assert.fail(`${id} is not listed`);
    await follow({ all, put: () => undefined, gone: () => undefined }, over.signal).catch((error: unknown) => {
      if (found === undefined) throw error;
    });
    return found ?? assert.fail(id);
  };
  const lines: string[] = [];
  const answersOf = (given: Readonly<Record<string, string | readonly string[]>>) =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, typeof value === 'string' ? [value] : value]));
  /** Does a verb of a resource, asking its questions for their choices on the way. */
  const act = async (
    id: VerbId,
    resource: Resource,
    given: Readonly<Record<string, string | readonly string[]>> = {},
  ): ReturnType<Verb<unknown>['run']> => {
    const verb = kind(resource.kind).verbs.find((one) => one.id === id) ?? assert.fail(`${resource.kind} ${id}`);
    assert.ok(verb.applies(resource), `${id} does not apply to ${resource.name} (${resource.state})`);
    const answers = answersOf(given);
    for (const question of verb.questions?.(resource) ?? []) {
      if (question.ask === 'choice') assert.ok((await question.choices(answers, signal)).length > 0, question.id);
    }
    const goes = await verb.destroys?.(resource, answers, signal);
    if (goes) assert.match(goes.en, /\S/);
    lines.push(verb.commandLine(resource, answers));
    return await verb.run(resource, answers, signal);
  };
  const make = async (
    kindId: string,
    id: VerbId,
    given: Readonly<Record<string, string | readonly string[]>>,
  ): ReturnType<Verb<unknown>['run']> => {
    const verb = kind(kindId).general?.find((one) => one.id === id) ?? assert.fail(`${kindId} ${id}`);
    const answers = answersOf(given);
    for (const question of verb.questions?.(undefined) ?? []) {
      if (question.ask === 'choice') assert.ok((await question.choices(answers, signal)).length > 0, question.id);
    }
    lines.push(verb.commandLine(undefined, answers));
    return await verb.run(undefined, answers, signal);
  };
  return { platform, source, kind, list, act, make, lines, signal };
}

/** A cloud under test. */
export type LiveCloud = Awaited<ReturnType<typeof cloud>>;

/** Flavors for the tests: one to change to, and one that no host can have. */
export type Flavors = { readonly other: string; readonly impossible: string };

/** What only an administrator can make: flavors, and a second project for the administrator. Twice is as once. */
export async function prepare(file: string): Promise<Flavors> {
  const signal = new AbortController().signal;
  const client = new OpenstackClient(() => surroundingsOf({ env: {}, file, cloud: 'admin' }), 60_000);
  const flavor = async (name: string, ram: number, disk: number) => {
    const found = (await client.list('compute', '/flavors', 'flavors', signal)).find((one) => one['name'] === name);
    if (found) return textAt(found, 'id');
    const body = { flavor: { id: name, name, ram, vcpus: 1, disk } };
    await client.send({ method: 'POST', service: 'compute', path: '/flavors', body }, signal);
    return name;
  };
  const idOf = async (list: 'projects' | 'roles', name: string) => {
    const [one] = await client.list('identity', `/v3/${list}?name=${name}`, list, signal);
    return one ? textAt(one, 'id') : assert.fail(name);
  };
  const role = `/v3/projects/${await idOf('projects', 'testproj')}/users/{user_id}/roles/${await idOf('roles', 'admin')}`;
  await client.send({ method: 'PUT', service: 'identity', path: role }, signal);
  return { other: await flavor('m1.tutor', 128, 1), impossible: await flavor('m1.impossible', 64, 900_000) };
}
