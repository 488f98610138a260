import { command, exactly, type Call, type Surroundings } from '../command';
import type { Client } from '../client/client';
import { showMessages } from '../client/messages';
import { Failure, sentenceOf } from '../failure';
import { familiar, familiarName, parseReference, tagged, type Reference } from '../../docker/images/reference';

/** A name as the reference library reads it; throws a Failure with that library's sentence. */
export function readName(text: string): Reference {
  try {
    return parseReference(text);
  } catch (error) {
    throw new Failure(sentenceOf(error));
  }
}

/** The name with its tag, in docker's short form; an id is left as it is. Throws a Failure. */
export const checkName = (text: string): string =>
  /^(sha256:)?[a-f0-9]{64}$/.test(text) ? text : familiar(tagged(readName(text)));

/** How an image is pulled. */
export type PullWay = { readonly quiet: boolean; readonly platform: string; readonly all: boolean };

/** Pulls an image and shows the progress on standard output. */
export async function pullImage(
  around: Surroundings & { readonly client: Client },
  name: string,
  way: PullWay,
): Promise<void> {
  const reference = readName(name);
  const { tag, digest } = way.all ? reference : tagged(reference);
  const answer = await around.client.stream('POST', '/images/create', {
    query: { fromImage: familiarName(reference), tag: way.all ? '' : (digest ?? tag), platform: way.platform },
    headers: { 'X-Registry-Auth': 'e30=' },
  });
  const silent = { write: () => true } as unknown as NodeJS.WritableStream;
  await showMessages(answer, { stdout: way.quiet ? silent : around.stdout, terminal: around.terminal.stdout });
}

async function pull(call: Call): Promise<number> {
  const { options } = call;
  const [name = ''] = call.args;
  const reference = readName(name);
  const all = options.is('all-tags');
  if (all && (reference.tag ?? reference.digest) !== undefined)
    throw new Failure("tag can't be used with --all-tags/-a");
  const quiet = options.is('quiet');
  if (!all && !quiet && reference.tag === undefined && reference.digest === undefined)
    call.print('Using default tag: latest\n');
  await pullImage(call, name, { quiet, platform: options.text('platform'), all });
  const { domain, path, tag, digest } = all ? reference : tagged(reference);
  const end = digest !== undefined ? `@${digest}` : tag !== undefined ? `:${tag}` : '';
  call.print(`${domain}/${path}${end}\n`);
  return 0;
}

async function push(call: Call): Promise<number> {
  const { options, client } = call;
  const [name = ''] = call.args;
  const reference = readName(name);
  const all = options.is('all-tags');
  const quiet = options.is('quiet');
  if (all && reference.tag !== undefined) throw new Failure("tag can't be used with --all-tags/-a");
  const full = all ? reference : tagged(reference);
  if (!all && reference.tag === undefined && !quiet) call.print('Using default tag: latest\n');
  const answer = await client.stream('POST', `/images/${familiarName(full)}/push`, {
    query: { tag: all ? '' : full.tag },
    headers: { 'X-Registry-Auth': 'e30=' },
  });
  const silent = { write: () => true } as unknown as NodeJS.WritableStream;
  await showMessages(answer, { stdout: quiet ? silent : call.stdout, terminal: call.terminal.stdout });
  if (quiet) call.print(`${full.domain}/${full.path}${full.tag === undefined ? '' : `:${full.tag}`}\n`);
  return 0;
}

/** `docker pull` and `docker push`. */
export const pullCommands = [
  command({
    names: 'image pull, pull',
    usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
    short: 'Download an image from a registry',
    flags: `
      -a, --all-tags | Download all tagged images in the repository
      ~--disable-content-trust | ~
      --platform string | Set platform if server is multi-platform capable
      -q, --quiet | Suppress verbose output
    `,
    args: exactly(1),
    run: pull,
  }),
  command({
    names: 'image push, push',
    usage: '[OPTIONS] NAME[:TAG]',
    short: 'Upload an image to a registry',
    flags: `
      -a, --all-tags | Push all tags of an image to the repository
      ~--disable-content-trust | ~
      --platform string | Push a platform-specific manifest
      -q, --quiet | Suppress verbose output
    `,
    args: exactly(1),
    run: push,
  }),
];
