import { NetworkError } from '../../kernel/network';
import { human } from '../text/sizes';
import { ask, authority, HttpError, parseTarget, type Answer, type Ask, type Target } from './http-client';
import { addressOf, reasonOf } from './sockets';
import { baseName, Fail, type Call, type Tools } from './tool';
import type { Options } from '../text/options';

const redirects = new Set([301, 302, 303, 307, 308]);

type Fetch = {
  readonly call: Call;
  readonly options: Options;
  readonly quiet: boolean;
  readonly log: (text: string) => Promise<void>;
};

async function told(fetch: Fetch, error: unknown, target: Target): Promise<never> {
  const { call } = fetch;
  if (error instanceof NetworkError) {
    if (error.code === 'ENOTFOUND')
      throw new Fail(
        call.says(`bad address '${target.host}'`, `unable to resolve host address '${target.host}'`),
        call.says(1, 4),
      );
    if (error.code === 'ETIMEDOUT' && call.busybox && fetch.options.has('T')) throw new Fail('download timed out');
    const address = await addressOf(call, target.host);
    if (call.busybox) throw new Fail(`can't connect to remote host (${address}): ${reasonOf(error)}`);
    await fetch.log(`failed: ${reasonOf(error)}.\n`);
    throw new Fail('', 4);
  }
  if (!(error instanceof HttpError)) throw error;
  if (error.why === 'timeout') throw new Fail('download timed out');
  if (error.why === 'tls')
    throw new Fail(
      call.says(`TLS error from peer: ${error.message}`, `cannot verify ${target.host}'s certificate`),
      call.says(1, 5),
    );
  throw new Fail(call.says('error getting response', 'No data received.'), call.says(1, 4));
}

async function body(options: Options, call: Call): Promise<Buffer | undefined> {
  const file = options.value('post-file');
  if (file !== undefined) return call.files.read(call.path(file));
  const data = options.value('post-data');
  return data === undefined ? undefined : Buffer.from(data);
}

/** The request: BusyBox's and GNU's differ in what they tell of themselves and in their patience. */
async function requestOf({ call, options }: Fetch, target: Target): Promise<Ask> {
  const data = await body(options, call);
  const given = options
    .values('header')
    .map((line) => [line.split(':')[0]?.trim() ?? '', line.slice(line.indexOf(':') + 1).trim()] as const);
  const seconds = options.value('T');
  const limit = seconds === undefined ? call.says(900_000, Infinity) : Number(seconds) * 1000;
  return {
    method: data ? 'POST' : options.has('spider') && !call.busybox ? 'HEAD' : 'GET',
    headers: {
      'User-Agent': options.value('U', call.says('Wget', 'Wget/1.25.0')),
      ...call.says({}, { Accept: '*/*' }),
      Connection: call.says('close', 'Keep-Alive'),
      ...(target.user !== undefined && { Authorization: `Basic ${Buffer.from(target.user).toString('base64')}` }),
      ...(data && { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(data.length) }),
      ...Object.fromEntries(given),
    },
    ...(data && { body: data }),
    timeoutMs: limit,
    connectMs: Math.min(limit, 130_000),
    verify: !options.has('no-check-certificate') && !call.busybox,
  };
}

async function open(fetch: Fetch, target: Target): Promise<Answer> {
  const { call } = fetch;
  const request = await requestOf(fetch, target);
  const address = await addressOf(call, target.host);
  const tell = (busybox: string, gnu: string): Promise<void> =>
    fetch.quiet ? Promise.resolve() : fetch.log(call.says(busybox, gnu));
  await tell(
    `Connecting to ${authority(target)} (${address}:${target.port})\n`,
    `Connecting to ${target.host} (${target.host})|${address}|:${target.port}... `,
  );
  try {
    const answer = await ask(call, target, request, () =>
      tell('', 'connected.\nHTTP request sent, awaiting response... '),
    );
    await tell('', `${answer.status} ${answer.reason}\n`);
    return answer;
  } catch (error) {
    return told(fetch, error, target);
  }
}

async function showHeaders(fetch: Fetch, answer: Answer): Promise<void> {
  if (!fetch.options.has('S')) return;
  const rows = [`  HTTP/${answer.version} ${answer.status} ${answer.reason}`];
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    rows.push(`  ${answer.rawHeaders[at] ?? ''}: ${answer.rawHeaders[at + 1] ?? ''}`);
  const failed = answer.status >= 400 && fetch.call.busybox;
  await fetch.log(`${(failed ? rows.slice(0, 1) : rows).join('\n')}\n${fetch.call.busybox && !failed ? '  \n' : ''}`);
}

const progress = (call: Call, name: string, bytes: number, total: number | undefined): string => {
  const short = name.slice(0, 20).padEnd(20);
  if (!call.busybox)
    return `\n${name.padEnd(20)} 100%[===================>] ${human(bytes).padStart(7)}  --.-KB/s    in 0s\n\n`;
  const bar = total === undefined ? '|             *                  |' : `|${'*'.repeat(32)}|`;
  return `${short} ${total === undefined ? '    ' : '100%'} ${bar} ${String(bytes).padStart(5)}  0:00:00 ETA\n`;
};

