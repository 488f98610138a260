import { NetworkError } from '../../kernel/network';
import type { Options } from '../text/options';
import { parseSpan } from '../text/sizes';
import { curlVersion as version, dataOf, headersOf, longOptions, methodOf, type Run } from './curl-request';
import { ask, authority, HttpError, parseTarget, type Answer, type Ask, type Target } from './http-client';
import { addressOf, reasonOf } from './sockets';
import { baseName, Fail, type Call, type Tools } from './tool';

/** An error that curl numbers; -s keeps it quiet unless -S is there too. */
const failure = ({ options }: Run, code: number, text: string): Fail => {
  const silent = options.has('s') && !options.has('S');
  return new Fail(silent ? '' : `(${code}) ${text}`, code);
};

async function told(run: Run, error: unknown, target: Target): Promise<never> {
  const { call, options } = run;
  const ms = Math.round(call.self.clock.now() - run.started);
  if (error instanceof NetworkError) {
    if (error.code === 'ENOTFOUND') throw failure(run, 6, `Could not resolve host: ${target.host}`);
    if (error.code === 'ETIMEDOUT' && options.has('connect-timeout', 'm'))
      throw failure(run, 28, `Connection timed out after ${ms} milliseconds`);
    await call.self.sleep(0);
    throw failure(
      run,
      7,
      `Failed to connect to ${target.host} port ${target.port} after ${ms} ms: ${error.code === 'ECONNREFUSED' ? 'Could not connect to server' : reasonOf(error)}`,
    );
  }
  if (!(error instanceof HttpError)) throw error;
  if (error.why === 'timeout')
    throw failure(run, 28, `Operation timed out after ${ms} milliseconds with 0 bytes received`);
  if (error.why === 'tls')
    throw failure(
      run,
      /wrong version|packet length/i.test(error.message) ? 35 : 60,
      /wrong version|packet length/i.test(error.message)
        ? 'TLS connect error: error:0A00010B:SSL routines::wrong version number'
        : `SSL certificate problem: ${error.message}`,
    );
  throw error.why === 'garbage'
    ? failure(run, 1, 'Received HTTP/0.9 when not allowed')
    : failure(run, 52, 'Empty reply from server');
}

const headText = (answer: Answer, mark = ''): string => {
  let text = `${mark}HTTP/${answer.version} ${answer.status} ${answer.reason}\r\n`;
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    text += `${mark}${answer.rawHeaders[at] ?? ''}: ${answer.rawHeaders[at + 1] ?? ''}\r\n`;
  return `${text}${mark}\r\n`;
};

type Sent = { readonly answer: Answer; readonly target: Target; readonly url: string };

const withQuery = (path: string, query: Buffer | undefined): string =>
  query ? `${path}${path.includes('?') ? '&' : '?'}${query.toString()}` : path;

/** A request, ready to be sent. */
async function requestOf(
  run: Run,
  url: string,
  again: boolean,
): Promise<{ readonly target: Target; readonly request: Ask }> {
  const { call, options } = run;
  const plain = parseTarget(url);
  if (plain === 'scheme') throw failure(run, 1, `Protocol "${url.split(':')[0] ?? ''}" not supported`);
  if (plain === undefined) throw failure(run, 3, 'URL rejected: Malformed input to a URL function');
  const given = again ? undefined : await dataOf(run);
  const asQuery = options.has('G') ? given : undefined;
  const data = asQuery ? undefined : given;
  const target = { ...plain, path: withQuery(plain.path, asQuery) };
  const method = methodOf(run, data);
  if (!/^[\w-]+$/.test(method)) throw failure(run, 43, 'Bad request method');
  const limit = parseSpan(options.value('m', '')) ?? Infinity;
  const file = options.value('cacert');
  const request = {
    method,
    headers: headersOf(run, target, data),
    ...(data && { body: data }),
    ...(file !== undefined && { ca: await call.files.read(call.path(file)) }),
    timeoutMs: limit,
    connectMs: Math.min(limit, parseSpan(options.value('connect-timeout', '')) ?? 130_000),
    verify: !options.has('k'),
  };
  return { target, request };
}

async function tellRequest(call: Call, target: Target, { method, headers }: Ask): Promise<void> {
  const address = await addressOf(call, target.host);
  const rows = Object.entries({ Host: authority(target), ...headers }).map(
    ([name, value]) => `> ${name}: ${value}\r\n`,
  );
  await call.warn(
    `* Host ${target.host}:${target.port} was resolved.\n* IPv4: ${address}\n*   Trying ${address}:${target.port}...\n* Connected to ${target.host} (${address}) port ${target.port}\n> ${method} ${target.path} HTTP/1.1\r\n${rows.join('')}> \r\n`,
  );
}

async function send(run: Run, url: string, again: boolean): Promise<Sent> {
  const { call, options } = run;
  const { target, request } = await requestOf(run, url, again);
  const verbose = options.has('v');
  try {
    const answer = await ask(call, target, request, async () => {
      if (verbose) await tellRequest(call, target, request);
    });
    if (verbose) await call.warn(headText(answer, '< '));
    return { answer, target, url };
  } catch (error) {
    return told(run, error, target);
  }
}

/** The last part of the address, for -O. */
function remoteName({ path }: Target): string {
  const name = baseName(path.split('?')[0] ?? '');
  if (name === '' || name === '/') throw new Fail('(23) Remote file name has no length!', 23);
  return name;
}

