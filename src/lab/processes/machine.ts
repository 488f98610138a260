import type { Clock } from '../kernel/clock';
import type { Files } from '../kernel/files';
import type { NetworkStack } from '../kernel/network';
import type { Exit, Facts, Input, Output, ProcessRow, Program, Programs, Signal, User } from '../kernel/process';
import { dockerInit } from './docker-init';
import { ExecFailure, defaultPath, failing, findExecutable, type Executable } from './execute';
import { openTerminal, type Terminal } from './terminal';
import { shareInput } from './streams';
import { runTask } from './process-view';
import type { Task } from './task';
import type { World } from './world';

/** What a machine is made of: a container's namespaces. */
export type MachineOptions = {
  readonly programs: Programs;
  readonly clock: Clock;
  readonly facts: Facts;
  readonly files: Files;
  readonly network: NetworkStack;
  /** The pid that PID 1 has on the host. */
  readonly firstHostPid: number;
  /** Hears that a process of a container was killed because memory was used up. */
  readonly onOutOfMemory?: (containerId: string) => void;
};

/** What to start. */
export type StartSpec = {
  readonly argv: readonly string[];
  /** `NAME=value` each. */
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: User;
  /** Standard streams are a terminal of this size: `stdin` is its keyboard, `stdout` its screen. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** docker-init comes first. */
  readonly init?: boolean;
  /** Another container's, which shares this pid namespace. */
  readonly files?: Files;
  readonly network?: NetworkStack;
  readonly facts?: Facts;
};

/** What was started. */
export type Running = {
  readonly pid: number;
  readonly hostPid: number;
  readonly exited: Promise<Exit>;
  /** From outside: PID 1 cannot ignore SIGKILL and SIGSTOP then. */
  readonly kill: (signal: Signal) => void;
  readonly resize: (columns: number, rows: number) => void;
};

/** A process as the host sees it. */
export type HostRow = ProcessRow & {
  readonly hostPid: number;
  readonly containerId: string;
  /** Of its container: what its processes have when they are the superuser's. */
  readonly capabilities: ReadonlySet<string>;
};

/** The processes of one pid namespace. */
export class Machine {
  readonly #options: MachineOptions;
  readonly #programs: Programs;
  readonly #tasks = new Map<number, Task>();
  readonly #paused = new Set<string>();
  readonly #world: World;
  #oomKills = 0;
  #lastPid = 0;
  #closed = false;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#programs = new Map<string, Program>([...options.programs, ['docker-init', dockerInit]]);
    this.#world = {
      clock: options.clock,
      tasks: this.#tasks,
      nextPid: () => ++this.#lastPid,
      hostPid: (pid) => options.firstHostPid + pid - 1,
      find: (place, argv) => findExecutable(this.#programs, place, argv),
      paused: (containerId) => this.#paused.has(containerId),
      memoryUsed: (containerId) => this.memoryUsed(containerId),
      outOfMemory: (containerId) => {
        this.#oomKills += 1;
        options.onOutOfMemory?.(containerId);
      },
    };
  }

  /**
   * Starts a container's first process, or another one in it (`docker exec`). Rejects with ExecError, whose message is
   * runc's; a missing interpreter and a wrong format are told by the process itself, which then ends with 1.
   */
  async start(spec: StartSpec): Promise<Running> {
    const facts = spec.facts ?? this.#options.facts;
    const files = spec.files ?? this.#options.files;
    const env = new Map(spec.env.map(splitVariable));
    const executable = await this.#find(spec, files, env);
    if (this.#over()) throw new Error('the machine has ended');
    const stdin = shareInput(spec.stdin);
    const terminal = spec.terminal && this.#terminal(spec, spec.terminal);
    if (terminal) void pump(stdin, terminal);
    const streams = terminal
      ? { stdin: terminal.input, stdout: terminal.output, stderr: terminal.output, terminal }
      : { stdin, stdout: spec.stdout, stderr: spec.stderr };
    const { cwd, user, network = this.#options.network } = spec;
    const taskSpec = { ...streams, ppid: 0, argv: executable.argv, env, cwd, user, files, network, facts };
    const task = runTask(this.#world, taskSpec, executable.program);
    terminal?.control().setForeground(task.group);
    return {
      pid: task.pid,
      hostPid: task.hostPid,
      exited: task.exited,
      kill: (signal) => task.deliver(signal, true),
      resize: (columns, rows) => terminal?.resize(columns, rows),
    };
  }

  /** The processes that run, by pid. */
  list(): readonly HostRow[] {
    return [...this.#tasks.values()].map((task) => ({
      ...task.row(),
      hostPid: task.hostPid,
      containerId: task.facts.containerId,
      capabilities: task.facts.capabilities,
    }));
  }

  /** Sends a signal from outside; false when there is no such process. */
  kill(pid: number, signal: Signal): boolean {
    const task = this.#tasks.get(pid);
    task?.deliver(signal, true);
    return task !== undefined;
  }

  /** Freezes the processes of a container (the machine's own, if none is named): nothing that they wait for comes. */
  pause(containerId = this.#options.facts.containerId): void {
    this.#paused.add(containerId);
  }

  /** Lets them run again. */
  resume(containerId = this.#options.facts.containerId): void {
    this.#paused.delete(containerId);
    for (const task of this.#tasks.values()) task.thaw();
  }

  /** Ends every process. */
  close(): Promise<void> {
    this.#closed = true;
    this.#paused.clear();
    for (const task of [...this.#tasks.values()].sort((a, b) => a.pid - b.pid)) task.deliver('SIGKILL', true);
    return Promise.resolve();
  }

  /** Bytes of memory that the processes of a container use (all, if none is named). */
  memoryUsed(containerId?: string): number {
    return [...this.#tasks.values()]
      .filter((task) => containerId === undefined || task.facts.containerId === containerId)
      .reduce((sum, task) => sum + task.resident, 0);
  }

  /** How many processes have been killed because memory was used up (memory.events' oom_kill). */
  outOfMemoryKills(): number {
    return this.#oomKills;
  }

  #over(): boolean {
    return this.#closed || (this.#lastPid > 0 && !this.#tasks.has(1));
  }

  async #find(spec: StartSpec, root: Files, env: ReadonlyMap<string, string>): Promise<Executable> {
    if (spec.init === true) return { program: dockerInit, argv: ['/sbin/docker-init', '--', ...spec.argv] };
    const { uid, gid, groups = [] } = spec.user;
    const user = { uid, gid, groups };
    const place = { files: root.as(user), cwd: spec.cwd, path: env.get('PATH') ?? defaultPath, user };
    try {
      return await findExecutable(this.#programs, place, spec.argv);
    } catch (error) {
      const late = error instanceof ExecFailure && /^exec [^:]/.test(error.message);
      if (late) return { program: failing(error), argv: spec.argv };
      throw error;
    }
  }

  #terminal(spec: StartSpec, size: { readonly columns: number; readonly rows: number }): Terminal {
    return openTerminal({
      columns: size.columns,
      rows: size.rows,
      screen: spec.stdout,
      foreground: 0,
      signal: (group, signal) => {
        for (const task of [...this.#tasks.values()]) if (task.group === group) task.deliver(signal, false);
      },
    });
  }
}

const splitVariable = (text: string): [string, string] => {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
};

/** Types what comes from the client until nothing more comes. */
async function pump(keyboard: Input, terminal: Terminal): Promise<void> {
  try {
    for (;;) {
      const keys = await keyboard.read();
      if (keys === undefined) return;
      await terminal.type(keys);
    }
  } catch {
    // The client has gone; the terminal stays for who attaches next.
  }
}
