import { posix } from 'node:path';
import type { Acting } from '../files/resolve';
import type { Files } from '../kernel/files';
import { Gone, type Child, type Input, type Output, type Process, type Program, type User } from '../kernel/process';
import type { SpawnOptions } from '../kernel/process';
import { defaultPath } from './execute';
import { guardFiles, guardNetwork } from './guards';
import { isTerminal, itself, openPipe, standsBehind, type SharedInput, unread } from './streams';
import { ownProc } from './own-proc';
import { Task } from './task';
import type { Streams, TaskProcess, TaskSpec, World } from './world';
import type { TerminalControl } from './terminal';

/** Spawn options that only shells need: a process group of its own, signals that the child ignores from its start. */
export type ShellSpawnOptions = SpawnOptions & { readonly group?: 'new' | number; readonly onStop?: () => void };

/** No more processes may be made (pids limit); the message is the C library's. */
export class ForkError extends Error {
  override readonly name = 'ForkError';
}

const tasks = new WeakMap<object, Task>();

/** The terminal of a process, with what only shells and full-screen programs need; undefined without one. */
export function terminalOf(self: Process): TerminalControl | undefined {
  return tasks.get(self)?.spec.terminal?.control();
}

/** Standard output or error of another process of the namespace (/proc/<pid>/fd/1); undefined when there is no such process. */
export function outputOf(self: Process, pid: number, fd: 1 | 2): Output | undefined {
  const other = tasks.get(self)?.world.tasks.get(pid);
  return other?.streams[fd];
}

/** dup2(2) for a whole process: what `exec > file` does in a shell, so that what it becomes keeps it. */
export const redirectStreams = (self: Process, streams: Streams): void =>
  tasks.get(self)?.redirect([itself(streams[0]), itself(streams[1]), itself(streams[2])]);

/** Ends the turn of a program that computes for long without waiting, so that the rest of the lab goes on. */
export const yieldTurn = (self: Process): Promise<void> => tasks.get(self)?.step() ?? Promise.resolve();

/** The process group of a process. */
export const groupOf = (self: Process): number => tasks.get(self)?.group ?? self.pid;

/** Makes a process and lets a program run in it. */
export function runTask(world: World, spec: TaskSpec, program: Program): Task {
  const task = new Task(world, spec);
  const self = processOf(task);
  tasks.set(self, task);
  task.run(program, self);
  return task;
}

/** The files as a user's processes see them, who may no more than the container's capabilities allow. */
function filesFor({ files, facts }: TaskSpec, user: User): Files {
  const who: Acting = { ...user, capabilities: facts.capabilities };
  return files.as(who);
}

/** The process that a task's program sees. */
function processOf(task: Task): TaskProcess {
  const { spec, world } = task;
  let cwd = spec.cwd;
  const guard = <T>(work: Promise<T>): Promise<T> => task.guard(work);
  let files = guardFiles(ownProc(filesFor(spec, spec.user), task.pid), guard);
  const network = guardNetwork(spec.network, guard, task.opened, () => task.running);
  const self: TaskProcess = {
    pid: task.pid,
    group: task.group,
    get ppid() {
      return task.ppid;
    },
    get argv() {
      return task.argv;
    },
    get env() {
      return task.env;
    },
    get cwd() {
      return cwd;
    },
    set cwd(path) {
      cwd = path;
    },
    get user() {
      return task.user;
    },
    stdin: watchInput(task),
    stdout: watchOutput(task, 1),
    stderr: watchOutput(task, 2),
    terminal: () => (isTerminal(task.streams[0]) ? spec.terminal?.control() : undefined),
    get files() {
      return files;
    },
    path: (relative) => posix.resolve(cwd, relative),
    network,
    clock: world.clock,
    facts: spec.facts,
    ended: task.signal,
    sleep: async (ms) => {
      task.rested();
      await guard(world.clock.sleep(ms, task.signal));
    },
    on: (signal, handler) => task.handle(signal, handler),
    exit: (code) => {
      task.end({ code: code & 255 });
      throw new Gone();
    },
    spawn: async (argv, options: ShellSpawnOptions = {}) => {
      const env = new Map(options.env ?? task.env);
      const at = options.cwd ?? cwd;
      const user = options.user ?? task.user;
      const place = { files: filesFor(spec, user), cwd: at, path: pathFor(task, env), user };
      const found = await guard(world.find(place, argv));
      return begin(task, found.argv, found.program, { ...options, cwd: at }, env);
    },
    fork: (argv, program, options: ShellSpawnOptions = {}) =>
      begin(task, argv, program, { ...options, cwd: options.cwd ?? cwd }, new Map(options.env ?? task.env)),
    become: async (argv, env = task.env, user = task.user) => {
      const place = { files: filesFor(spec, user), cwd, path: pathFor(task, env), user };
      const found = await guard(world.find(place, argv));
      if (user !== task.user) {
        task.user = user;
        files = guardFiles(ownProc(filesFor(spec, user), task.pid), guard);
      }
      task.argv = found.argv;
      task.env = new Map(env);
      task.forgetHandlers();
      return found.program(self);
    },
    pipe: () => {
      const pipe = openPipe();
      const forget = task.atEnd(pipe.output.end);
      const end = (): void => {
        forget();
        pipe.output.end();
      };
      const output = { write: pipe.output.write, end };
      standsBehind(output, () => pipe.output);
      return { input: pipe.input, output };
    },
    processes: () => [...world.tasks.values()].map((other) => other.row()),
    kill: (pid, signal) => {
      const reached = reach(task, pid);
      for (const other of reached) other.deliver(signal, false);
      return reached.length > 0;
    },
    allocate: (bytes) => task.allocate(bytes),
    setTitle: (argv) => {
      task.argv = argv;
    },
  };
  return self;
}

