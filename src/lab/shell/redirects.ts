import { randomBytes } from 'node:crypto';
import { FileError, fileErrorText } from '../kernel/files';
import type { Input, Output, Process } from '../kernel/process';
import { outputOf } from '../processes/process-view';
import { emptyInput, inputOf, nullOutput } from '../processes/streams';
import type { Redirect } from './ast';
import type { Expansion } from './expand';
import type { Descriptor, Flavor, Io, Shell } from './state';

/** A redirection that does not work; the message has no prefix. */
export class RedirectError extends Error {}

type Open = { readonly self: Process; readonly io: Io };

const zeros: Input = { read: () => Promise.resolve(Buffer.alloc(65536)) };
const noise: Input = { read: () => Promise.resolve(randomBytes(4096)) };
const full: Output = {
  write: (chunk) => (chunk.length === 0 ? Promise.resolve() : Promise.reject(new FileError('ENOSPC', '/dev/full'))),
};

/** Devices and descriptors, which are no files of a tree; undefined for everything else. */
function device({ self, io }: Open, path: string): Descriptor | undefined {
  const own = /^\/(?:dev\/fd|proc\/self\/fd)\/(\d+)$/.exec(path);
  if (own) return io.get(Number(own[1]));
  const other = /^\/proc\/(\d+)\/fd\/([12])$/.exec(path);
  if (other) {
    const output = outputOf(self, Number(other[1]), other[2] === '1' ? 1 : 2);
    return output && { output };
  }
  const terminal = path === '/dev/tty' || path === '/dev/console' || /^\/dev\/pts\/\d+$/.test(path);
  if (terminal) return self.terminal() ? { input: self.stdin, output: self.stdout } : undefined;
  const devices: Readonly<Record<string, Descriptor | undefined>> = {
    '/dev/null': { input: emptyInput, output: nullOutput },
    '/dev/zero': { input: zeros, output: nullOutput },
    '/dev/full': { input: zeros, output: full },
    '/dev/random': { input: noise, output: nullOutput },
    '/dev/urandom': { input: noise, output: nullOutput },
    '/dev/stdin': io.get(0),
    '/dev/stdout': io.get(1),
    '/dev/stderr': io.get(2),
  };
  return devices[path];
}

async function deviceAt(open: Open, path: string): Promise<Descriptor | undefined> {
  const direct = device(open, path);
  if (direct) return direct;
  const stat = await open.self.files.lstat(path).catch(() => undefined);
  if (stat?.kind !== 'symlink' || stat.target === undefined) return undefined;
  return device(open, stat.target);
}

/** Opens a path for reading; rejects with FileError. */
export async function openInput(open: Open, path: string): Promise<Input> {
  const found = await deviceAt(open, open.self.path(path));
  if (found?.input) return found.input;
  return inputOf(await open.self.files.read(open.self.path(path)));
}

/** Opens a path for writing; rejects with FileError. */
export async function openOutput(open: Open, path: string, append: boolean, mask = 0o022): Promise<Output> {
  const full = open.self.path(path);
  const found = await deviceAt(open, full);
  if (found?.output) return found.output;
  const { files } = open.self;
  const mode = 0o666 & ~mask;
  await files.write(full, '', { append, mode });
  return { write: (chunk) => files.write(full, chunk, { append: true, mode }) };
}

const verbs: Readonly<Record<Flavor, Readonly<Record<'open' | 'create', (path: string, error: FileError) => string>>>> =
  {
    ash: {
      open: (path, error) => `can't open ${path}: ${missing(error) ? 'no such file' : error.message}`,
      create: (path, error) => `can't create ${path}: ${missing(error) ? 'nonexistent directory' : error.message}`,
    },
    dash: {
      open: (path, error) => `cannot open ${path}: ${missing(error) ? 'No such file' : error.message}`,
      create: (path, error) => `cannot create ${path}: ${missing(error) ? 'Directory nonexistent' : error.message}`,
    },
    bash: {
      open: (path, error) => `${path}: ${error.message}`,
      create: (path, error) => `${path}: ${error.message}`,
    },
  };

const missing = (error: FileError): boolean => error.code === 'ENOENT' || error.code === 'ENOTDIR';

async function told<T>(shell: Shell, verb: 'open' | 'create', path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FileError) throw new RedirectError(verbs[shell.flavor][verb](path, error));
    throw error;
  }
}

/** The descriptors after redirections. Throws RedirectError. */
export async function redirected(shell: Shell, redirects: readonly Redirect[], expansion: Expansion): Promise<Io> {
  const io = new Map(shell.io);
  for (const redirect of redirects) await apply(shell, redirect, io, expansion);
  return io;
}

async function apply(
  shell: Shell,
  redirect: Redirect,
  io: Map<number, Descriptor>,
  expansion: Expansion,
): Promise<void> {
  const open = { self: shell.self, io };
  if (redirect.kind === 'here') {
    io.set(redirect.fd, { input: inputOf(Buffer.from(await expansion.text(redirect.content()))) });
    return;
  }
  const target = await expansion.text(redirect.target);
  if (redirect.kind === 'both') {
    const output = await told(shell, 'create', target, openOutput(open, target, redirect.append, shell.mask));
    io.set(1, { output });
    io.set(2, { output });
  } else if (redirect.kind === 'duplicate') duplicate(shell, redirect, target, io);
  else io.set(redirect.fd, await openFile(shell, redirect, target, open));
}

function duplicate(shell: Shell, redirect: { fd: number }, target: string, io: Map<number, Descriptor>): void {
  if (target === '-') {
    io.delete(redirect.fd);
    return;
  }
  const source = /^\d+$/.test(target) ? io.get(Number(target)) : undefined;
  if (!source) {
    const bad = {
      ash: `dup2(${target},${redirect.fd}): Bad file descriptor`,
      dash: `dup2(${target},${redirect.fd}): Bad file descriptor`,
      bash: `dup2(${target},${redirect.fd}): Bad file descriptor`,
    };
    throw new RedirectError(bad[shell.flavor]);
  }
  io.set(redirect.fd, source);
}

async function openFile(
  shell: Shell,
  redirect: { readonly operator: '>' | '>>' | '<' | '>|' | '<>' },
  target: string,
  open: Open,
): Promise<Descriptor> {
  const { operator } = redirect;
  if (operator === '<') return { input: await told(shell, 'open', target, openInput(open, target)) };
  if (operator === '>' && shell.options.has('C')) await refuseExisting(shell, target);
  const append = operator === '>>' || operator === '<>';
  const output = await told(shell, 'create', target, openOutput(open, target, append, shell.mask));
  return operator === '<>' ? { output, input: await openInput(open, target) } : { output };
}

async function refuseExisting(shell: Shell, target: string): Promise<void> {
  const stat = await shell.self.files.stat(shell.self.path(target)).catch(() => undefined);
  if (stat?.kind !== 'file') return;
  const texts = {
    ash: `can't create ${target}: ${fileErrorText.EEXIST}`,
    dash: `cannot create ${target}: ${fileErrorText.EEXIST}`,
    bash: `${target}: cannot overwrite existing file`,
  };
  throw new RedirectError(texts[shell.flavor]);
}
