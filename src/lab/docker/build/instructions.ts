import { readMount } from './mounts';
import { readPairs } from './pairs';
import { Flags, type FlagKind } from './flags';
import { readHealth } from './health';
import { readLines, type Line } from './lines';
import type { Action, Command, CopyAction, RunAction, Step } from './action';
import { DockerfileError } from './refusal';
import { didYouMean } from './suggest';

/** The instructions, as BuildKit orders them when it guesses. */
const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** The steps of a Dockerfile, stages not yet told apart. Throws DockerfileError. */
export function readSteps(text: string): { readonly steps: readonly Step[]; readonly escape: string } {
  const { lines, escape } = readLines(text);
  // What the parser itself refuses comes before anything that an instruction refuses.
  for (const line of lines) if (line.keyword === 'ENV' || line.keyword === 'LABEL') readPairs(line);
  return { steps: lines.map(readStep), escape };
}

function readStep(line: Line): Step {
  const read = Object.hasOwn(readers, line.keyword) ? readers[line.keyword] : undefined;
  try {
    if (read === undefined)
      throw new DockerfileError(`unknown instruction: ${line.keyword}${didYouMean(line.keyword, keywords)}`);
    const action = read(line);
    return { line: line.line, title: line.title, action: line.onbuild === undefined ? action : trigger(line) };
  } catch (error) {
    if (!(error instanceof DockerfileError) || /^(?:invalid mount|unsupported mount)/.test(error.message)) throw error;
    throw new DockerfileError(`dockerfile parse error on line ${line.line}: ${error.message}`);
  }
}

function trigger({ keyword, onbuild = '' }: Line): Action {
  if (keyword === 'ONBUILD') throw new DockerfileError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (keyword === 'FROM' || keyword === 'MAINTAINER')
    throw new DockerfileError(`${keyword} isn't allowed as an ONBUILD trigger`);
  return { kind: 'onbuild', value: onbuild };
}

const readers: Readonly<Record<string, (line: Line) => Action>> = {
  FROM: readFrom,
  ARG: readArg,
  ENV: (line) => ({ kind: 'env', pairs: some(line, readPairs(line)) }),
  LABEL: (line) => ({ kind: 'label', pairs: some(line, readPairs(line)) }),
  EXPOSE: (line) => ({ kind: 'expose', ports: some(line, blankSeparated(line)) }),
  VOLUME: (line) => ({ kind: 'volume', values: some(line, blankSeparated(line)) }),
  USER: (line) => ({ kind: 'user', value: one(line) }),
  WORKDIR: (line) => ({ kind: 'workdir', value: one(line) }),
  STOPSIGNAL: (line) => ({ kind: 'stopsignal', value: one(line) }),
  MAINTAINER: (line) => ({ kind: 'maintainer', value: one(line) }),
  CMD: (line) => ({ kind: 'cmd', command: commandOf(line) }),
  ENTRYPOINT: (line) => ({ kind: 'entrypoint', command: commandOf(line) }),
  HEALTHCHECK: readHealth,
  SHELL: readShell,
  RUN: readRun,
  COPY: (line) => readCopy(line, 'copy'),
  ADD: (line) => readCopy(line, 'add'),
  ONBUILD: (line) => {
    // The trigger stands in the line's place; without one the line keeps its own name.
    if (line.onbuild === undefined && line.rest === '')
      throw new DockerfileError('ONBUILD requires at least one argument');
    return { kind: 'onbuild', value: line.rest };
  },
};

const noFlags = (line: Line): Flags => new Flags(line, {});

const blankSeparated = (line: Line): readonly string[] => line.json ?? (line.rest === '' ? [] : line.rest.split(/\s+/));

function some<T>(line: Line, values: readonly T[]): readonly T[] {
  noFlags(line);
  if (values.length === 0) throw new DockerfileError(`${line.keyword} requires at least one argument`);
  return values;
}

function one(line: Line): string {
  noFlags(line);
  if (line.rest === '') throw new DockerfileError(`${line.keyword} requires exactly one argument`);
  return line.rest;
}

function commandOf(line: Line): Command {
  noFlags(line);
  return line.json === undefined ? { form: 'shell', text: line.rest } : { form: 'exec', argv: line.json };
}

function readFrom(line: Line): Action {
  const flags = new Flags(line, { platform: 'text' });
  const [image = '', as = '', name] = blankSeparated(line);
  const count = blankSeparated(line).length;
  if (count !== 1 && !(count === 3 && as.toLowerCase() === 'as'))
    throw new DockerfileError('FROM requires either one or three arguments');
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/.test(name.toLowerCase()))
    throw new DockerfileError(
      `invalid name for build stage: "${name}", name can't start with a number or contain symbols`,
    );
  const platform = flags.text('platform');
  return {
    kind: 'from',
    image,
    ...(name === undefined ? {} : { name: name.toLowerCase() }),
    ...(platform === undefined ? {} : { platform }),
  };
}

function readArg(line: Line): Action {
  const args = some(line, line.words).map((word) => {
    const at = word.indexOf('=');
    if (at === 0) throw new DockerfileError('ARG names can not be blank');
    return at === -1 ? { name: word } : { name: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { kind: 'arg', args };
}

function readShell(line: Line): Action {
  noFlags(line);
  if (line.json === undefined) throw new DockerfileError('SHELL requires the arguments to be in JSON form');
  return { kind: 'shell', values: some(line, line.json) };
}

function readRun(line: Line): RunAction {
  const flags = new Flags(line, { mount: 'list', network: 'text', security: 'text' });
  const network = flags.text('network') ?? 'default';
  if (network !== 'default' && network !== 'none' && network !== 'host')
    throw new DockerfileError(`invalid network mode "${network}"`);
  const command: Command =
    line.json === undefined ? { form: 'shell', text: line.rest } : { form: 'exec', argv: line.json };
  return { kind: 'run', command, heredocs: line.heredocs, mounts: flags.list('mount').map(readMount), network };
}

const copyFlags: Readonly<Record<string, FlagKind>> = {
  from: 'text',
  chown: 'text',
  chmod: 'text',
  link: 'switch',
  parents: 'switch',
  exclude: 'list',
};
const addFlags: Readonly<Record<string, FlagKind>> = {
  chown: 'text',
  chmod: 'text',
  link: 'switch',
  'keep-git-dir': 'switch',
  checksum: 'text',
  exclude: 'list',
};

function readCopy(line: Line, kind: 'copy' | 'add'): CopyAction {
  const flags = new Flags(line, kind === 'copy' ? copyFlags : addFlags);
  const words = blankSeparated(line);
  const destination = words.at(-1);
  if (destination === undefined || words.length < 2)
    throw new DockerfileError(
      `${line.keyword} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  const given = Object.fromEntries(
    ['from', 'chown', 'chmod', 'checksum'].flatMap((name) => {
      const value = flags.text(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const openers = new Set(line.heredocs.map(({ opener }) => opener));
  return {
    kind,
    sources: words.slice(0, -1).filter((word) => !openers.has(word)),
    heredocs: line.heredocs,
    destination,
    parents: flags.on('parents'),
    exclude: flags.list('exclude'),
    ...given,
  };
}
