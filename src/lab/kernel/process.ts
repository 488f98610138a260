import type { Clock } from './clock';
import type { Files, Who } from './files';
import type { NetworkStack } from './network';

/** Where a process writes to; awaiting `write` is the back-pressure. Rejects with Gone when nobody reads any more. */
export type Output = { readonly write: (chunk: Uint8Array | string) => Promise<void> };

/** What a process reads from; undefined is the end. */
export type Input = { readonly read: () => Promise<Buffer | undefined> };

export type User = Who & { readonly name: string; readonly home: string };

/** `SIGTERM`, `SIGKILL`, … with the prefix. */
export type Signal = `SIG${string}`;

/** How a process ended: its status (128 + the signal's number when a signal ended it). */
export type Exit = { readonly code: number; readonly signal?: Signal; readonly outOfMemory?: boolean };

/** Thrown into a program whose process has been ended: the program lets it pass through. */
export class Gone extends Error {
  override readonly name = 'Gone';
}

/** Why something could not be executed: 127 not found, 126 not executable. */
export class ExecError extends Error {
  override readonly name = 'ExecError';

  /** @param text as runc tells it, for example `exec: "foo": executable file not found in $PATH` */
  constructor(
    readonly code: 126 | 127,
    text: string,
  ) {
    super(text);
  }
}

/** What all processes of a container can know of it. */
export type Facts = {
  readonly containerId: string;
  readonly containerName: string;
  readonly hostname: string;
  readonly domainname: string;
  /** The image as the container's creator wrote it. */
  readonly image: string;
  /** Labels of the container, its image's included. */
  readonly labels: Readonly<Record<string, string>>;
  /** What `uname -r` says. */
  readonly kernel: string;
  readonly cpus: number;
  /** Bytes; undefined is no limit. */
  readonly memoryLimit: () => number | undefined;
  readonly pidsLimit: () => number | undefined;
  /** Effective capabilities, `CAP_NET_RAW`, … */
  readonly capabilities: ReadonlySet<string>;
};

export type SpawnOptions = {
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly user?: User;
  readonly stdin?: Input;
  readonly stdout?: Output;
  readonly stderr?: Output;
};

/** A process that another one has started. */
export type Child = {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly kill: (signal: Signal) => void;
};

/** A row of `ps`. */
export type ProcessRow = {
  readonly pid: number;
  readonly ppid: number;
  readonly user: User;
  readonly argv: readonly string[];
  /** Lab time, milliseconds since 1970. */
  readonly started: number;
  readonly tty: boolean;
};

/**
 * A process, as the program that runs in it sees it. When the process is ended from outside, everything here that
 * waits rejects with Gone.
 */
export type Process = {
  readonly pid: number;
  readonly ppid: number;
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
  cwd: string;
  readonly user: User;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Set when standard input is a terminal; its size in characters. */
  readonly terminal: () => { readonly columns: number; readonly rows: number } | undefined;
  /** Files as this process's user sees them; relative paths are resolved with `path`. */
  readonly files: Files;
  readonly path: (relative: string) => string;
  readonly network: NetworkStack;
  readonly clock: Clock;
  readonly facts: Facts;
  /** Aborted with Gone when the process has ended. */
  readonly ended: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
  /** What a signal does: a function, nothing, or the default, which ends the process (unless it is PID 1). SIGKILL cannot be caught. */
  readonly on: (signal: Signal, handler: (() => void) | 'ignore' | 'default') => void;
  /** Ends this process from within, as exit(3) does, also while the program waits elsewhere. */
  readonly exit: (code: number) => never;
  /** Starts a child; looks the command up in PATH; rejects with ExecError. Streams default to this process's own. */
  readonly spawn: (argv: readonly string[], options?: SpawnOptions) => Promise<Child>;
  /** Runs a program function as a child with an argv of its own (a subshell, a pipe's part). */
  readonly fork: (argv: readonly string[], program: Program, options?: SpawnOptions) => Child;
  /**
   * Becomes another program (execve): same pid, new argv; resolves to its exit status. Rejects with ExecError. With
   * `user` the process first changes to that user (setuid(2)), for good, as `su-exec` and `setpriv` do.
   */
  readonly become: (argv: readonly string[], env?: ReadonlyMap<string, string>, user?: User) => Promise<number>;
  /** An in-memory pipe. */
  readonly pipe: () => { readonly input: Input; readonly output: Output & { readonly end: () => void } };
  /** Processes of the same namespace, this one included. */
  readonly processes: () => readonly ProcessRow[];
  /** Sends a signal; false when there is no such process. */
  readonly kill: (pid: number, signal: Signal) => boolean;
  /** Charges memory to the container; beyond the limit the kernel kills the process (137, outOfMemory). Resident size of this process. */
  readonly allocate: (bytes: number) => void;
  /** Shows another command line in `ps` from now on, as setproctitle(3) does. */
  readonly setTitle: (argv: readonly string[]) => void;
};

/** What runs in a process; resolves to the exit status, 0 to 255. */
export type Program = (self: Process) => Promise<number>;

/**
 * Programs by name. An executable of an image is a file whose content starts with `stubMark` and the program's name and a
 * newline: whoever executes that file (by whatever path, link or copy) runs the program of that name.
 */
export type Programs = ReadonlyMap<string, Program>;

/** The beginning of a file that stands for a compiled program. */
const stubMark = '\u007fELF cloud-native-tutor practice lab program: ';

/** The content of an executable that stands for a compiled program. */
export const stub = (program: string): Buffer => Buffer.from(`${stubMark}${program}\n`);

/** The program that a file's content stands for; undefined when it is no such file. */
export function stubOf(content: Uint8Array): string | undefined {
  const head = Buffer.from(content.subarray(0, 256)).toString('utf8');
  if (!head.startsWith(stubMark)) return undefined;
  const end = head.indexOf('\n');
  return end === -1 ? undefined : head.slice(stubMark.length, end);
}
