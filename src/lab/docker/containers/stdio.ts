import { Gone, type Input, type Output } from '../../kernel/process';
import type { ContainerLog, LogStream } from './container-log';

/** Somebody who is attached: gets what the processes write. */
export type Sink = {
  readonly write: (stream: LogStream, chunk: Buffer) => Promise<void>;
  readonly end: () => void;
};

/** Bytes of typed input that wait for a process before the client is held up. */
const inputRoom = 64 * 1024;

/** What is typed, until a process reads it. */
export class Keyboard implements Input {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #over = false;
  #reader: (() => void) | undefined;
  readonly #writers = new Set<() => void>();

  /** Resolves when there is room for more. */
  async push(chunk: Buffer): Promise<void> {
    if (this.#over) throw new Gone('nobody reads');
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#reader?.();
    if (this.#bytes >= inputRoom) await new Promise<void>((resolve) => this.#writers.add(resolve));
  }

  /** No more comes. */
  close(): void {
    this.#over = true;
    this.#reader?.();
    this.#letGo();
  }

  async read(): Promise<Buffer | undefined> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk) {
        this.#bytes -= chunk.length;
        if (this.#bytes < inputRoom) this.#letGo();
        return chunk;
      }
      if (this.#over) return undefined;
      await new Promise<void>((resolve) => (this.#reader = resolve));
    }
  }

  #letGo(): void {
    for (const go of this.#writers) go();
    this.#writers.clear();
  }
}

/** The standard streams of a container: one keyboard, any number of sinks, and the log. */
export class Stdio {
  readonly #log: ContainerLog;
  readonly #sinks = new Set<Sink>();
  #keyboard = new Keyboard();

  constructor(log: ContainerLog) {
    this.#log = log;
  }

  get keyboard(): Keyboard {
    return this.#keyboard;
  }

  /** Attaches; the result detaches. */
  attach(sink: Sink): () => void {
    this.#sinks.add(sink);
    return () => this.#sinks.delete(sink);
  }

  output(stream: LogStream): Output {
    return {
      write: async (data) => {
        const chunk = Buffer.from(data);
        this.#log.write(stream, chunk);
        await Promise.all(
          [...this.#sinks].map((sink) => sink.write(stream, chunk).catch(() => this.#sinks.delete(sink))),
        );
      },
    };
  }

  /** A run has ended: who is attached is told, and the next run gets a new keyboard. */
  endRun(): void {
    this.#log.endRun();
    for (const sink of this.#sinks) sink.end();
    this.#sinks.clear();
    this.#keyboard.close();
    this.#keyboard = new Keyboard();
  }
}
