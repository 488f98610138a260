import { readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pack, type Pack } from 'tar-stream';
import { command, exactly, type Call } from '../command';
import { whole } from '../client/client';
import { showMessages } from '../client/messages';
import { reason } from '../containers/pairs';
import { Failure, sentenceOf } from '../failure';
import { checkName } from '../images/pull';
import type { Options } from '../options';
import { textAt, type Json } from '../text/json';
import { decimalSize, parseBytes } from '../text/units';
import { contextArchive } from './context';
import { readSecrets } from './secrets';

/** What a build sends: the archive and the name of the Dockerfile in it. */
export type Sent = { readonly archive: Readable; readonly dockerfile: string };

const refused = (sentence: string): Failure => new Failure(`unable to prepare context: ${sentence}`);

/** The archive of a folder and its Dockerfile, which may be elsewhere; throws a Failure. */
export function folderContext(folder: string, dockerfile: string, base: string): Sent {
  let root: string;
  try {
    root = realpathSync(folder);
    if (!statSync(root).isDirectory()) throw refused(`context must be a directory: ${folder}`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refused(`path ${JSON.stringify(folder)} not found`);
  }
  const usual = path.join(root, 'Dockerfile');
  const file = dockerfile === '' ? usual : path.resolve(base, dockerfile);
  let real: string;
  try {
    real = realpathSync(file);
  } catch (error) {
    throw refused(`unable to evaluate symlinks in Dockerfile path: lstat ${file}: ${reason(error)}`);
  }
  const relative = path.relative(root, real);
  if (!relative.startsWith('..') && !path.isAbsolute(relative)) {
    const name = relative.split(path.sep).join('/');
    return { archive: contextArchive(root, name, undefined) as unknown as Readable, dockerfile: name };
  }
  return { ...withText(root, readFileSync(real, 'utf8')) };
}

/** The archive of a folder with a Dockerfile that is given as text. */
export function withText(folder: string | undefined, text: string): Sent {
  const name = '.dockerfile.tutor';
  if (folder !== undefined)
    return { archive: contextArchive(folder, 'Dockerfile', { name, text }) as unknown as Readable, dockerfile: name };
  const archive: Pack = pack();
  archive.entry({ name: 'Dockerfile' }, text);
  archive.finalize();
  return { archive: archive as unknown as Readable, dockerfile: 'Dockerfile' };
}

async function fromStdin(call: Call): Promise<Sent> {
  const chunks: Buffer[] = [];
  for await (const chunk of call.stdin) chunks.push(Buffer.from(chunk as Buffer));
  const all = Buffer.concat(chunks);
  const isArchive = all.subarray(257, 262).toString() === 'ustar' || (all[0] === 0x1f && all[1] === 0x8b);
  if (isArchive) return { archive: Readable.from([all]), dockerfile: call.options.text('file', 'Dockerfile') };
  return withText(undefined, all.toString());
}

async function contextOf(call: Call): Promise<Sent> {
  const [place = ''] = call.args;
  const file = call.options.text('file');
  if (place === '-' && file === '-')
    throw new Failure("invalid argument: can't use stdin for both build context and dockerfile");
  if (place === '-') return fromStdin(call);
  const folder = path.resolve(call.folder, place);
  if (file === '-') return withText(realpathSync(folder), await whole(call.stdin));
  if (/^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(place))
    throw refused('the practice lab has no way to the internet: fetch the files yourself and build their folder');
  return folderContext(folder === path.resolve(place) || path.isAbsolute(place) ? place : folder, file, call.folder);
}

/** Pairs of `--build-arg` and `--label` as the API takes them; an argument without value takes that of the environment. */
export const buildArgs = (list: readonly string[], env: Call['env']): Json =>
  Object.fromEntries(
    list.map((text) => {
      const [key = '', value] = text.split(/=(.*)/s);
      return [key, value ?? env[key] ?? null];
    }),
  );

/** Counts what goes through, and calls back when all has gone. */
function counted(from: Readable, done: (bytes: number) => void): Readable {
  let bytes = 0;
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      bytes += chunk.length;
      next(null, chunk);
    },
    flush: (next) => {
      done(bytes);
      next();
    },
  });
  from.on('error', (error) => through.destroy(error));
  return from.pipe(through);
}

/** What a build is sent with besides its context. */
export type BuildQuery = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

