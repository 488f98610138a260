import type { Clock } from '../kernel/clock';
import type { Files } from '../kernel/files';
import type { NetworkStack } from '../kernel/network';
import type { Facts, Input, Output, Process, Signal, User } from '../kernel/process';
import type { Executable } from './execute';
import type { SharedInput } from './streams';
import type { Task } from './task';
import type { Terminal } from './terminal';

/** A process as programs of this room see it: more than the contract promises. */
export type TaskProcess = Process & {
  readonly stdin: SharedInput;
  /** The process group (for `kill -- -group` and the terminal's foreground). */
  readonly group: number;
};

/** What the processes of a machine share. */
export type World = {
  readonly clock: Clock;
  readonly tasks: Map<number, Task>;
  readonly nextPid: () => number;
  readonly hostPid: (pid: number) => number;
  readonly find: (
    place: { readonly files: Files; readonly cwd: string; readonly path: string; readonly user: User },
    argv: readonly string[],
  ) => Promise<Executable>;
  readonly paused: (containerId: string) => boolean;
  readonly memoryUsed: (containerId: string) => number;
  readonly outOfMemory: (containerId: string) => void;
};

/** What a process starts with. */
export type TaskSpec = {
  readonly ppid: number;
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
  readonly cwd: string;
  readonly user: User;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly terminal?: Terminal;
  readonly files: Files;
  readonly network: NetworkStack;
  readonly facts: Facts;
  /** Undefined begins a process group of its own. */
  readonly group?: number;
  readonly ignored?: readonly Signal[];
  /** A signal has stopped it (what a shell's job control waits for). */
  readonly onStop?: () => void;
};

/** Standard input, output and error of a process. */
export type Streams = [stdin: Input, stdout: Output, stderr: Output];
