import { ApiError } from '../../http/call';
import type { Config } from '../model';

/**
 * Applies instructions of a Dockerfile to a configuration, as `docker commit --change` and `docker import --change` take
 * them: https://docs.docker.com/reference/cli/docker/container/commit/#change. Throws ApiError 400.
 */
export function applyChanges(config: Config, changes: readonly string[]): Config {
  return changes
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .reduce(applyOne, config);
}

function applyOne(config: Config, line: string): Config {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
  const instruction = word.toUpperCase();
  const apply = instructions[instruction];
  if (!apply) {
    const known = ['ADD', 'ARG', 'COPY', 'FROM', 'MAINTAINER', 'RUN', 'SHELL', 'STOPSIGNAL'].includes(instruction);
    throw new ApiError(
      400,
      known ? `${instruction} is not a valid change command` : `${word} is not a valid change command`,
    );
  }
  return apply(config, rest);
}

const jsonList = (text: string): readonly string[] | undefined => {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The exec form's words, or a shell that runs the text. */
const command = (text: string): readonly string[] => jsonList(text) ?? ['/bin/sh', '-c', text];

/** Words with quotes and backslashes as a Dockerfile has them. */
function words(text: string): readonly string[] {
  const found = text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs) ?? [];
  return found.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs, (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(.)/gs, '$1'),
    ),
  );
}

/** `name=value` pairs, or the old form `name value`. */
function pairs(instruction: string, text: string): readonly (readonly [string, string])[] {
  const all = words(text);
  if (all.length === 0) throw new ApiError(400, `${instruction} requires at least one argument`);
  const [first = ''] = all;
  if (!first.includes('=')) {
    if (all.length < 2) throw new ApiError(400, `${instruction} must have two arguments`);
    return [[first, text.slice(text.indexOf(first) + first.length).trim()]];
  }
  return all.map((word) => {
    const equals = word.indexOf('=');
    if (equals === -1)
      throw new ApiError(400, `Syntax error - can't find = in "${word}". Must be of the form: name=value`);
    return [word.slice(0, equals), word.slice(equals + 1)];
  });
}

function withEnv(config: Config, text: string): Config {
  const env = new Map((config.Env ?? []).map((line) => [line.split('=', 1)[0] ?? '', line]));
  for (const [name, value] of pairs('ENV', text)) env.set(name, `${name}=${value}`);
  return { ...config, Env: [...env.values()] };
}

function withPorts(config: Config, text: string): Config {
  const ports = words(text).map((word) => {
    const [, port = '', protocol = 'tcp'] = /^([^/]*)(?:\/(.*))?$/.exec(word) ?? [];
    const isPort = /^\d{1,5}(-\d{1,5})?$/.test(port) && port.split('-').every((each) => Number(each) <= 65_535);
    if (!isPort) throw new ApiError(400, `Invalid containerPort: ${port}`);
    if (!/^(tcp|udp|sctp)$/i.test(protocol)) throw new ApiError(400, `Invalid proto: ${protocol}`);
    return [`${port}/${protocol.toLowerCase()}`, {}] as const;
  });
  if (ports.length === 0) throw new ApiError(400, 'EXPOSE requires at least one argument');
  return { ...config, ExposedPorts: { ...config.ExposedPorts, ...Object.fromEntries(ports) } };
}

function withDirectory(config: Config, text: string): Config {
  if (text === '') throw new ApiError(400, 'WORKDIR requires exactly one argument');
  const [given = ''] = words(text);
  const path = given.startsWith('/') ? given : `${config.WorkingDir ?? ''}/${given}`;
  return { ...config, WorkingDir: path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1') };
}

const seconds = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

function nanoseconds(text: string): number {
  const [, count = '', unit = ''] = seconds.exec(text) ?? [];
  if (unit === '') throw new ApiError(400, `time: invalid duration "${text}"`);
  return Number(count) * ({ ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 }[unit] ?? 0);
}

const healthKeys: Readonly<Record<string, 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval'>> = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
};

function withHealth(config: Config, text: string): Config {
  if (/^none$/i.test(text)) return { ...config, Healthcheck: { Test: ['NONE'] } };
  let rest = text;
  const options: Record<string, number> = {};
  for (let flag = /^--([a-z-]+)=(\S+)\s+/.exec(rest); flag; flag = /^--([a-z-]+)=(\S+)\s+/.exec(rest)) {
    const [all, name = '', value = ''] = flag;
    if (name === 'retries') options['Retries'] = Number(value);
    else options[healthKeys[name] ?? name] = nanoseconds(value);
    rest = rest.slice(all.length);
  }
  const [, type = '', what = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
  if (type.toUpperCase() !== 'CMD') throw new ApiError(400, `Unknown type "${type}" in HEALTHCHECK (try CMD)`);
  const list = jsonList(what);
  return { ...config, Healthcheck: { Test: list ? ['CMD', ...list] : ['CMD-SHELL', what], ...options } };
}

const instructions: Readonly<Record<string, (config: Config, text: string) => Config>> = {
  CMD: (config, text) => ({ ...config, Cmd: command(text) }),
  ENTRYPOINT: (config, text) => ({ ...config, Entrypoint: command(text) }),
  ENV: withEnv,
  EXPOSE: withPorts,
  HEALTHCHECK: withHealth,
  LABEL: (config, text) => ({ ...config, Labels: { ...config.Labels, ...Object.fromEntries(pairs('LABEL', text)) } }),
  ONBUILD: (config, text) => ({ ...config, OnBuild: [...(config.OnBuild ?? []), text] }),
  USER: (config, text) => ({ ...config, User: words(text)[0] ?? '' }),
  VOLUME: (config, text) => ({
    ...config,
    Volumes: { ...config.Volumes, ...Object.fromEntries((jsonList(text) ?? words(text)).map((path) => [path, {}])) },
  }),
  WORKDIR: withDirectory,
};
