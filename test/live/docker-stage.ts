import assert from 'node:assert/strict';
import { dockerBackend, type DockerBackend } from '../../src/backends/docker';
import type { Resource } from '../../src/core/resources/resource';
import { keyOf } from '../../src/core/resources/resource';
import type { Follow, Kind, Source } from '../../src/core/resources/source';
import type { Answers, Outcome, Verb } from '../../src/core/resources/verb';
import type { VerbId } from '../../src/core/resources/verb-names';

/** Drives the Docker platform as the explorers do. */
export type Stage = {
  readonly backend: DockerBackend;
  readonly source: Source;
  readonly kind: (id: string) => Kind;
  /** All of a kind, as they are now. */
  readonly all: (kind: string) => Promise<readonly Resource[]>;
  readonly named: (kind: string, name: string) => Promise<Resource | undefined>;
  readonly below: (row: Resource) => Promise<readonly Resource[]>;
  /** Does a verb, and waits for what it streams. */
  readonly act: (id: VerbId, row: Resource, answers?: Given) => Promise<Done>;
  readonly general: (kind: string, id: VerbId, answers?: Given) => Promise<Done>;
  /** Whether a name is there, once it has come to be. */
  readonly becomes: (kind: string, name: string, holds: (row: Resource | undefined) => boolean) => Promise<void>;
  readonly dispose: () => void;
};

type Given = Readonly<Record<string, string>>;

/** What a verb came to. */
export type Done = {
  readonly line: string;
  readonly goes: string;
  readonly outcome: Outcome | undefined;
  /** All that was streamed. */
  readonly text: string;
};

const signal = new AbortController().signal;

/** Makes a stage on the engine of an environment. */
export async function stageOn(env: NodeJS.ProcessEnv): Promise<Stage> {
  const backend = dockerBackend({ env, mayRun: (file) => !file.includes('untrusted') });
  const { all } = await backend.platform.sources(signal);
  const [source] = all;
  assert.ok(source);
  const kind = (id: string): Kind => {
    const found = source.kinds.find((one) => one.id === id);
    assert.ok(found, id);
    return found;
  };
  const listed = async (id: string) => {
    const { follow } = kind(id);
    assert.ok(follow, id);
    return await once(follow);
  };
  const named = async (id: string, name: string) => (await listed(id)).find((one) => one.name === name);
  return {
    backend,
    source,
    kind,
    all: listed,
    named,
    below: async (row) => {
      const follow = kind(row.kind).below?.(row);
      return follow ? await once(follow) : [];
    },
    act: (id, row, answers = {}) => {
      const verb = kind(row.kind).verbs.find((one) => one.id === id);
      assert.ok(verb, id);
      assert.ok(verb.applies(row), `${id} ${row.name}`);
      return perform(verb, row, answers);
    },
    general: (of, id, answers = {}) => {
      const verb = kind(of).general?.find((one) => one.id === id);
      assert.ok(verb, id);
      return perform(verb, undefined, answers);
    },
    becomes: (id, name, holds) => soon(async () => holds(await named(id, name))),
    dispose: () => backend.dispose(),
  };
}

async function perform<T>(verb: Verb<T>, target: T, given: Given): Promise<Done> {
  const answers: Answers = Object.fromEntries(Object.entries(given).map(([id, answer]) => [id, [answer]]));
  const line = verb.commandLine(target, answers);
  const goes = verb.destroys ? (await verb.destroys(target, answers, signal)).en : '';
  const outcome = (await verb.run(target, answers, signal)) ?? undefined;
  let text = '';
  // What streams for ever is read by its test.
  const endless = verb.id === 'logs' || verb.id === 'stats';
  if (outcome?.show === 'stream' && !endless) for await (const piece of outcome.read(signal)) text += piece;
  return { line, goes, outcome, text };
}

/** What a listing tells first. */
export async function once(follow: Follow): Promise<readonly Resource[]> {
  const controller = new AbortController();
  let found: readonly Resource[] | undefined;
  const sink = {
    all: (resources: readonly Resource[]) => {
      found = resources;
      controller.abort();
    },
    put: () => undefined,
    gone: () => undefined,
  };
  await follow(sink, controller.signal).catch((error: unknown) => {
    if (found === undefined) throw error;
  });
  assert.ok(found);
  return found;
}

/** Follows a listing; `rows` are those of now by their keys. */
export function following(follow: Follow): {
  readonly rows: Map<string, Resource>;
  readonly ended: Promise<unknown>;
  readonly stop: () => void;
} {
  const controller = new AbortController();
  const rows = new Map<string, Resource>();
  const sink = {
    all: (resources: readonly Resource[]) => {
      rows.clear();
      for (const resource of resources) rows.set(keyOf(resource), resource);
    },
    put: (resource: Resource) => void rows.set(keyOf(resource), resource),
    gone: (key: string) => void rows.delete(key),
  };
  const ended = follow(sink, controller.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { rows, ended, stop: () => controller.abort() };
}

/** Waits until something holds, ten seconds at most. */
export async function soon(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await holds());) {
    if (Date.now() > end) throw new Error(`this never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Reads a stream until a text is in it. */
export async function readUntil(outcome: Outcome | undefined, wanted: RegExp): Promise<string> {
  assert.ok(outcome?.show === 'stream');
  const controller = new AbortController();
  let text = '';
  for await (const piece of outcome.read(controller.signal)) {
    text += piece;
    if (wanted.test(text)) return text;
  }
  throw new Error(`${String(wanted)} is not in ${text}`);
}
