import { Gone, type Input, type Output } from '../kernel/process';

/**
 * An input that several processes share: a read can be called off without losing what arrives later, and what was read
 * too much can be given back.
 */
export type SharedInput = {
  readonly read: (signal?: AbortSignal) => Promise<Buffer | undefined>;
  readonly unread: (chunk: Buffer) => void;
  /** Nobody reads any more. */
  readonly close?: () => void;
};

/** Something that lives as long as processes hold it. */
export type Held = { readonly hold: () => void; readonly release: () => void };

const holders = new WeakMap<object, Held>();
const behind = new WeakMap<object, () => Input | Output>();
const terminals = new WeakSet<object>();

/** Says that a stream counts the processes that hold it. */
export const counts = (stream: Input | Output, held: Held): void => void holders.set(stream, held);

/** A process begins to use a stream. */
export const hold = (stream: Input | Output): void => holders.get(stream)?.hold();

/** A process has stopped using a stream. */
export const release = (stream: Input | Output): void => holders.get(stream)?.release();

/** Remembers which stream stands behind the one that a process sees. */
export const standsBehind = (front: Input | Output, back: () => Input | Output): void => void behind.set(front, back);

/** The stream itself, without the watch that the process which handed it over keeps on it. */
export function itself<T extends Input | Output>(stream: T): T {
  return (behind.get(stream)?.() as T | undefined) ?? stream;
}

/** Marks a stream as one end of a terminal. */
export const markTerminal = (stream: Input | Output): void => void terminals.add(stream);

/** Is this stream a terminal (isatty(3))? */
export const isTerminal = (stream: Input | Output): boolean => terminals.has(itself(stream));

/** Gives back what was read too much; true when the input can take it. */
export function unread(input: Input, chunk: Buffer): boolean {
  const shared = input as Partial<SharedInput>;
  if (!shared.unread) return false;
  if (chunk.length > 0) shared.unread(chunk);
  return true;
}

/** Nothing to read: /dev/null. */
export const emptyInput: Input = { read: () => Promise.resolve(undefined) };

/** Swallows everything: /dev/null. */
export const nullOutput: Output = { write: () => Promise.resolve() };

/** An input that has its whole content already. */
export function inputOf(content: Buffer): SharedInput {
  let rest = content;
  return {
    read: () => {
      const chunk = rest.subarray(0, 65536);
      rest = rest.subarray(chunk.length);
      return Promise.resolve(chunk.length === 0 ? undefined : chunk);
    },
    unread: (chunk) => {
      rest = Buffer.concat([chunk, rest]);
    },
  };
}

type Reader = { readonly take: (chunk: Buffer | undefined) => void; readonly fail: (reason: unknown) => void };

/** Lets several processes read a foreign input in turn, so that one that ends while it reads loses nothing. */
export function shareInput(source: Input): SharedInput {
  if ('unread' in source) return source as SharedInput;
  const back: Buffer[] = [];
  const readers: Reader[] = [];
  let reading = false;
  let over = false;
  const pump = (): void => {
    if (reading || over || readers.length === 0) return;
    reading = true;
    source.read().then(
      (chunk) => {
        reading = false;
        if (chunk === undefined) {
          over = true;
          for (const reader of readers.splice(0)) reader.take(undefined);
          return;
        }
        const reader = readers.shift();
        if (reader) reader.take(chunk);
        else back.push(chunk);
        pump();
      },
      (error: unknown) => {
        reading = false;
        over = true;
        for (const reader of readers.splice(0)) reader.fail(error);
      },
    );
  };
  return {
    read: (signal) => {
      const ready = back.shift();
      if (ready) return Promise.resolve(ready);
      if (over) return Promise.resolve(undefined);
      const promise = waitIn(readers, signal);
      pump();
      return promise;
    },
    unread: (chunk) => void back.unshift(chunk),
  };
}

/** Waits in a row of readers until it is served or called off. */
function waitIn(readers: Reader[], signal: AbortSignal | undefined): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Gone());
      return;
    }
    const stop = () => {
      const place = readers.indexOf(reader);
      if (place !== -1) readers.splice(place, 1);
      reject(new Gone());
    };
    const done = () => signal?.removeEventListener('abort', stop);
    const reader: Reader = {
      take: (chunk) => {
        done();
        resolve(chunk);
      },
      fail: (reason) => {
        done();
        reject(reason instanceof Error ? reason : new Gone());
      },
    };
    readers.push(reader);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The ends of an in-memory pipe. */
export type Pipe = {
  readonly input: SharedInput;
  readonly output: Output & { readonly end: () => void };
};

/** Bytes that a pipe holds before a writer waits, as on Linux. */
const pipeCapacity = 65536;

/**
 * A pipe. It ends for its reader when its maker has called `end` and no process holds its output any more; writing
 * rejects with Gone when the last process that held its input has let go.
 */
export function openPipe(): Pipe {
  const chunks: Buffer[] = [];
  const readers: Reader[] = [];
  const waiting: (() => void)[] = [];
  let filled = 0;
  let writers = 1;
  let holdersOfInput = 0;
  let broken = false;
  let ended = false;
  const wake = () => {
    for (const go of waiting.splice(0)) go();
  };
  const drop = () => {
    writers -= 1;
    if (writers > 0) return;
    for (const reader of readers.splice(0)) reader.take(undefined);
  };
  const close = () => {
    broken = true;
    chunks.length = 0;
    filled = 0;
    wake();
  };
  const put = (chunk: Buffer) => {
    const reader = readers.shift();
    if (reader) {
      reader.take(chunk);
      return;
    }
    chunks.push(chunk);
    filled += chunk.length;
  };
  const write = async (data: Uint8Array | string): Promise<void> => {
    let rest = Buffer.from(data);
    while (rest.length > 0) {
      while (!broken && readers.length === 0 && filled >= pipeCapacity)
        await new Promise<void>((go) => waiting.push(go));
      if (broken) throw new Gone('broken pipe');
      const part = rest.subarray(0, pipeCapacity);
      rest = rest.subarray(part.length);
      put(part);
    }
    if (broken) throw new Gone('broken pipe');
  };
  const input: SharedInput = {
    read: (signal) => {
      const chunk = chunks.shift();
      if (chunk) {
        filled -= chunk.length;
        wake();
        return Promise.resolve(chunk);
      }
      return writers <= 0 ? Promise.resolve(undefined) : waitIn(readers, signal);
    },
    unread: (chunk) => {
      chunks.unshift(chunk);
      filled += chunk.length;
    },
    close,
  };
  const output = {
    write,
    end: () => {
      if (ended) return;
      ended = true;
      drop();
    },
  };
  counts(output, { hold: () => void (writers += 1), release: drop });
  counts(input, {
    hold: () => void (holdersOfInput += 1),
    release: () => {
      holdersOfInput -= 1;
      if (holdersOfInput === 0) close();
    },
  });
  return { input, output };
}
