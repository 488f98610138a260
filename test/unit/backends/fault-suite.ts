import assert from 'node:assert/strict';
import { keyOf } from '../../../src/core/resources/resource';
import type { Sink } from '../../../src/core/resources/source';
import type { Fault } from './fault-proxy';
import { assertDrawable, assertSays, handles, healing, sleep, until, view, type Stage, type View } from './fault-stage';
import { strangeReplies } from './fault-replies';
import { garblings, random } from './garble';

/** How many random garblings are tried. */
const tries = 300;
/** How many of them at the same time. */
const lanes = 6;

/**
 * What a platform is put through behind a network that fails in every way.
 * @param openStill a stage that asks for nothing by itself for a long time
 */
export function faultsOf(open: () => Promise<Stage>, openStill = open): void {
  let stage: Stage;
  let seen: View;
  beforeEach(async () => {
    stage = await open();
    seen = view(stage);
    await seen.shows('db', 'web');
    seen.forget();
  });
  afterEach(async () => {
    seen.leave();
    await stage.close();
  });

  it('the source is killed, and comes back as another', async () => {
    const [stale, failed] = [seen.comes('stale'), seen.comes('failed')];
    await stage.proxy.down();
    await stale;
    await failed;
    seen.errors.forEach(assertSays);
    stage.names = ['db', 'new'];
    await stage.proxy.up();
    await seen.shows('db', 'new');
    assert.deepEqual(seen.states, ['ready', 'stale', 'failed', 'ready']);
  });

  it('every connection is cut at once', async () => {
    stage.names = ['web'];
    stage.proxy.cut();
    await seen.shows('web');
    assert.deepEqual(seen.errors, []);
  });

  const breaks: Readonly<Record<string, Fault>> = {
    'takes questions and never answers': { isSilent: true },
    'hangs up': { hangsUp: true },
    'is cut in the middle of every answer': { change: (piece, at) => (at > 0 ? 'cut' : piece.subarray(0, -3)) },
    'sends half of every answer': { change: (piece) => piece.subarray(0, piece.length / 2) },
    'has an answer of 9 MB without end': {
      reply: `HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nConnection: close\r\n\r\n["${'x'.repeat(9_000_000)}`,
      staysOpen: true,
    },
  };
  for (const [name, fault] of Object.entries(breaks)) {
    it(`a network that ${name}: is told, and heals`, async () => {
      const failed = seen.comes('failed');
      stage.proxy.fault = fault;
      stage.proxy.cut();
      await failed;
      seen.errors.forEach(assertSays);
      stage.names = ['db', 'new'];
      stage.proxy.fault = {};
      await seen.shows('db', 'new');
    });
  }

  it('a network that is slow: there are all rows, and nothing is said to be lost', async () => {
    stage.proxy.fault = { delay: 120 };
    await seen.lists.refresh();
    await seen.shows('db', 'web');
    assert.deepEqual(seen.states, ['ready']);
  });

  for (const [name, reply] of Object.entries(strangeReplies)) {
    it(`what answers is ${name}: it is told, nothing is shown in its place, and it heals`, async () => {
      const failed = seen.comes('failed');
      stage.proxy.fault = { reply };
      stage.proxy.cut();
      await failed;
      seen.errors.forEach(assertSays);
      stage.proxy.fault = {};
      await seen.lists.refresh();
      await seen.shows('db', 'web');
      assert.ok(seen.errors.length > 0);
    });
  }

  it('is asked ever more seldom while it is away', async () => {
    stage.proxy.fault = { hangsUp: true };
    stage.proxy.cut();
    const before = stage.proxy.accepted;
    await sleep(5000);
    const asked = stage.proxy.accepted - before;
    // Four lists, of which each tries after 0.25, 0.75, 1.75 and 3.75 s, and some have others beside them.
    assert.ok(asked >= 4 && asked <= 50, `${asked} connections in 5 s`);
    stage.proxy.fault = {};
    await seen.shows('db', 'web');
  });

  it('the machine has slept: the list is looked at anew, and says so meanwhile', async () => {
    const still = await openStill();
    const other = view(still);
    await other.shows('db', 'web');
    await sleep(200);
    still.proxy.freeze();
    still.names = ['db', 'later'];
    const stale = other.comes('stale');
    const { now } = Date;
    Date.now = () => now() + 3_000_000;
    try {
      await stale;
      await other.shows('db', 'later');
    } finally {
      Date.now = now;
      other.leave();
      await still.close();
    }
  });

  it('nothing is left when nobody looks any more', async () => {
    stage.proxy.cut();
    await seen.shows('db', 'web');
    seen.leave();
    await until(() => stage.proxy.open === 0);
    const other = await open();
    await sleep(500);
    const before = handles();
    const second = view(other);
    await second.shows('db', 'web');
    await sleep(300);
    second.leave();
    await until(() => other.proxy.open === 0);
    await until(
      () => handles().sockets <= before.sockets && handles().timers <= before.timers,
      () => `${JSON.stringify(handles())} instead of ${JSON.stringify(before)}`,
    );
    const asked = other.proxy.accepted;
    await sleep(600);
    assert.equal(other.proxy.accepted, asked);
    await other.close();
  });
}

/** Garbles what a platform is told, in random ways that are the same each time. */
export function fuzz(open: () => Promise<Stage>): void {
  it(`of ${tries} random garblings each ends in rows or in an error with a sentence`, async () => {
    const counts = { rows: 0, errors: 0 };
    const lane = async (seed: number) => {
      const stage = await open();
      const next = random(seed);
      try {
        for (let at = 0; at < tries / lanes; at += 1) counts[await garbled(stage, next, `${seed}/${at}`)] += 1;
      } finally {
        await stage.close();
      }
    };
    const all = await Promise.allSettled(Array.from({ length: lanes }, (_, at) => lane(20_261_121 + at)));
    for (const one of all) if (one.status === 'rejected') throw one.reason;
    assert.ok(counts.rows > 20 && counts.errors > 20, JSON.stringify(counts));
  });
}

/** Looks once through garbled answers. */
async function garbled(stage: Stage, next: () => number, at: string): Promise<'rows' | 'errors'> {
  const { fault, isHonest, name } = garblings(next);
  stage.proxy.fault = fault;
  const told = await lookOnce(stage, `${name} (${at})`);
  stage.proxy.cut();
  if (told instanceof Error) {
    try {
      assertSays(told);
    } catch (error) {
      throw new Error(`${name} (${at}): ${String(error)}`, { cause: told });
    }
    return 'errors';
  }
  assert.ok(told.length > 0, `${name} (${at}): nothing, which is another thing than unknown`);
  if (isHonest) assert.deepEqual(told, [...stage.keys(stage.names)].sort(), `${name} (${at})`);
  return 'rows';
}

/** What a listing tells first: the keys of its rows, or why there are none. */
async function lookOnce({ follow }: Stage, name: string): Promise<readonly string[] | Error> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const told = new Promise<readonly string[] | Error>((resolve) => {
    timer = setTimeout(() => resolve(new TypeError(`${name} hangs`)), 2 * healing);
    const all: Sink['all'] = (rows) => {
      rows.forEach(assertDrawable);
      resolve(rows.map(keyOf).sort());
    };
    follow({ all, put: () => undefined, gone: () => undefined }, over.signal).then(
      () => resolve(new TypeError(`${name} ends without a word`)),
      (error: unknown) => resolve(error instanceof Error ? error : new TypeError(String(error))),
    );
  });
  try {
    return await told;
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