/** Where the content goes: the file of -O, else the last part of the address. */
function targetFile({ call, options }: Fetch, target: Target): string {
  const given = options.value('O');
  if (given !== undefined) return given;
  const name = baseName(target.path.split('?')[0] ?? '');
  const file = name === '' || name === '/' ? 'index.html' : name;
  const folder = options.value('P');
  return folder === undefined ? file : `${folder.replace(/\/$/, '')}/${file}${call.says('', '')}`;
}

/** What is said before and after the content has come, in both worlds. */
function savingTexts(
  call: Call,
  file: string,
  answer: Answer,
): { readonly before: string; readonly after: (bytes: number) => string } {
  const screen = file === '-';
  const length = answer.header('content-length');
  const type = answer.header('content-type') ?? '';
  const size = length ?? 'unspecified';
  return {
    before: call.says(
      screen ? 'writing to stdout\n' : `saving to '${file}'\n`,
      `Length: ${size} [${type}]\nSaving to: '${screen ? 'STDOUT' : file}'\n`,
    ),
    after: (bytes) =>
      progress(call, screen ? '-' : baseName(file), bytes, length === undefined ? undefined : Number(length)) +
      call.says(
        screen ? 'written to stdout\n' : `'${file}' saved\n`,
        `'${file}' saved [${bytes}${length === undefined ? '' : `/${length}`}]\n\n`,
      ),
  };
}

/** Opens the file that the content goes to; BusyBox replaces none that was not named with -O. */
async function openTarget({ call, options }: Fetch, file: string): Promise<(chunk: Buffer) => Promise<void>> {
  if (file === '-') return (chunk) => call.print(chunk);
  const path = call.path(file);
  if (path === '/dev/null') return () => Promise.resolve();
  const there = await call.files.stat(path).catch(() => undefined);
  if (there && call.busybox && !options.has('O')) throw new Fail(`can't open '${file}': File exists`);
  await call.attempt(`can't open '${file}'`, () => call.files.write(path, ''));
  stopIfFailed(call);
  return (chunk) => call.files.write(path, chunk, { append: true });
}

async function save(fetch: Fetch, target: Target, answer: Answer): Promise<void> {
  const file = targetFile(fetch, target);
  const write = await openTarget(fetch, file);
  const texts = savingTexts(fetch.call, file, answer);
  if (!fetch.quiet) await fetch.log(texts.before);
  let bytes = 0;
  try {
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      await write(chunk);
    }
  } catch (error) {
    await told(fetch, error, target);
  }
  if (!fetch.quiet) await fetch.log(texts.after(bytes));
}

function stopIfFailed(call: Call): void {
  if (call.status !== 0) throw new Fail('', call.status);
}

async function fetchOne(fetch: Fetch, text: string): Promise<void> {
  const { call } = fetch;
  for (let hop = 0, url = text; hop <= 10; hop++) {
    const target = parseTarget(url);
    if (target === undefined || target === 'scheme')
      throw new Fail(call.says(`not an http or ftp url: ${url}`, `${url}: Unsupported scheme.`));
    const answer = await open(fetch, target);
    await showHeaders(fetch, answer);
    const location = redirects.has(answer.status) ? answer.header('location') : undefined;
    if (location !== undefined) {
      answer.close();
      url = new URL(location, `${target.tls ? 'https' : 'http'}://${authority(target)}${target.path}`).href;
      continue;
    }
    try {
      if (answer.status >= 400) {
        if (call.busybox)
          throw new Fail(`server returned error: HTTP/${answer.version} ${answer.status} ${answer.reason}`);
        if (!fetch.quiet)
          await fetch.log(
            `${new Date(call.self.clock.now()).toISOString().slice(0, 19).replace('T', ' ')} ERROR ${answer.status}: ${answer.reason}.\n\n`,
          );
        throw new Fail('', 8);
      }
      if (!fetch.options.has('spider')) await save(fetch, target, answer);
      else if (!fetch.quiet) await fetch.log(call.says('remote file exists\n', 'Remote file exists.\n\n'));
    } finally {
      answer.close();
    }
    return;
  }
  throw new Fail('too many redirections');
}

async function wget(call: Call): Promise<undefined> {
  const options = call.options('qO:ST:Y:P:U:co:t:nvL:', {
    quiet: 'q',
    'output-document': 'O:',
    'server-response': 'S',
    timeout: 'T:',
    spider: 'spider',
    header: 'header:',
    'post-data': 'post-data:',
    'post-file': 'post-file:',
    'user-agent': 'U:',
    'no-check-certificate': 'no-check-certificate',
    tries: 't:',
    proxy: 'Y:',
    'no-verbose': 'n',
    continue: 'c',
    'directory-prefix': 'P:',
  });
  if (options.rest.length === 0)
    throw new Fail(
      call.says('missing URL', "missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options."),
      1,
    );
  const file = options.value('o');
  const log =
    file === undefined
      ? (text: string) => call.warn(text)
      : (text: string) => call.files.write(call.path(file), text, { append: true });
  for (const url of options.rest) await fetchOne({ call, options, quiet: options.has('q'), log }, url);
  return undefined;
}

export const wgetTools: Tools = { wget };
