import type { Duplex } from 'node:stream';
import type { Listener } from '../kernel/network';
import { Gone, type Exit, type Facts, type Process } from '../kernel/process';
import type { ProcessRow, Program, Signal, User } from '../kernel/process';
import { closeOpened } from './guards';
import { defaultAction, signalNumber } from './signals';
import { hold, release } from './streams';
import type { Streams, TaskSpec, World } from './world';

type Handler = (() => void) | 'ignore';

/** What a small program occupies, in bytes. */
const ordinarySize = 400 * 1024;

/** After so many steps without a pause a process lets the rest of the lab have its turn, or stands back for a while. */
const stepsToYield = 64;
const stepsToRest = 16384;
const rest = 20;

/** A process of the lab, as its kernel sees it. */
export class Task {
  readonly pid: number;
  readonly hostPid: number;
  readonly started: number;
  readonly facts: Facts;
  readonly group: number;
  readonly exited: Promise<Exit>;
  readonly opened = { sockets: new Set<Duplex>(), listeners: new Set<Listener>() };
  argv: readonly string[];
  user: User;
  env: Map<string, string>;
  ppid: number;
  resident = ordinarySize;
  readonly streams: Streams;
  readonly #controller = new AbortController();
  readonly #handlers = new Map<Signal, Handler>();
  readonly #waits = new Set<() => void>();
  readonly #atEnd = new Set<() => void>();
  #resolve: (exit: Exit) => void = () => undefined;
  #exit: Exit | undefined;
  #stopped = false;
  #held: (() => void)[] = [];
  #steps = 0;
  readonly #leads: boolean;

  constructor(
    readonly world: World,
    readonly spec: TaskSpec,
  ) {
    this.pid = world.nextPid();
    this.hostPid = world.hostPid(this.pid);
    this.group = spec.group ?? this.pid;
    this.started = world.clock.now();
    this.facts = spec.facts;
    this.argv = spec.argv;
    this.user = spec.user;
    this.env = spec.env;
    this.ppid = spec.ppid;
    this.#leads = ![...world.tasks.values()].some((other) => other.facts.containerId === spec.facts.containerId);
    this.exited = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    for (const signal of spec.ignored ?? []) this.#handlers.set(signal, 'ignore');
    this.streams = [spec.stdin, spec.stdout, spec.stderr];
    for (const stream of this.streams) hold(stream);
    world.tasks.set(this.pid, this);
  }

  /** Aborted with Gone when the process has ended. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get running(): boolean {
    return this.#exit === undefined;
  }

  /** What it is about in `ps`. */
  row(): ProcessRow {
    return {
      pid: this.pid,
      ppid: this.ppid,
      user: this.user,
      argv: this.argv,
      started: this.started,
      tty: this.spec.terminal !== undefined,
    };
  }

  /** Lets a program run in this process; whatever it throws ends the process, never the lab. */
  run(program: Program, self: Process): void {
    void this.#run(program, self);
  }