/** Where the body goes. */
async function sink({ call, options }: Run, target: Target): Promise<(chunk: Uint8Array | string) => Promise<void>> {
  const file = options.value('o') ?? (options.has('O') ? remoteName(target) : undefined);
  if (file === undefined || file === '-') return (chunk) => call.print(chunk);
  const path = call.path(file);
  if (path === '/dev/null') return () => Promise.resolve();
  const folder = path.replace(/\/[^/]*$/, '');
  if (options.has('create-dirs') && folder) await call.files.mkdir(folder, { parents: true });
  const done = await call.attempt(
    `(23) Failure writing output to destination`,
    () => call.files.write(path, '').then(() => true),
    23,
  );
  if (!done) throw new Fail('', 23);
  return (chunk) => call.files.write(path, chunk, { append: true });
}

const writeOut = (run: Run, { answer, target, url }: Sent, bytes: number, hops: number): string => {
  const seconds = ((run.call.self.clock.now() - run.started) / 1000).toFixed(6);
  const values: Readonly<Record<string, string>> = {
    http_code: String(answer.status).padStart(3, '0'),
    response_code: String(answer.status).padStart(3, '0'),
    size_download: String(bytes),
    time_total: seconds,
    time_connect: seconds,
    time_starttransfer: seconds,
    time_namelookup: seconds,
    content_type: answer.header('content-type') ?? '',
    url_effective: url,
    num_redirects: String(hops),
    remote_port: String(target.port),
    http_version: answer.version,
    redirect_url: answer.header('location') ?? '',
    scheme: target.tls ? 'https' : 'http',
    method: 'GET',
    exitcode: '0',
  };
  return run.options
    .value('w', '')
    .replace(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    .replaceAll('%%', '%')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('\\r', '\r');
};

type Sink = (chunk: Uint8Array | string) => Promise<void>;

/** Follows the answer's redirections with -L; gives the last answer and how many there were. */
async function follow(run: Run, first: Sent, out: Sink): Promise<{ readonly sent: Sent; readonly hops: number }> {
  const { options } = run;
  const most = options.value('max-redirs', '50');
  let sent = first;
  for (let hops = 0; ; hops++) {
    const { answer, target } = sent;
    const redirected = options.has('L') && answer.status >= 300 && answer.status < 400;
    const location = redirected ? answer.header('location') : undefined;
    if (location === undefined) return { sent, hops };
    if (options.has('I', 'i')) await out(headText(answer));
    answer.close();
    if (hops >= Number(most)) throw failure(run, 47, `Maximum (${most}) redirects followed`);
    const base = `${target.tls ? 'https' : 'http'}://${authority(target)}${target.path}`;
    sent = await send(run, new URL(location, base).href, answer.status < 307);
  }
}

/** Hands the answer on; resolves to the size of its body. */
async function receive(run: Run, { answer, target }: Sent, out: Sink): Promise<number> {
  const { options } = run;
  let bytes = 0;
  try {
    if (options.has('I', 'i')) await out(headText(answer));
    if (options.has('I')) return 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      await out(chunk);
    }
  } catch (error) {
    await told(run, error, target);
  }
  return bytes;
}

async function transfer(run: Run, url: string): Promise<void> {
  const { call, options } = run;
  const first = await send(run, url, false);
  const out = await sink(run, first.target);
  const { sent, hops } = await follow(run, first, out);
  const { answer } = sent;
  const failed = options.has('f') && answer.status >= 400;
  let bytes = 0;
  try {
    if (!failed) bytes = await receive(run, sent, out);
  } finally {
    answer.close();
  }
  const dump = options.value('D');
  if (dump === '-') await call.print(headText(answer));
  else if (dump !== undefined) await call.files.write(call.path(dump), headText(answer));
  await call.print(writeOut(run, sent, bytes, hops));
  if (failed) throw failure(run, 22, `The requested URL returned error: ${answer.status}`);
}

const versionText = `curl ${version} (x86_64-pc-linux-gnu) libcurl/${version} OpenSSL/3.5.1 zlib/1.3.1\nRelease-Date: 2025-06-04\nProtocols: dict file ftp ftps gopher gophers http https imap imaps mqtt pop3 pop3s rtsp smb smbs smtp smtps telnet tftp\nFeatures: alt-svc AsynchDNS HSTS HTTPS-proxy IPv6 Largefile libz NTLM SSL threadsafe TLS-SRP UnixSockets\n`;

async function curl(call: Call): Promise<undefined> {
  const options = call.options('sSfiIvo:OX:d:H:w:Lm:u:A:e:b:kGT:D:#NVgjRx:c:z:4n', longOptions);
  if (options.has('V')) {
    await call.print(versionText);
    return undefined;
  }
  const urls = [...options.values('url'), ...options.rest];
  if (urls.length === 0)
    throw new Fail("(2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information", 2);
  for (const url of urls) await transferRetried(call, options, url);
  return undefined;
}

/** With --retry what passes by itself is tried again, after a wait that grows. */
async function transferRetried(call: Call, options: Options, url: string): Promise<void> {
  const tries = Math.min(100, Number(options.value('retry', '0')));
  for (let attempt = 0; ; attempt++) {
    try {
      await transfer({ call, options, started: call.self.clock.now() }, url);
      return;
    } catch (error) {
      if (!(error instanceof Fail) || !passing(options, error.code) || attempt >= tries) throw error;
      await call.self.sleep(parseSpan(options.value('retry-delay', '')) ?? 1000 * 2 ** attempt);
    }
  }
}

const passing = (options: Options, code: number): boolean => {
  if (code === 28) return true;
  if (options.has('rae')) return code !== 2;
  return code === 7 && options.has('retry-connrefused');
};

export const curlTools: Tools = { curl };
