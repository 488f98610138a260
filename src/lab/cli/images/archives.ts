import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { command, atLeast, exactly, type Call } from '../command';
import { copy } from '../client/frames';
import { showMessages } from '../client/messages';
import { pathOf } from '../containers/lifecycle';
import { reason } from '../containers/pairs';
import { Failure } from '../failure';
import { textAt } from '../text/json';

async function output(call: Call, from: Readable): Promise<void> {
  const file = call.options.text('output');
  if (file) await pipeline(from, createWriteStream(path.resolve(call.folder, file)));
  else await copy(from, call.stdout);
}

/** Refuses to write an archive to the screen, or into a folder that is not there. */
function checkOutput(call: Call, verb: string): void {
  const file = call.options.text('output');
  if (!file && call.terminal.stdout)
    throw new Failure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  const folder = path.dirname(path.resolve(call.folder, file));
  if (file && !existsSync(folder))
    throw new Failure(
      `failed to ${verb}: invalid output path: directory ${JSON.stringify(path.dirname(file))} does not exist`,
    );
  if (file && existsSync(file) && statSync(file).isDirectory())
    throw new Failure(`failed to ${verb}: invalid output path: ${JSON.stringify(file)} is a directory`);
}

async function save(call: Call): Promise<number> {
  checkOutput(call, 'save image');
  await output(call, await call.client.stream('GET', '/images/get', { query: { names: call.args } }));
  return 0;
}

async function exportContainer(call: Call): Promise<number> {
  checkOutput(call, 'export container');
  await output(call, await call.client.stream('GET', `${pathOf(call.args[0] ?? '')}/export`));
  return 0;
}

/** A file to read, or a Failure with the system's words. */
function opened(call: Call, file: string): Readable {
  const whole = path.resolve(call.folder, file);
  try {
    statSync(whole);
  } catch (error) {
    throw new Failure(`open ${file}: ${reason(error)}`);
  }
  return createReadStream(whole);
}

async function load(call: Call): Promise<number> {
  const { options, terminal } = call;
  const file = options.text('input');
  if (!file && terminal.stdin) throw new Failure('requested load from stdin, but stdin is empty');
  const body = file ? opened(call, file) : call.stdin;
  const quiet = options.is('quiet') || !terminal.stdout;
  const answer = await call.client.stream('POST', '/images/load', {
    query: { quiet },
    body,
    headers: { 'Content-Type': 'application/x-tar' },
  });
  await showMessages(answer, { stdout: call.stdout, terminal: terminal.stdout });
  return 0;
}

async function importImage(call: Call): Promise<number> {
  const { options } = call;
  const [source = '', name = ''] = call.args;
  const remote = /^https?:\/\//.test(source);
  const body = remote ? undefined : source === '-' ? call.stdin : opened(call, source);
  const answer = await call.client.stream('POST', '/images/create', {
    query: {
      fromSrc: remote ? source : '-',
      repo: name,
      message: options.text('message'),
      changes: options.list('change'),
      platform: options.text('platform'),
    },
    ...(body ? { body } : {}),
    headers: { 'Content-Type': 'application/x-tar' },
  });
  await showMessages(answer, { stdout: call.stdout, terminal: call.terminal.stdout });
  return 0;
}

async function commit(call: Call): Promise<number> {
  const { options } = call;
  const [name = '', image = ''] = call.args;
  const [, repo = image, tag = ''] = /^(.*):([^/:]*)$/.exec(image) ?? [];
  const made = await call.client.json('POST', '/commit', {
    query: {
      container: name,
      repo,
      tag,
      comment: options.text('message'),
      author: options.text('author'),
      changes: options.list('change'),
      pause: options.is('pause', true) ? 1 : 0,
    },
    body: null,
  });
  call.print(`${textAt(made, 'Id')}\n`);
  return 0;
}

/** What writes images and containers into archives and reads them. */
export const archiveCommands = [
  command({
    names: 'image save, save',
    usage: '[OPTIONS] IMAGE [IMAGE...]',
    short: 'Save one or more images to a tar archive (streamed to STDOUT by default)',
    flags: '-o, --output string | Write to a file, instead of STDOUT',
    args: atLeast(1),
    run: save,
  }),
  command({
    names: 'image load, load',
    usage: '[OPTIONS]',
    short: 'Load an image from a tar archive or STDIN',
    flags: `
      -i, --input string | Read from tar archive file, instead of STDIN
      -q, --quiet | Suppress the load output
    `,
    run: load,
  }),
  command({
    names: 'image import, import',
    usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
    short: 'Import the contents from a tarball to create a filesystem image',
    flags: `
      -c, --change list | Apply Dockerfile instruction to the created image
      -m, --message string | Set commit message for imported image
      --platform string | Set platform if server is multi-platform capable
    `,
    args: atLeast(1),
    run: importImage,
  }),
  command({
    names: 'container export, export',
    usage: '[OPTIONS] CONTAINER',
    short: "Export a container's filesystem as a tar archive",
    flags: '-o, --output string | Write to a file, instead of STDOUT',
    args: exactly(1),
    run: exportContainer,
  }),
  command({
    names: 'container commit, commit',
    usage: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
    short: "Create a new image from a container's changes",
    flags: `
      -a, --author string | Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")
      -c, --change list | Apply Dockerfile instruction to the created image
      -m, --message string | Commit message
      -p, --pause | Pause container during commit (default true)
    `,
    args: [1, 2],
    run: commit,
  }),
];
