import { posix } from 'node:path';
import { parseSignal } from '../../processes/signals';
import type { Action, Command } from './action';
import { writeDuration } from './duration';
import { expandWord, expandWords } from './expand';
import { readPorts } from './ports';
import { quoteAll, quoteNumber } from './quote';
import { BuildError } from './refusal';
import type { StageState } from './state';

/** What a step that only changes settings needs to know besides. */
export type SettingsParts = {
  readonly escape: string;
  /** `--build-arg`. */
  readonly buildArgs: ReadonlyMap<string, string>;
  /** Values of the ARGs before the first FROM, and of those that the builder knows by itself. */
  readonly globalArgs: (name: string) => string | undefined;
};

type Settings = Exclude<Action, { kind: 'from' | 'copy' | 'add' | 'run' | 'workdir' }>;

/** Does what an instruction without a layer asks for, and writes its row of the history. Throws BuildError. */
export function applySettings(state: StageState, action: Settings, parts: SettingsParts): void {
  const word = (text: string): string => expandWord(text, state.lookup, parts.escape);
  switch (action.kind) {
    case 'arg': {
      declare(state, action, parts);
      return;
    }
    case 'env': {
      setEnv(
        state,
        action.pairs.map(({ name, value }) => [word(name), word(value)]),
      );
      return;
    }
    case 'label': {
      setLabels(
        state,
        action.pairs.map(({ name, value }) => [word(name), word(value)]),
      );
      return;
    }
    case 'cmd': {
      setCommand(state, argvOf(state, action.command));
      return;
    }
    case 'entrypoint': {
      setEntrypoint(state, argvOf(state, action.command));
      return;
    }
    case 'expose': {
      expose(
        state,
        action.ports.flatMap((text) => expandWords(text, state.lookup, parts.escape)),
      );
      return;
    }
    case 'volume': {
      setVolumes(state, action.values.map(word));
      return;
    }
    case 'shell':
      state.set({ Shell: action.values });
      {
        state.note(`SHELL [${action.values.join(' ')}]`);
        return;
      }
    case 'healthcheck': {
      setHealth(state, action);
      return;
    }
    default: {
      setOne(state, action.kind, action.value, word);
      return;
    }
  }
}

/** The argv of a command: its shell form is for the stage's shell. */
export const argvOf = (state: StageState, command: Command): readonly string[] =>
  command.form === 'exec' ? command.argv : [...(state.config.Shell ?? ['/bin/sh', '-c']), command.text];

/** The working directory that a WORKDIR leads to. */
export const workingDirectory = (state: StageState, path: string): string =>
  posix.resolve('/', state.config.WorkingDir ?? '/', path);

function setOne(
  state: StageState,
  kind: 'user' | 'stopsignal' | 'maintainer' | 'onbuild',
  value: string,
  word: (text: string) => string,
): void {
  if (kind === 'onbuild') {
    state.set({ OnBuild: [...(state.config.OnBuild ?? []), value] });
    return;
  }
  if (kind === 'maintainer') {
    state.author = value;
    state.note(`MAINTAINER ${value}`);
    return;
  }
  const own = word(value);
  if (kind === 'user') state.set({ User: own });
  else if (parseSignal(own) === undefined) throw new BuildError(`invalid signal: ${own}`);
  else state.set({ StopSignal: own });
  state.note(`${kind.toUpperCase()} ${own}`);
}

function declare(state: StageState, { args }: Extract<Action, { kind: 'arg' }>, parts: SettingsParts): void {
  const shown: string[] = [];
  for (const { name: written, value } of args) {
    const name = expandWord(written, state.lookup, parts.escape);
    const preset = value === undefined ? parts.globalArgs(name) : expandWord(value, state.lookup, parts.escape);
    state.args.set(name, parts.buildArgs.get(name) ?? preset);
    shown.push(preset === undefined ? name : `${name}=${preset}`);
  }
  state.note(`ARG ${shown.join(' ')}`);
}

type Pairs = readonly (readonly [string, string])[];

const written = (pairs: Pairs): string => pairs.map(([name, value]) => `${name}=${value}`).join(' ');

function setEnv(state: StageState, pairs: Pairs): void {
  const env = [...(state.config.Env ?? [])];
  for (const [name, value] of pairs) {
    const index = env.findIndex((text) => text.startsWith(`${name}=`));
    env.splice(index === -1 ? env.length : index, index === -1 ? 0 : 1, `${name}=${value}`);
  }
  state.set({ Env: env });
  state.note(`ENV ${written(pairs)}`);
}

function setLabels(state: StageState, pairs: Pairs): void {
  state.set({ Labels: { ...state.config.Labels, ...Object.fromEntries(pairs) } });
  state.note(`LABEL ${written(pairs)}`);
}

function setCommand(state: StageState, argv: readonly string[]): void {
  state.set({ Cmd: argv, ArgsEscaped: true });
  state.hasCommand = true;
  state.note(`CMD ${quoteAll(argv)}`);
}

/** An ENTRYPOINT makes the base's CMD void. */
function setEntrypoint(state: StageState, argv: readonly string[]): void {
  state.set(state.hasCommand ? { Entrypoint: argv } : { Entrypoint: argv, Cmd: null });
  state.note(`ENTRYPOINT ${quoteAll(argv)}`);
}

function expose(state: StageState, words: readonly string[]): void {
  const ports = Object.fromEntries(words.flatMap(readPorts).map((port) => [port, {}]));
  state.set({ ExposedPorts: { ...state.config.ExposedPorts, ...ports } });
  state.note(
    `EXPOSE map[${Object.keys(ports)
      .sort()
      .map((port) => `${port}:{}`)
      .join(' ')}]`,
  );
}

function setVolumes(state: StageState, paths: readonly string[]): void {
  if (paths.includes('')) throw new BuildError('VOLUME specified can not be an empty string');
  state.set({ Volumes: { ...state.config.Volumes, ...Object.fromEntries(paths.map((path) => [path, {}])) } });
  state.note(`VOLUME [${paths.join(' ')}]`);
}

function setHealth(state: StageState, { health }: Extract<Action, { kind: 'healthcheck' }>): void {
  state.set({ Healthcheck: health });
  const times = [health.Interval, health.Timeout, health.StartPeriod, health.StartInterval];
  const shown = times.map((ns) => `"${writeDuration(ns ?? 0)}"`).join(' ');
  state.note(`HEALTHCHECK &{${quoteAll(health.Test ?? [])} ${shown} ${quoteNumber(health.Retries ?? 0)}}`);
}
