import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { commandLine } from '../../../core/quoted';
import { answerTo, type Answers, type Verb } from '../../../core/resources/verb';
import { packed, type Item } from '../archive';
import type { DockerClient } from '../client';
import type { EventHub } from '../event-hub';
import { progressOf } from '../progress';

/**
 * Builds an image; the answers `file` and `context` are paths of this machine, and the context is the Dockerfile's own
 * folder where none was chosen.
 */
export function buildVerb(client: DockerClient, hub: EventHub): Verb<undefined> {
  return {
    id: 'build',
    applies: () => true,
    questions: () => [
      { id: 'file', title: { en: 'Dockerfile', zh: 'Dockerfile' }, ask: 'open', name: 'Dockerfile' },
      { id: 'context', title: { en: 'Folder with the files for it', zh: '构建所用文件的文件夹' }, ask: 'open-folder' },
      { id: 'tag', title: { en: 'Name (may be empty)', zh: '名称（可以留空）' }, ask: 'text', example: 'shop/web:1' },
    ],
    commandLine: (_none, answers) => line(answers),
    run: (_none, answers) =>
      Promise.resolve({
        show: 'stream',
        title: answerTo(answers, 'tag') || path.basename(contextOf(answers)),
        read: (signal) => build(client, hub, answers, signal),
      }),
  };
}

const contextOf = (answers: Answers): string => answerTo(answers, 'context') || path.dirname(answerTo(answers, 'file'));

function line(answers: Answers): string {
  const tag = answerTo(answers, 'tag');
  const options = ['-f', answerTo(answers, 'file'), ...(tag === '' ? [] : ['-t', tag])];
  return commandLine('docker', 'build', ...options, contextOf(answers));
}

/** https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageBuild */
async function* build(
  client: DockerClient,
  hub: EventHub,
  answers: Answers,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const context = contextOf(answers);
  const file = answerTo(answers, 'file');
  const inside = path.relative(context, file);
  const isOutside = inside.startsWith('..') || path.isAbsolute(inside);
  // As the docker command does: a Dockerfile from elsewhere goes along under a name that nothing else has.
  const name = isOutside ? `.dockerfile.${randomBytes(8).toString('hex')}` : slashed(inside);
  const { buildsWithKit } = await client.session(signal);
  const tag = answerTo(answers, 'tag');
  const query = {
    dockerfile: name,
    rm: true,
    ...(tag !== '' && { t: tag }),
    ...(buildsWithKit && { version: '2' }),
  };
  const amount = { files: 0, bytes: 0 };
  const upload = await packed(contextItems(context, name, file), amount, signal);
  // Of a context that cannot be read this is the reason, and not that the engine got half of an archive.
  let unreadable: unknown;
  upload.once('error', (error) => (unreadable = error));
  try {
    const headers = { 'Content-Type': 'application/x-tar' };
    const chunks = await client.stream({ method: 'POST', path: '/build', query, upload, headers }, signal);
    yield* progressOf(chunks, line(answers));
  } catch (error) {
    throw unreadable ?? error;
  } finally {
    upload.destroy();
    // An image without a name is made without an event.
    hub.nudge('image');
  }
}

/** The files of a build context without those that its .dockerignore leaves out; the Dockerfile itself always goes along. */
export async function* contextItems(context: string, name: string, file: string): AsyncGenerator<Item, void> {
  const { isIgnored, hasExceptions } = await readIgnored(context, name);
  const always = new Set([name, '.dockerignore', `${name}.dockerignore`]);
  async function* walk(folder: string): AsyncGenerator<Item, void> {
    for (const one of (await fs.readdir(path.join(context, folder), { withFileTypes: true })).sort(byName)) {
      const inside = folder === '' ? one.name : `${folder}/${one.name}`;
      const ignored = isIgnored(inside) && !always.has(inside);
      if (!ignored) yield { file: path.join(context, inside), name: inside };
      const mayHold = !ignored || hasExceptions || [...always].some((needed) => needed.startsWith(`${inside}/`));
      if (one.isDirectory() && mayHold) yield* walk(inside);
    }
  }
  yield* walk('');
  if (name !== slashed(path.relative(context, file))) yield { file, name };
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1;
const slashed = (file: string): string => file.split(path.sep).join('/');

/** A file beside the Dockerfile comes first: https://docs.docker.com/build/concepts/context/#dockerignore-files */
async function readIgnored(context: string, name: string) {
  const read = (file: string) => fs.readFile(path.join(context, file), 'utf8').catch(() => undefined);
  const text = (await read(`${name}.dockerignore`)) ?? (await read('.dockerignore')) ?? '';
  const patterns = text.split(/\r?\n/).filter((one) => one.trim() !== '' && !one.startsWith('#'));
  const { default: ignore } = await import('@balena/dockerignore');
  const rules = ignore({ ignorecase: false }).add(patterns);
  return {
    isIgnored: (inside: string) => rules.ignores(inside),
    hasExceptions: patterns.some((one) => one.trim().startsWith('!')),
  };
}
