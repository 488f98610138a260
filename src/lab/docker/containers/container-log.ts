import type { Clock } from '../../kernel/clock';
import type { Kept } from '../../state/keeper';
import { nanoseconds } from './times';

export type LogStream = 'stdout' | 'stderr';
export type LogLine = {
  /** Counts up from 1, so that a reader knows where it was. */
  readonly number: number;
  readonly stream: LogStream;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** With its newline, if it had one. */
  readonly data: Buffer;
};

/** Bytes that a container's log may hold; the oldest lines go first. */
const capacity = 2 * 1024 * 1024;
/** Bytes that a line costs beside its text. */
const overhead = 96;
/** A longer line is kept in parts, as the json-file driver does. */
const longestLine = 16 * 1024;

/** What a container's processes wrote, line by line, within a bound. */
export class ContainerLog {
  readonly #clock: Clock;
  readonly #enabled: boolean;
  readonly #open: Record<LogStream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  #lines: LogLine[] = [];
  #first = 0;
  #bytes = 0;
  #number = 0;
  readonly #waiting = new Set<() => void>();

  /** @param enabled false with the log driver `none` */
  constructor(clock: Clock, enabled: boolean) {
    this.#clock = clock;
    this.#enabled = enabled;
  }

  /** Takes what a process wrote; lines that are not finished are kept back. */
  write(stream: LogStream, chunk: Uint8Array): void {
    if (!this.#enabled) return;
    let rest = this.#open[stream].length > 0 ? Buffer.concat([this.#open[stream], chunk]) : Buffer.from(chunk);
    for (;;) {
      const newline = rest.indexOf(10);
      const end = newline === -1 || newline >= longestLine ? longestLine : newline + 1;
      if (newline === -1 && rest.length < longestLine) break;
      this.#append(stream, rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    this.#open[stream] = Buffer.from(rest);
    this.#wake();
  }

  /** A run has ended: what was kept back becomes a line without newline. */
  endRun(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#open[stream].length > 0) this.#append(stream, this.#open[stream]);
      this.#open[stream] = Buffer.alloc(0);
    }
    this.#wake();
  }

  /** Lines after a number, oldest first, at most `most`. */
  after(number: number, most: number): readonly LogLine[] {
    const oldest = this.#lines[this.#first]?.number ?? this.#number + 1;
    const start = this.#first + Math.max(0, number + 1 - oldest);
    return this.#lines.slice(start, start + most);
  }

  /** Resolves with the next write, or when `gone` is aborted. */
  changed(gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (gone.aborted) {
        resolve();
        return;
      }
      const done = () => {
        this.#waiting.delete(done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      gone.addEventListener('abort', done, { once: true });
    });
  }

  /** For the snapshot. */
  save(): Kept {
    return this.#lines
      .slice(this.#first)
      .map(({ stream, time, data }) => [stream === 'stderr' ? 1 : 0, String(time), data]);
  }

  /** Takes back what `save` gave. */
  load(kept: Kept): void {
    if (!Array.isArray(kept)) return;
    for (const row of kept as readonly Kept[]) {
      const [stream, time, data] = row as readonly [number, string, Uint8Array];
      this.#append(stream === 1 ? 'stderr' : 'stdout', Buffer.from(data), BigInt(time));
    }
  }

  #append(stream: LogStream, data: Buffer, time = nanoseconds(this.#clock)): void {
    this.#lines.push({ number: ++this.#number, stream, time, data: Buffer.from(data) });
    this.#bytes += data.length + overhead;
    while (this.#bytes > capacity && this.#first < this.#lines.length - 1) {
      this.#bytes -= (this.#lines[this.#first]?.data.length ?? 0) + overhead;
      this.#first += 1;
    }
    if (this.#first > 1024 && this.#first > this.#lines.length / 2) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
