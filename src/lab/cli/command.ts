import type { Readable } from 'node:stream';
import type { Clock } from '../kernel/clock';
import type { Client } from './client/client';
import { flags, type Flag, type Options } from './options';
import type { Terminal } from './terminal';

/** What a command has of the machine, so that tests can give it theirs. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly clock: Clock;
  readonly stdin: Readable;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly terminal: Terminal;
};

/** One call of a command. */
export type Call = Surroundings & {
  /** The words before the options, such as `docker container run`. */
  readonly path: string;
  readonly options: Options;
  readonly args: readonly string[];
  readonly client: Client;
  /** Prints to standard output, without adding a line's end. */
  readonly print: (text: string) => void;
  /** Prints a line to standard error. */
  readonly complain: (line: string) => void;
};

/** A command that can be called; it returns the exit status and throws a Failure. */
export type Command = {
  /** Its full name, such as `container run`. */
  readonly name: string;
  /** Other names, such as `run`; the first is the one that the usage shows when it was called so. */
  readonly aliases: readonly string[];
  /** What follows the name in the usage. */
  readonly usage: string;
  readonly short: string;
  readonly flags: readonly Flag[];
  /** The fewest and most arguments. */
  readonly args: readonly [least: number, most: number];
  /** Whether options may follow the first argument. */
  readonly mixed: boolean;
  readonly run: (call: Call) => Promise<number>;
};

/** A command from the few words that say what it is: its names (the full one first), usage, options and number of arguments. */
export function command(parts: {
  readonly names: string;
  readonly usage: string;
  readonly short: string;
  readonly flags?: string;
  readonly args?: readonly [number, number];
  readonly mixed?: boolean;
  readonly run: (call: Call) => Promise<number>;
}): Command {
  const [name = '', ...aliases] = parts.names.split(', ');
  return {
    name,
    aliases,
    usage: parts.usage,
    short: parts.short,
    flags: flags(parts.flags ?? ''),
    args: parts.args ?? [0, 0],
    mixed: parts.mixed ?? true,
    run: parts.run,
  };
}

/** Any number of arguments from `least` on. */
export const atLeast = (least: number): readonly [number, number] => [least, Number.POSITIVE_INFINITY];

/** So many arguments, neither more nor less. */
export const exactly = (count: number): readonly [number, number] => [count, count];
