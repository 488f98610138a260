import type { Duplex } from 'node:stream';
import { ApiError } from '../../http/call';
import type { Files } from '../../kernel/files';
import { ExecError, Gone, type Input, type Output } from '../../kernel/process';
import type { Running } from '../../processes/machine';
import { emptyInput, nullOutput } from '../../processes/streams';
import { keyWatch, openClient, parseKeys, usualKeys, type Client } from './client';
import type { LogStream } from './container-log';
import { newId } from './names';
import type { Container } from './record';
import { environment, userOf } from './run';
import { Keyboard } from './stdio';
import type { ContainerStore } from './store';

/** What a client asks of an exec. */
export type ExecConfig = {
  readonly User: string;
  readonly Privileged: boolean;
  readonly Tty: boolean;
  readonly ConsoleSize: unknown;
  readonly AttachStdin: boolean;
  readonly AttachStderr: boolean;
  readonly AttachStdout: boolean;
  readonly DetachKeys: string;
  readonly Env: readonly string[] | null;
  readonly WorkingDir: string;
  readonly Cmd: readonly string[] | null;
};

/** A command that runs, will run or has run in a container. */
export type Exec = {
  readonly id: string;
  readonly container: Container;
  readonly config: ExecConfig;
  running: boolean;
  started: boolean;
  exitCode: number | null;
  pid: number;
  process?: Running;
};

/** So many are remembered of a container; the oldest that have ended go first. */
const mostRemembered = 100;

/** The container, when commands can be executed in it; throws ApiError 409. */
export function executable(container: Container, reference: string): Container {
  if (container.state.status === 'restarting') {
    throw new ApiError(409, `Container ${container.id} is restarting, wait until the container is running`);
  }
  if (!container.run) throw new ApiError(409, `container ${container.id} is not running`);
  if (container.run.paused)
    throw new ApiError(409, `Container ${reference} is paused, unpause the container before exec`);
  return container;
}

/** Makes an exec ready; throws ApiError. */
export function createExec(store: ContainerStore, reference: string, config: ExecConfig): Exec {
  const container = executable(store.require(reference), reference);
  if ((config.Cmd ?? []).length === 0) throw new ApiError(400, 'No exec command specified');
  if (config.DetachKeys !== '' && !parseKeys(config.DetachKeys)) {
    throw new ApiError(500, `Invalid escape keys (${config.DetachKeys}) provided`);
  }
  const exec: Exec = { id: newId(), container, config, running: false, started: false, exitCode: null, pid: 0 };
  const old = [...store.execs.values()].filter((other) => other.container === container && !other.running);
  for (const other of old.slice(0, Math.max(0, old.length - mostRemembered))) forgetExec(store, other);
  store.execs.set(exec.id, exec);
  container.execs.add(exec.id);
  announce(store, exec, `exec_create: ${commandText(exec)}`);
  return exec;
}

function forgetExec(store: ContainerStore, exec: Exec): void {
  store.execs.delete(exec.id);
  exec.container.execs.delete(exec.id);
}

const commandText = ({ config }: Exec): string => {
  const [first = '', ...rest] = config.Cmd ?? [];
  return `${first} ${rest.join(' ')}`;
};

function announce(
  store: ContainerStore,
  exec: Exec,
  action: string,
  more: Readonly<Record<string, string>> = {},
): void {
  store.emit(exec.container, action, { execID: exec.id, ...more });
}

/** By id or prefix, or ApiError 404. */
export function requireExec(store: ContainerStore, id: string): Exec {
  const found = store.execs.get(id);
  if (found) return found;
  throw new ApiError(404, `No such exec instance: ${id}`);
}

/** What an exec reads and writes. */
export type ExecStreams = { readonly stdin: Input; readonly stdout: Output; readonly stderr: Output };

const closed: ExecStreams = { stdin: emptyInput, stdout: nullOutput, stderr: nullOutput };

/** Throws ApiError 409 when an exec has been started already or its container cannot run it. */
function checkStartable(exec: Exec): void {
  const { container, id } = exec;
  if (exec.running) throw new ApiError(409, `Error: Exec command ${id} is already running`);
  if (exec.started) throw new ApiError(409, `Error: Exec command ${id} has already run`);
  executable(container, container.name);
}

