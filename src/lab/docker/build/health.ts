import type { HealthConfig } from '../model';
import type { Action } from './action';
import { readDuration } from './duration';
import { Flags } from './flags';
import type { Line } from './lines';
import { DockerfileError } from './refusal';

const times = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
} as const;

/** A HEALTHCHECK. Throws DockerfileError. */
export function readHealth(line: Line): Action {
  const [word] = line.words;
  if (word === undefined) throw new DockerfileError('HEALTHCHECK requires at least one argument');
  const type = word.toUpperCase();
  const rest = line.rest.slice(line.rest.indexOf(word) + word.length).trim();
  if (type === 'NONE') {
    if (rest !== '') throw new DockerfileError('HEALTHCHECK NONE takes no arguments');
    return { kind: 'healthcheck', health: { Test: ['NONE'] } };
  }
  const options = optionsOf(line);
  if (type !== 'CMD') throw new DockerfileError(`Unknown type "${type}" in HEALTHCHECK (try CMD)`);
  if (rest === '') throw new DockerfileError('Missing command after HEALTHCHECK CMD');
  const Test = line.json === undefined ? ['CMD-SHELL', rest] : ['CMD', ...line.json];
  return { kind: 'healthcheck', health: { Test, ...options } };
}

function optionsOf(line: Line): HealthConfig {
  const flags = new Flags(line, {
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  });
  const options: Record<string, number> = {};
  for (const [flag, name] of Object.entries(times)) {
    const ns = timeOf(flag, flags.text(flag) ?? '');
    if (ns > 0) options[name] = ns;
  }
  const retries = retriesOf(flags.text('retries') ?? '0');
  return retries > 0 ? { ...options, Retries: retries } : options;
}

function timeOf(flag: string, text: string): number {
  const ns = text === '' ? 0 : readDuration(text);
  if (ns === undefined) throw new DockerfileError(`time: invalid duration "${text}"`);
  if (ns < 0 || (ns > 0 && ns < 1e6)) throw new DockerfileError(`Interval "${flag}" cannot be less than 1ms`);
  return ns;
}

function retriesOf(text: string): number {
  if (!/^[-+]?\d+$/.test(text)) throw new DockerfileError(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  if (Number(text) < 0) throw new DockerfileError(`--retries cannot be negative (${text})`);
  return Number(text);
}