/** Commands are looked up in the PATH that the command will have, or in the usual places when it has none. */
const pathFor = (task: Task, env: ReadonlyMap<string, string>): string =>
  env.get('PATH') ?? task.env.get('PATH') ?? defaultPath;

function reach(task: Task, pid: number): readonly Task[] {
  const all = [...task.world.tasks.values()];
  if (pid > 0) return all.filter((other) => other.pid === pid);
  if (pid === -1) return all.filter((other) => other.pid !== 1 && other !== task);
  const group = pid === 0 ? task.group : -pid;
  return all.filter((other) => other.group === group);
}

function begin(
  parent: Task,
  argv: readonly string[],
  program: Program,
  options: ShellSpawnOptions & { readonly cwd: string },
  env: Map<string, string>,
): Child {
  parent.signal.throwIfAborted();
  const { facts, world } = parent;
  const limit = facts.pidsLimit();
  const sameContainer = [...world.tasks.values()].filter((other) => other.facts.containerId === facts.containerId);
  if (limit !== undefined && limit > 0 && sameContainer.length >= limit) {
    throw new ForkError('Resource temporarily unavailable');
  }
  const spec: TaskSpec = {
    ppid: parent.pid,
    argv,
    env,
    cwd: options.cwd,
    user: options.user ?? parent.user,
    stdin: itself(options.stdin ?? parent.streams[0]),
    stdout: itself(options.stdout ?? parent.streams[1]),
    stderr: itself(options.stderr ?? parent.streams[2]),
    ...(parent.spec.terminal && { terminal: parent.spec.terminal }),
    files: parent.spec.files,
    network: parent.spec.network,
    facts,
    ...(options.group !== 'new' && { group: options.group ?? parent.group }),
    ...(options.onStop && { onStop: options.onStop }),
    ignored: parent.ignored(),
  };
  const task = runTask(world, spec, program);
  return {
    pid: task.pid,
    exited: parent.guard(task.exited),
    kill: (signal) => task.deliver(signal, false),
  };
}

function watchInput(task: Task): SharedInput {
  const input: SharedInput = {
    read: async () => {
      await task.step();
      const raw: SharedInput | Input = task.streams[0];
      return task.guard((raw as SharedInput).read(task.signal));
    },
    unread: (chunk) => void unread(task.streams[0], chunk),
  };
  standsBehind(input, () => task.streams[0]);
  return input;
}

function watchOutput(task: Task, fd: 1 | 2): Output {
  const output: Output = {
    write: async (chunk) => {
      await task.step();
      if (chunk.length === 0) return;
      try {
        await task.guard(task.streams[fd].write(chunk));
      } catch (error) {
        // Nobody reads any more: SIGPIPE, as the kernel sends it; who survives that is told by the refusal.
        if (error instanceof Gone) task.deliver('SIGPIPE', false);
        throw error;
      }
    },
  };
  standsBehind(output, () => task.streams[fd]);
  return output;
}