/** Starts an exec; resolves once it runs, and `ended` with its exit code. Throws ApiError, and leaves 126 as exit code then. */
export async function runExec(
  store: ContainerStore,
  exec: Exec,
  streams: ExecStreams = closed,
  size?: { readonly columns: number; readonly rows: number },
): Promise<{ readonly ended: Promise<number> }> {
  checkStartable(exec);
  exec.started = true;
  exec.running = true;
  announce(store, exec, `exec_start: ${commandText(exec)}`);
  try {
    exec.process = await startProcess(exec, streams, size);
  } catch (error) {
    exec.running = false;
    exec.exitCode = 126;
    exec.container.execs.delete(exec.id);
    throw execError(error);
  }
  exec.pid = exec.process.hostPid;
  const ended = exec.process.exited.then((exit) => {
    exec.running = false;
    exec.exitCode = exit.code;
    exec.container.execs.delete(exec.id);
    announce(store, exec, 'exec_die', { exitCode: String(exit.code) });
    return exit.code;
  });
  return { ended };
}

function execError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ExecError)) return new ApiError(500, message);
  return new ApiError(
    400,
    `OCI runtime exec failed: exec failed: unable to start container process: ${message}: unknown`,
  );
}

async function startProcess(
  { container, config }: Exec,
  streams: ExecStreams,
  size?: { readonly columns: number; readonly rows: number },
): Promise<Running> {
  const { run } = container;
  if (!run) throw new ApiError(409, `container ${container.id} is not running`);
  const { machine, files, network, facts } = run;
  const user = await userOf(container, files, config.User);
  const cwd = config.WorkingDir || container.config.WorkingDir || '/';
  await checkDirectory(files, cwd);
  return machine.start({
    argv: config.Cmd ?? [],
    env: environment(container, user.home, config.Tty, config.Env ?? []),
    cwd,
    user,
    ...(config.Tty && { terminal: size ?? sizeOf(config.ConsoleSize) }),
    ...streams,
    files,
    network,
    facts,
  });
}

async function checkDirectory(files: Files, path: string): Promise<void> {
  const directory = await files.stat(path).catch(() => undefined);
  if (directory?.kind === 'directory') return;
  const reason = directory ? 'not a directory' : 'no such file or directory';
  throw new ExecError(126, `chdir to cwd ("${path}") set in config.json failed: ${reason}`);
}

/** Height and width, as the API orders them. */
function sizeOf(given: unknown): { readonly columns: number; readonly rows: number } {
  const [rows, columns] = Array.isArray(given) ? (given as readonly unknown[]).map(Number) : [];
  return { columns: columns || 80, rows: rows || 24 };
}

/** Starts an exec over a hijacked connection and serves it until the command has ended or the client has detached. */
export async function serveExec(store: ContainerStore, exec: Exec, socket: Duplex): Promise<void> {
  const { config } = exec;
  const client = openClient(store.parts.clock, socket, !config.Tty);
  const keyboard = new Keyboard();
  const output = (stream: LogStream, wanted: boolean): Output =>
    wanted ? { write: (chunk) => client.write(stream, Buffer.from(chunk)) } : nullOutput;
  const streams: ExecStreams = {
    stdin: config.AttachStdin ? keyboard : emptyInput,
    stdout: output('stdout', config.AttachStdout),
    stderr: output(config.Tty ? 'stdout' : 'stderr', config.Tty ? config.AttachStdout : config.AttachStderr),
  };
  try {
    const { ended } = await runExec(store, exec, streams);
    const detached = typed(client, keyboard, config);
    await Promise.race([ended, detached]);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await client.write('stdout', Buffer.from(`${error.message}\r\n`));
  } finally {
    client.end();
  }
}

/** Hands on what the client types; resolves when it has typed the detach keys, or has gone. */
async function typed(client: Client, keyboard: Keyboard, config: ExecConfig): Promise<void> {
  const keys = config.DetachKeys === '' ? usualKeys : (parseKeys(config.DetachKeys) ?? usualKeys);
  const watch = config.Tty ? keyWatch(keys) : (chunk: Buffer) => chunk;
  try {
    for await (const chunk of client.input()) {
      const passed = watch(chunk);
      if (!passed) return;
      if (config.AttachStdin && passed.length > 0) await keyboard.push(passed);
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  keyboard.close();
  await client.closed;
}

/** What inspect shows of an exec. */
export function inspectExec({ id, container, config, running, exitCode, pid }: Exec): object {
  const [entrypoint = '', ...rest] = config.Cmd ?? [];
  return {
    ID: id,
    Running: running,
    ExitCode: exitCode,
    ProcessConfig: {
      tty: config.Tty,
      entrypoint,
      arguments: rest,
      privileged: config.Privileged,
      ...(config.User !== '' && { user: config.User }),
    },
    OpenStdin: config.AttachStdin,
    OpenStderr: config.AttachStderr,
    OpenStdout: config.AttachStdout,
    CanRemove: false,
    ContainerID: container.id,
    DetachKeys: config.DetachKeys,
    Pid: pid,
  };
}
