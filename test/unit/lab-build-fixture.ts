import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { createBuilder } from '../../src/lab/docker/build';
import type { Image, ImageRoom } from '../../src/lab/docker/model';
import { makeLayer, type LayerEntry } from '../../src/lab/files';
import { ApiError, type Call } from '../../src/lab/http/call';
import { Clock } from '../../src/lab/kernel/clock';
import { stub, type Process, type Program } from '../../src/lab/kernel/process';
import { forgetful, type Keeper } from '../../src/lab/state/keeper';

export type Files = Readonly<
  Record<string, string | { readonly data?: string; readonly mode?: number; readonly target?: string }>
>;

export async function tar(files: Files): Promise<Buffer> {
  const archive = pack();
  for (const [name, file] of Object.entries(files)) {
    const { data = '', mode = 0o644, target } = typeof file === 'string' ? { data: file } : file;
    if (target !== undefined) archive.entry({ name, type: 'symlink', linkname: target });
    else if (name.endsWith('/')) archive.entry({ name, type: 'directory', mode: 0o755 });
    else archive.entry({ name, mode, uid: 501, gid: 20, mtime: new Date(1e12) }, data);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const file = (data: string | Buffer, mode = 0o644): LayerEntry => {
  const bytes = Buffer.from(data);
  return { kind: 'file', mode, uid: 0, gid: 0, mtime: 0, data: bytes, size: bytes.length };
};

/** Enough of a shell for these tests: simple commands separated by `;` or newlines. */
const shell: Program = async (self) => {
  for (const line of (self.argv[2] ?? '').split(/[;\n]/)) {
    const text = line.trim().replace(/\$(\w+)/g, (_, name: string) => self.env.get(name) ?? '');
    const [command = '', ...words] = text.split(' ');
    if (command === 'exit') return Number(words[0]);
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run !== undefined) await run(self, words);
    else if (command !== '') {
      await self.stderr.write(`/bin/sh: ${command}: not found\n`);
      return 127;
    }
  }
  return 0;
};

const commands: Readonly<Record<string, (self: Process, words: readonly string[]) => Promise<unknown>>> = {
  echo: (self, words) => {
    const at = words.indexOf('>');
    if (at === -1) return self.stdout.write(`${words.join(' ')}\n`);
    return self.files.write(self.path(words[at + 1] ?? ''), `${words.slice(0, at).join(' ')}\n`);
  },
  cat: async (self, [path = '']) => self.stdout.write(await self.files.read(self.path(path)).catch(() => 'nothing\n')),
  whoami: (self) => self.stdout.write(`${self.user.uid} ${self.cwd} ${self.env.get('HOME')}\n`),
  now: (self) => self.files.write('/now', `${self.clock.now()}`),
  cc: async (self, words) => (await self.spawn(['cc', ...words])).exited,
};

export type Lab = Awaited<ReturnType<typeof lab>>;

export async function lab(keeper: Keeper = forgetful) {
  const clock = new Clock();
  clock.freeze();
  const images = new Map<string, Image>();
  const names = new Map<string, string>();
  const events: string[] = [];
  const room: ImageRoom = {
    find: (name) => images.get(names.get(name.includes(':') ? name : `${name}:latest`) ?? name),
    require: () => assert.fail('not asked for'),
    namesOf: () => ({ tags: [], digests: [] }),
    add: (image) => {
      const { layers, ...config } = image;
      const text = JSON.stringify([config, layers.map(({ diffId }) => diffId)]);
      const id = `sha256:${createHash('sha256').update(text).digest('hex')}`;
      images.set(id, { id, ...image });
      return Promise.resolve({ id, ...image });
    },
    tag: (id, name) => void names.set(name, id),
    pull: async (name, progress) => {
      await progress({ status: 'Pulling from library/base', id: '1' });
      const base = name === 'base:1' ? await room.add(baseImage) : undefined;
      if (base === undefined)
        throw new ApiError(
          404,
          `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
        );
      names.set('base:1', base.id);
      return base;
    },
  };
  const base = await makeLayer(
    new Map<string, LayerEntry>([
      ['bin', { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 }],
      ['bin/sh', file(stub('sh'), 0o755)],
      ['bin/cc', file(stub('cc'), 0o755)],
      ['etc', { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 }],
      ['etc/passwd', file('root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n')],
      ['srv', { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 }],
    ]),
  );
  const created = '2026-01-01T00:00:00Z';
  const baseImage: Omit<Image, 'id'> = {
    created,
    author: '',
    comment: '',
    architecture: 'amd64',
    config: { Env: ['PATH=/bin'], Cmd: ['sh'] },
    history: [{ created, created_by: 'ADD base' }],
    layers: [base],
  };
  const builder = createBuilder({
    clock,
    keeper,
    images: room,
    events: { emit: (type, action) => void events.push(`${type} ${action}`) },
    programs: new Map([['sh', shell]]),
  });
  await builder.restore();

  const call = async (
    path: string,
    query: Record<string, string>,
    body: Buffer,
    gone = new AbortController().signal,
  ) => {
    const told: string[] = [];
    const answers: { status: number; value: unknown }[] = [];
    const route = builder.routes.find((one) => one.path === path);
    await route?.run({
      method: 'POST',
      path,
      params: {},
      query: new URLSearchParams(query),
      headers: {},
      version: [1, 45],
      gone,
      body: Readable.from([body]),
      json: () => Promise.resolve(undefined),
      request: new PassThrough() as never,
      reply: (status, value) => void answers.push({ status, value }),
      send: () => assert.fail('not used'),
      stream: () => ({ write: (chunk) => (told.push(String(chunk)), Promise.resolve()), end: () => undefined }),
      hijack: () => assert.fail('not used'),
    } satisfies Call);
    return { lines: told.map((text) => JSON.parse(text) as Line), answers };
  };

  const run = async (dockerfile: string, files: Files = {}, query: Record<string, string> = {}) => {
    const { lines } = await call('/build', query, await tar({ Dockerfile: dockerfile, ...files }));
    const id = lines.find(({ aux }) => aux !== undefined)?.aux?.ID;
    return {
      text: lines.map(({ stream = '' }) => stream).join(''),
      error: lines.at(-1)?.errorDetail,
      image: id === undefined ? undefined : images.get(id),
    };
  };
  return { clock, builder, images, names, events, call, run };
}

type Line = {
  readonly stream?: string;
  readonly aux?: { readonly ID: string };
  readonly errorDetail?: { readonly message: string; readonly code?: number };
};

export const rows = (image: Image | undefined): readonly string[] =>
  image?.history.slice(1).map((row) => row.created_by) ?? [];
export const filesOf = (image: Image | undefined): Record<string, string> =>
  Object.fromEntries(
    (image?.layers.slice(1) ?? []).flatMap(({ entries }) =>
      [...entries].map(([path, entry]) => [
        path,
        entry.kind === 'file'
          ? `${entry.mode.toString(8)} ${entry.uid}:${entry.gid} ${Buffer.from(entry.data).toString()}`
          : entry.kind,
      ]),
    ),
  );
