import { ApiError, type BodyStream, type Call } from '../../http/call';
import { Gone } from '../../kernel/process';
import { isTrue, streamType } from './attach';
import { frame } from './client';
import type { LogLine } from './container-log';
import type { Container } from './record';
import type { ContainerStore } from './store';
import { fixedTime, parseStamp } from './times';

type Wish = {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly details: boolean;
  readonly since: bigint;
  /** 0 is no end. */
  readonly until: bigint;
  /** Undefined is all. */
  readonly tail: number | undefined;
};

function wishOf(query: URLSearchParams): Wish {
  const stamp = (name: string): bigint => {
    const text = query.get(name);
    const value = parseStamp(text);
    if (value === undefined && text !== null && text !== '') {
      throw new ApiError(500, `strconv.ParseInt: parsing "${text}": invalid syntax`);
    }
    return value ?? 0n;
  };
  const tail = query.get('tail') ?? '';
  const wish: Wish = {
    stdout: isTrue(query.get('stdout')),
    stderr: isTrue(query.get('stderr')),
    follow: isTrue(query.get('follow')),
    timestamps: isTrue(query.get('timestamps')),
    details: isTrue(query.get('details')),
    since: stamp('since'),
    until: stamp('until'),
    tail: /^\d{1,9}$/.test(tail) ? Number(tail) : undefined,
  };
  if (wish.stdout || wish.stderr) return wish;
  throw new ApiError(400, 'Bad parameters: you must choose at least one stream');
}

/** Serves `GET /containers/{id}/logs`. A follower that reads slowly is held by its connection; lines that go meanwhile it misses. */
export async function serveLogs(store: ContainerStore, call: Call): Promise<void> {
  const container = store.require(call.params['id'] ?? '');
  const wish = wishOf(call.query);
  if (container.host.LogConfig.Type === 'none') {
    throw new ApiError(501, 'configured logging driver does not support reading');
  }
  const body = call.stream(streamType(call, container.config.Tty));
  try {
    await send(store, container, wish, body, call.gone);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  body.end();
}

async function send(
  store: ContainerStore,
  container: Container,
  wish: Wish,
  body: BodyStream,
  gone: AbortSignal,
): Promise<void> {
  const { log } = container;
  let last = firstLine(container, wish);
  for (;;) {
    const lines = log.after(last, 256);
    for (const line of lines) {
      last = line.number;
      if (wish.until > 0n && line.time > wish.until) return;
      if (wants(wish, line)) await body.write(packed(container, wish, line));
    }
    if (lines.length > 0) continue;
    if (gone.aborted || !wish.follow || isOver(store, wish) || !writes(container)) return;
    await changedOrEnded(container, wish, store, gone);
  }
}

const isOver = (store: ContainerStore, { until }: Wish): boolean =>
  until > 0n && BigInt(Math.trunc(store.parts.clock.now())) * 1_000_000n > until;

const wants = (wish: Wish, line: LogLine): boolean => line.time >= wish.since && wish[line.stream];

/** More may come: it runs, or is to run again. */
const writes = (container: Container): boolean =>
  container.run !== undefined || container.state.status === 'restarting';

async function changedOrEnded(
  container: Container,
  wish: Wish,
  store: ContainerStore,
  gone: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const end = () => stop.abort();
  container.exits.add(end);
  container.removals.add(end);
  const timer =
    wish.until > 0n
      ? store.parts.clock.after(Number(wish.until / 1_000_000n) - store.parts.clock.now() + 1, end)
      : undefined;
  await container.log.changed(AbortSignal.any([gone, stop.signal]));
  timer?.cancel();
  container.exits.delete(end);
  container.removals.delete(end);
}

/** The number of the last line that is not wanted: all before the tail. */
function firstLine(container: Container, wish: Wish): number {
  if (wish.tail === undefined) return 0;
  const fitting = container.log
    .after(0, Number.MAX_SAFE_INTEGER)
    .filter((line) => line.time >= wish.since && (wish.until === 0n || line.time <= wish.until));
  const newest = fitting.at(-1)?.number ?? 0;
  const before = wish.tail === 0 ? newest : (fitting.at(-wish.tail - 1)?.number ?? 0);
  return wish.tail >= fitting.length && wish.tail > 0 ? 0 : before;
}

function packed(container: Container, wish: Wish, line: LogLine): Buffer {
  const parts = [line.data];
  if (wish.details) parts.unshift(Buffer.from(' '));
  if (wish.timestamps) parts.unshift(Buffer.from(`${fixedTime(line.time)} `));
  const data = Buffer.concat(parts);
  return container.config.Tty ? data : frame(line.stream, data);
}