/** Sends a build and shows what it says; returns the id of the image. Throws a Failure with the builder's sentence. */
export async function sendBuild(
  call: Pick<Call, 'client' | 'stdout' | 'stderr' | 'terminal'>,
  sent: Sent,
  how: { readonly query: BuildQuery; readonly secrets: ReadonlyMap<string, string>; readonly quiet: boolean },
): Promise<string> {
  const { quiet } = how;
  const kept: string[] = [];
  const silent = { write: (text: string) => kept.push(text) > 0 } as unknown as NodeJS.WritableStream;
  const stdout = quiet ? silent : call.stdout;
  const body = counted(
    sent.archive,
    (bytes) => void stdout.write(`Sending build context to Docker daemon  ${decimalSize(bytes, 4)}\n`),
  );
  const secrets = how.secrets.size
    ? { 'X-Tutor-Build-Secrets': Buffer.from(JSON.stringify(Object.fromEntries(how.secrets))).toString('base64') }
    : {};
  const answer = await call.client.stream('POST', '/build', {
    query: { ...how.query, dockerfile: sent.dockerfile, rm: 1, version: '1' },
    body,
    headers: { 'Content-Type': 'application/x-tar', 'X-Registry-Config': 'e30=', ...secrets },
  });
  let id = '';
  try {
    await showMessages(
      answer,
      { stdout, terminal: call.terminal.stdout },
      (message) => (id = textAt(message, 'ID') || id),
    );
  } catch (error) {
    // A quiet build tells what went before its failure.
    call.stderr.write(kept.join(''));
    throw error;
  }
  // In quiet answers the id is all that the stream says.
  return (
    id ||
    kept
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('sha256:'))
      .at(-1) ||
    ''
  );
}

function tagsOf(options: Options): readonly string[] {
  for (const tag of options.list('tag')) {
    try {
      checkName(tag);
    } catch (error) {
      throw new Failure(
        `invalid argument ${JSON.stringify(tag)} for "-t, --tag" flag: ${sentenceOf(error)}\n\nUsage:  docker build [OPTIONS] PATH | URL | -\n\nRun 'docker build --help' for more information`,
        125,
      );
    }
  }
  return options.list('tag');
}

async function build(call: Call): Promise<number> {
  const { options } = call;
  const tags = tagsOf(options);
  const secrets = readSecrets(options.list('secret'), call);
  const sent = await contextOf(call);
  const memory = options.text('memory');
  const query: BuildQuery = {
    t: tags,
    q: options.is('quiet'),
    nocache: options.is('no-cache'),
    pull: options.is('pull'),
    target: options.text('target'),
    networkmode: options.text('network'),
    platform: options.text('platform'),
    forcerm: options.is('force-rm'),
    memory: memory === '' ? undefined : parseBytes(memory),
    extrahosts: options.list('add-host').join(','),
    buildargs: JSON.stringify(buildArgs(options.list('build-arg'), call.env)),
    labels: JSON.stringify(buildArgs(options.list('label'), {})),
    cachefrom: JSON.stringify(options.list('cache-from')),
  };
  const quiet = options.is('quiet');
  const id = await sendBuild(call, sent, { query, secrets, quiet });
  if (quiet && id) call.print(`${id}\n`);
  const file = options.text('iidfile');
  if (file && id) writeFileSync(path.resolve(call.folder, file), id);
  return 0;
}

/** `docker build`. */
export const buildCommands = [
  command({
    names: 'image build, build, builder build',
    usage: '[OPTIONS] PATH | URL | -',
    short: 'Build an image from a Dockerfile',
    flags: `
      --add-host list | Add a custom host-to-IP mapping (host:ip)
      --build-arg list | Set build-time variables
      --cache-from list | Images to consider as cache sources
      ~--compress | ~
      -f, --file string | Name of the Dockerfile (Default is "PATH/Dockerfile")
      --force-rm | Always remove intermediate containers
      --iidfile string | Write the image ID to the file
      --label list | Set metadata for an image
      ~-m, --memory bytes | ~
      --network string | Set the networking mode for the RUN instructions during build
      --no-cache | Do not use cache when building the image
      --platform string | Set platform if server is multi-platform capable
      ~--progress string | ~
      --pull | Always attempt to pull a newer version of the image
      -q, --quiet | Suppress the build output and print image ID on success
      --rm | Remove intermediate containers after a successful build
      --secret list | Secret to expose to the build (format: id=mysecret[,src=/local/secret])
      -t, --tag list | Name and optionally a tag in the "name:tag" format
      --target string | Set the target build stage to build
    `,
    args: exactly(1),
    run: build,
  }),
  command({
    names: 'builder prune',
    usage: '',
    short: 'Remove build cache',
    flags:
      '-a, --all | Remove all unused build cache, not just dangling ones\n-f, --force | Do not prompt for confirmation',
    run: async (call) => {
      const result = await call.client.json('POST', '/build/prune', { query: { all: call.options.is('all') } });
      const freed = (result as { SpaceReclaimed?: number } | null)?.SpaceReclaimed ?? 0;
      call.print(`Total reclaimed space: ${decimalSize(freed, 4)}\n`);
      return 0;
    },
  }),
];