  async #run(program: Program, self: Process): Promise<void> {
    try {
      // The maker learns the pid before the program's first step.
      await Promise.resolve();
      this.end({ code: (await program(self)) & 255 });
    } catch (error) {
      if (!this.running) return;
      if (!(error instanceof Gone)) await this.#complain(error);
      this.end({ code: 1 });
    }
  }

  async #complain(error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    await this.guard(this.streams[2].write(`${this.argv[0] ?? ''}: ${message}\n`)).catch(() => undefined);
  }

  /** Lets a promise pass only while the process runs and is not stopped. */
  guard<T>(work: Promise<T>): Promise<T> {
    const promise = new Promise<T>((resolve, reject) => {
      if (!this.running) {
        reject(new Gone());
        return;
      }
      const stop = (): void => reject(new Gone());
      this.#waits.add(stop);
      const pass = (run: () => void): void => {
        if (this.#frozen()) {
          this.#held.push(() => pass(run));
          return;
        }
        this.#waits.delete(stop);
        run();
      };
      work.then(
        (value) => pass(() => resolve(value)),
        (error: unknown) => pass(() => reject(error instanceof Error ? error : new Error(String(error)))),
      );
    });
    // Who waits hears of the end; a wait that nobody looks at must not end the lab.
    promise.catch(() => undefined);
    return promise;
  }

  /** dup2(2): another stream takes a standard stream's place. */
  redirect(streams: Streams): void {
    for (const stream of streams) hold(stream);
    for (const stream of this.streams) release(stream);
    [this.streams[0], this.streams[1], this.streams[2]] = streams;
  }

  /** Keeps a process that never waits from standing in everybody's way. */
  async step(): Promise<void> {
    this.#steps += 1;
    if (this.#steps % stepsToRest === 0) await this.world.clock.sleep(rest, this.signal);
    else if (this.#steps % stepsToYield === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  /** It has waited for time to pass. */
  rested(): void {
    this.#steps = 0;
  }

  /** Runs something when the process ends; what it returns calls that off. */
  atEnd(run: () => void): () => void {
    this.#atEnd.add(run);
    return () => void this.#atEnd.delete(run);
  }

  handle(signal: Signal, handler: Handler | 'default'): void {
    if (signal === 'SIGKILL' || signal === 'SIGSTOP') return;
    if (handler === 'default') this.#handlers.delete(signal);
    else this.#handlers.set(signal, handler);
  }

  /** The signals that it ignores, which a new program inherits. */
  ignored(): readonly Signal[] {
    return [...this.#handlers].filter(([, handler]) => handler === 'ignore').map(([signal]) => signal);
  }

  /** execve(2): what was caught is the default again. */
  forgetHandlers(): void {
    for (const [signal, handler] of [...this.#handlers]) if (handler !== 'ignore') this.#handlers.delete(signal);
    this.resident = ordinarySize;
  }

  /** A signal reaches the process, from outside its pid namespace or from within. */
  deliver(signal: Signal, fromOutside: boolean): void {
    if (!this.running) return;
    if (signal === 'SIGKILL') {
      if (this.pid !== 1 || fromOutside) this.#endBy(signal);
      return;
    }
    if (signal === 'SIGCONT') this.#continue();
    if (this.#frozen()) {
      this.#held.push(() => this.deliver(signal, fromOutside));
      return;
    }
    const handler = this.#handlers.get(signal);
    if (handler === 'ignore') return;
    if (handler) {
      this.#call(handler);
      return;
    }
    this.#default(signal, fromOutside);
  }

  #default(signal: Signal, fromOutside: boolean): void {
    const action = defaultAction(signal);
    if (action === 'ignore' || action === 'continue') return;
    if (this.pid === 1 && !(fromOutside && signal === 'SIGSTOP')) return;
    if (action === 'end') {
      this.#endBy(signal);
      return;
    }
    this.#stopped = true;
    this.spec.onStop?.();
  }

  #call(handler: () => void): void {
    try {
      handler();
    } catch (error) {
      if (!(error instanceof Gone)) void this.#complain(error);
    }
  }

  #endBy(signal: Signal): void {
    this.end({ code: 128 + signalNumber(signal), signal });
  }

  /** Charges memory; beyond the container's limit the process is killed. */
  allocate(bytes: number): void {
    this.resident = ordinarySize + Math.max(0, bytes);
    const limit = this.facts.memoryLimit();
    if (limit === undefined || this.world.memoryUsed(this.facts.containerId) <= limit) return;
    this.world.outOfMemory(this.facts.containerId);
    this.end({ code: 137, signal: 'SIGKILL', outOfMemory: true });
    throw new Gone('out of memory');
  }

  #frozen(): boolean {
    return this.running && (this.#stopped || this.world.paused(this.facts.containerId));
  }

  #continue(): void {
    this.#stopped = false;
    this.thaw();
  }

  /** Lets pass what has come meanwhile, if nothing stops the process any more. */
  thaw(): void {
    if (this.#frozen()) return;
    for (const run of this.#held.splice(0)) run();
  }

  /** The end of the process: children get a new parent, what it had open is closed. */
  end(exit: Exit): void {
    if (!this.running) return;
    this.#exit = exit;
    this.world.tasks.delete(this.pid);
    this.#controller.abort(new Gone());
    for (const stop of this.#waits) stop();
    this.#waits.clear();
    this.#held = [];
    closeOpened(this.opened);
    for (const stream of this.streams) release(stream);
    for (const run of [...this.#atEnd]) run();
    this.#atEnd.clear();
    this.#leaveFamily();
    this.#resolve(exit);
  }

  #leaveFamily(): void {
    const others = [...this.world.tasks.values()];
    const mine = (other: Task): boolean => this.#leads && other.facts.containerId === this.facts.containerId;
    for (const other of others) {
      if (this.pid === 1 || mine(other)) other.end({ code: 137, signal: 'SIGKILL' });
      else if (other.ppid === this.pid) other.ppid = 1;
    }
    this.world.tasks.get(this.ppid)?.deliver('SIGCHLD', false);
  }
}
