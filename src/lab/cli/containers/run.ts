import { existsSync, writeFileSync } from 'node:fs';
import { command, atLeast, type Call } from '../command';
import { EngineError, Failure, sentenceOf } from '../failure';
import { checkName, pullImage } from '../images/pull';
import { numberAt, textAt, textsAt, type Json } from '../text/json';
import type { Options } from '../options';
import { followSize } from '../terminal';
import { containerFlags, runFlags } from './flags';
import { checkTerminal, session } from './session';
import { containerSpec } from './spec';

type Spec = ReturnType<typeof containerSpec>;

/** A problem before the container ran, with the hint that docker adds; ends with `status`. */
const withHelp = (sentence: string, verb: string, status = 125): Failure =>
  new Failure(`docker: ${sentence}\n\nRun 'docker ${verb} --help' for more information`, status);

function specOf(call: Call, verb: string): Spec {
  try {
    if (call.options.is('rm') && !['', 'no'].includes(call.options.text('restart')))
      throw new Failure('conflicting options: cannot specify both --restart and --rm');
    if (verb === 'run') checkName(call.args[0] ?? '');
    return containerSpec(call.options, call.args, call);
  } catch (error) {
    const told = sentenceOf(error);
    const flag = told.startsWith('invalid argument ') && error instanceof Failure && error.status === 125;
    if (!flag) throw withHelp(told, verb);
    throw new Failure(
      `${told}\n\nUsage:  docker ${verb} [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker ${verb} --help' for more information`,
      125,
    );
  }
}

function checkedPull(options: Options): string {
  const how = options.text('pull', 'missing');
  if (['always', 'missing', 'never', ''].includes(how)) return how;
  throw new Failure(`invalid pull option: '${how}': must be one of "always", "missing" or "never"`);
}

function checkedFile(options: Options): string {
  const file = options.text('cidfile');
  if (file && existsSync(file))
    throw new Failure(`container ID file found, make sure the other container isn't running or delete ${file}`);
  return file;
}

/** Creates the container, after a pull when its image is missing; returns its id. */
async function create(call: Call, spec: Spec): Promise<string> {
  const image = call.args[0] ?? '';
  const { options } = call;
  checkName(image);
  const how = checkedPull(options);
  const cidfile = checkedFile(options);
  const platform = options.text('platform');
  const ask = (): Promise<Json> =>
    call.client.json('POST', '/containers/create', { query: { name: options.text('name'), platform }, body: spec });
  const pull = (): Promise<void> =>
    pullImage({ ...call, stdout: call.stderr }, image, { quiet: options.is('quiet'), platform, all: false });
  if (how === 'always') await pull();
  let made: Json;
  try {
    made = await ask();
  } catch (error) {
    if (!isMissingImage(error) || how !== 'missing') throw error;
    if (!options.is('quiet')) call.complain(`Unable to find image '${checkName(image)}' locally`);
    await pull();
    made = await ask();
  }
  for (const warning of textsAt(made, 'Warnings')) call.complain(`WARNING: ${warning}`);
  const id = textAt(made, 'Id');
  if (cidfile) writeFileSync(cidfile, id);
  return id;
}

const isMissingImage = (error: unknown): boolean =>
  error instanceof EngineError && error.code === 404 && error.sentence.startsWith('No such image');

/** The exit status of a container that could not start, by the engine's sentence. */
function startStatus(sentence: string): number {
  if (/executable file not found|no such file or directory|system cannot find the file/.test(sentence)) return 127;
  return /permission denied|is a directory/.test(sentence) ? 126 : 125;
}

async function attached(call: Call, id: string, spec: Spec): Promise<number> {
  const { client, options } = call;
  const tty = options.is('tty');
  const stdin = spec['AttachStdin'] === true;
  const socket = await client.hijack(`/containers/${id}/attach`, {
    query: {
      stream: true,
      stdin,
      stdout: spec['AttachStdout'] === true,
      stderr: spec['AttachStderr'] === true,
      detachKeys: options.text('detach-keys'),
    },
  });
  const ended = session({ socket, tty, stdin, detachKeys: options.text('detach-keys') }, call);
  const gone = client.json('POST', `/containers/${id}/wait`, {
    query: { condition: options.is('rm') ? 'removed' : 'next-exit' },
  });
  gone.catch(() => undefined);
  const unproxy = options.is('sig-proxy', true) && !tty ? proxySignals(call, id) : () => undefined;
  try {
    await client.text('POST', `/containers/${id}/start`);
  } catch (error) {
    socket.destroy();
    await ended;
    if (options.is('rm')) await gone.catch(() => undefined);
    throw error;
  }
  const unfollow =
    tty && call.terminal.stdout ? followSize(call.terminal, client, `/containers/${id}/resize`) : () => undefined;
  try {
    if ((await ended) === 'detached') {
      call.print('read escape sequence\n');
      return 0;
    }
    const result = await gone;
    const problem = textAt(result, 'Error', 'Message');
    if (problem) throw new Failure(problem, 125);
    return numberAt(result, 'StatusCode');
  } finally {
    unproxy();
    unfollow();
  }
}

/** Hands the signals that this process gets on to the container. */
export function proxySignals(call: Call, id: string): () => void {
  return call.terminal.signals((signal) => {
    call.client.text('POST', `/containers/${id}/kill`, { query: { signal } }).catch(() => undefined);
  });
}

async function run(call: Call): Promise<number> {
  const { options } = call;
  const spec = specOf(call, 'run');
  const detached = options.is('detach');
  if (detached && options.has('attach'))
    throw withHelp('conflicting options: cannot specify both --attach and --detach', 'run');
  const refused = detached ? undefined : checkTerminal(call, options.is('tty'), options.is('interactive'));
  if (refused !== undefined) throw new Failure(refused);
  let id: string;
  try {
    id = await create(call, spec);
  } catch (error) {
    throw withHelp(sentenceOf(error), 'run');
  }
  try {
    if (!detached) return await attached(call, id, spec);
    await call.client.text('POST', `/containers/${id}/start`);
  } catch (error) {
    if (error instanceof EngineError) throw withHelp(error.message, 'run', startStatus(error.sentence));
    throw error;
  }
  call.print(`${id}\n`);
  return 0;
}

/** `docker create` and `docker run`. */
export const runCommands = [
  command({
    names: 'container create, create',
    usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
    short: 'Create a new container',
    flags: containerFlags,
    args: atLeast(1),
    mixed: false,
    run: async (call) => {
      const spec = specOf(call, 'create');
      call.print(`${await create(call, spec)}\n`);
      return 0;
    },
  }),
  command({
    names: 'container run, run',
    usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
    short: 'Create and run a new container from an image',
    flags: containerFlags + runFlags,
    args: atLeast(1),
    mixed: false,
    run,
  }),
];
