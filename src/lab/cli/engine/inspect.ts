import { command, atLeast, type Call } from '../command';
import { EngineError, Failure, sentenceOf } from '../failure';
import type { Template } from '../template/run';
import { indent, type Json } from '../text/json';
import { readTemplate } from '../text/listing';

/** Where an object of a kind is read; throws an EngineError when there is none. */
export type Finder = (call: Call, name: string) => Promise<string>;

const part = (name: string): string =>
  encodeURIComponent(name).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@');

/** The finders by the kind of object. */
const finders = {
  container: (call, name) =>
    call.client.text('GET', `/containers/${part(name)}/json`, { query: { size: call.options.is('size') } }),
  image: (call, name) => call.client.text('GET', `/images/${part(name)}/json`),
  network: (call, name) =>
    call.client.text('GET', `/networks/${part(name)}`, { query: { verbose: call.options.is('verbose') } }),
  volume: (call, name) => call.client.text('GET', `/volumes/${part(name)}`),
} satisfies Readonly<Record<string, Finder>>;

/** Prints objects as JSON, or by a template; complains of those that are not there and then ends with 1. */
export async function inspect(call: Call, find: Finder): Promise<number> {
  const format = call.options.text('format');
  const made = format === '' || format === 'json' ? undefined : readTemplate(format);
  const found: string[] = [];
  const problems: string[] = [];
  for (const name of call.args) {
    try {
      found.push(await find(call, name));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(error.message);
    }
  }
  if (made) printed(call, made, found);
  else call.print(format === 'json' ? `${compact(found)}\n` : `${indent(`[${found.join(',')}]`, '    ')}\n`);
  for (const problem of problems) call.complain(problem);
  return problems.length ? 1 : 0;
}

const compact = (found: readonly string[]): string => `[${found.map((text) => text.trim()).join(',')}]`;

function printed(call: Call, made: Template, found: readonly string[]): void {
  for (const text of found) {
    try {
      call.print(`${made(JSON.parse(text) as Json)}\n`);
    } catch (error) {
      call.print('\n');
      throw new Failure(`template parsing error: ${sentenceOf(error)}`);
    }
  }
}

async function anything(call: Call, name: string): Promise<string> {
  for (const find of Object.values(finders)) {
    try {
      return await find(call, name);
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 404) throw error;
    }
  }
  throw new Failure(`Error: No such object: ${name}`);
}

const types = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];

async function inspectAny(call: Call): Promise<number> {
  const type = call.options.text('type');
  if (type === '') return inspect(call, anything);
  const find = new Map<string, Finder>(Object.entries(finders)).get(type);
  if (find) return inspect(call, find);
  if (!types.includes(type))
    throw new Failure(
      `unknown type: ${JSON.stringify(type)}: must be one of ${types.map((each) => `"${each}"`).join(', ')}`,
    );
  throw new Failure(`the practice lab has no objects of the type "${type}"`);
}

const format = `-f, --format string | Format output using a custom template: 'json' or a Go template\n`;

/** `docker inspect` and its relatives. */
export const inspectCommands = [
  command({
    names: 'inspect',
    usage: '[OPTIONS] NAME|ID [NAME|ID...]',
    short: 'Return low-level information on Docker objects',
    flags: `${format}
      -s, --size | Display total file sizes if the type is container
      --type string | Only inspect objects of the given type`,
    args: atLeast(1),
    run: inspectAny,
  }),
  command({
    names: 'container inspect',
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    short: 'Display detailed information on one or more containers',
    flags: `${format}-s, --size | Display total file sizes`,
    args: atLeast(1),
    run: (call) => inspect(call, finders.container),
  }),
  command({
    names: 'image inspect',
    usage: '[OPTIONS] IMAGE [IMAGE...]',
    short: 'Display detailed information on one or more images',
    flags: `${format}--platform string | Inspect a specific platform`,
    args: atLeast(1),
    run: (call) => inspect(call, finders.image),
  }),
  command({
    names: 'network inspect',
    usage: '[OPTIONS] NETWORK [NETWORK...]',
    short: 'Display detailed information on one or more networks',
    flags: `${format}-v, --verbose | Verbose output for diagnostics`,
    args: atLeast(1),
    run: (call) => inspect(call, finders.network),
  }),
  command({
    names: 'volume inspect',
    usage: '[OPTIONS] VOLUME [VOLUME...]',
    short: 'Display detailed information on one or more volumes',
    flags: format,
    args: atLeast(1),
    run: (call) => inspect(call, finders.volume),
  }),
];
