import { NetworkError } from '../../kernel/network';
import type { Options } from '../text/options';
import { parseSpan } from '../text/sizes';
import { openInput, readAll } from '../text/streams';
import { ask, authority, HttpError, parseTarget, type Answer, type Target } from './http-client';
import { addressOf, reasonOf } from './sockets';
import { baseName, Fail, type Call, type Tools } from './tool';

const version = '8.14.1';

type Run = { readonly call: Call; readonly options: Options; readonly started: number };

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

async function dataOf({ call, options }: Run): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  for (const text of options.values('d')) {
    const file =
      text.startsWith('@') && !options.has('data-raw')
        ? await readAll(await openInput(call, text.slice(1)))
        : undefined;
    parts.push(
      file === undefined
        ? Buffer.from(text)
        : options.has('data-binary')
          ? file
          : Buffer.from(file.toString().replace(/[\r\n]/g, '')),
    );
  }
  for (const text of options.values('data-binary'))
    parts.push(text.startsWith('@') ? await readAll(await openInput(call, text.slice(1))) : Buffer.from(text));
  for (const text of options.values('data-raw')) parts.push(Buffer.from(text));
  for (const text of options.values('data-urlencode'))
    parts.push(Buffer.from(text.replace(/=([^]*)$/, (_, value: string) => `=${encodeURIComponent(value)}`)));
  const upload = options.value('T');
  if (upload !== undefined) return readAll(await openInput(call, upload));
  return parts.length === 0
    ? undefined
    : Buffer.concat(parts.flatMap((part, at) => (at > 0 ? [Buffer.from('&'), part] : [part])));
}

function headersOf({ options }: Run, target: Target, data: Buffer | undefined): Readonly<Record<string, string>> {
  const user = options.value('u') ?? target.user;
  const headers: Record<string, string> = { 'User-Agent': options.value('A', `curl/${version}`), Accept: '*/*' };
  if (user !== undefined)
    headers['Authorization'] = `Basic ${Buffer.from(user.includes(':') ? user : `${user}:`).toString('base64')}`;
  const [referer, cookie] = [options.value('e'), options.value('b')];
  if (referer !== undefined) headers['Referer'] = referer;
  if (cookie !== undefined) headers['Cookie'] = cookie;
  if (data) {
    headers['Content-Length'] = String(data.length);
    if (!options.has('T')) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  }
  for (const line of options.values('H')) {
    const name = line.split(':')[0]?.trim() ?? '';
    const value = line.includes(':') ? line.slice(line.indexOf(':') + 1).trim() : '';
    const own = Object.keys(headers).find((one) => one.toLowerCase() === name.toLowerCase());
    if (own !== undefined) delete headers[own];
    if (value !== '' && /^[\w!#$%&'*+.^`|~-]+$/.test(name)) headers[name] = value.replace(/[\r\n]/g, ' ');
  }
  return headers;
}

const headText = (answer: Answer, mark = ''): string => {
  let text = `${mark}HTTP/${answer.version} ${answer.status} ${answer.reason}\r\n`;
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    text += `${mark}${answer.rawHeaders[at] ?? ''}: ${answer.rawHeaders[at + 1] ?? ''}\r\n`;
  return `${text}${mark}\r\n`;
};

type Sent = { readonly answer: Answer; readonly target: Target; readonly url: string };

async function send(run: Run, url: string, again: boolean): Promise<Sent> {
  const { call, options } = run;
  const target = parseTarget(url);
  if (target === 'scheme') throw failure(run, 1, `Protocol "${url.split(':')[0] ?? ''}" not supported`);
  if (target === undefined) throw failure(run, 3, 'URL rejected: Malformed input to a URL function');
  const given = await dataOf(run);
  const data = again || options.has('G') ? undefined : given;
  const goal =
    options.has('G') && given && !again
      ? { ...target, path: `${target.path}${target.path.includes('?') ? '&' : '?'}${given.toString()}` }
      : target;
  const method = options.value('X') ?? (options.has('I') ? 'HEAD' : options.has('T') ? 'PUT' : data ? 'POST' : 'GET');
  if (!/^[\w-]+$/.test(method)) throw failure(run, 43, 'Bad request method');
  const headers = headersOf(run, goal, data);
  const limit = parseSpan(options.value('m', '')) ?? Infinity;
  const file = options.value('cacert');
  const ca = file === undefined ? undefined : await call.files.read(call.path(file));
  const verbose = options.has('v');
  try {
    const answer = await ask(
      call,
      goal,
      {
        method,
        headers,
        ...(data ? { body: data } : {}),
        ...(ca ? { ca } : {}),
        timeoutMs: limit,
        connectMs: Math.min(limit, parseSpan(options.value('connect-timeout', '')) ?? 130_000),
        verify: !options.has('k'),
      },
      async () => {
        if (!verbose) return;
        const address = await addressOf(call, goal.host);
        const rows = Object.entries({ Host: authority(goal), ...headers }).map(
          ([name, value]) => `> ${name}: ${value}\r\n`,
        );
        await call.warn(
          `* Host ${goal.host}:${goal.port} was resolved.\n* IPv4: ${address}\n*   Trying ${address}:${goal.port}...\n* Connected to ${goal.host} (${address}) port ${goal.port}\n> ${method} ${goal.path} HTTP/1.1\r\n${rows.join('')}> \r\n`,
        );
      },
    );
    if (verbose) await call.warn(headText(answer, '< '));
    return { answer, target: goal, url };
  } catch (error) {
    return told(run, error, target);
  }
}

/** Where the body goes. */
async function sink({ call, options }: Run, target: Target): Promise<(chunk: Uint8Array | string) => Promise<void>> {
  const last = baseName(target.path.split('?')[0] ?? '');
  const file = options.value('o') ?? (options.has('O') ? last : undefined);
  if (file === '' || (file === '/' && options.has('O'))) throw new Fail('(23) Remote file name has no length!', 23);
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

async function transfer(run: Run, url: string): Promise<void> {
  const { call, options } = run;
  let sent = await send(run, url, false);
  const head = options.has('I', 'i');
  const out = await sink(run, sent.target);
  let hops = 0;
  while (options.has('L') && sent.answer.status >= 300 && sent.answer.status < 400) {
    const location = sent.answer.header('location');
    if (location === undefined) break;
    if (head) await out(headText(sent.answer));
    sent.answer.close();
    if (++hops > Number(options.value('max-redirs', '50')))
      throw failure(run, 47, `Maximum (${options.value('max-redirs') ?? 50}) redirects followed`);
    sent = await send(
      run,
      new URL(location, `${sent.target.tls ? 'https' : 'http'}://${authority(sent.target)}${sent.target.path}`).href,
      sent.answer.status < 307,
    );
  }
  let bytes = 0;
  const { answer, target } = sent;
  const failed = options.has('f') && answer.status >= 400;
  try {
    if (head && !failed) await out(headText(answer));
    if (!failed && !options.has('I')) {
      for await (const chunk of answer.body) {
        bytes += chunk.length;
        await out(chunk);
      }
    }
  } catch (error) {
    await told(run, error, target);
  } finally {
    answer.close();
  }
  const dump = options.value('D');
  if (dump !== undefined)
    await (dump === '-' ? call.print(headText(answer)) : call.files.write(call.path(dump), headText(answer)));
  await call.print(writeOut(run, sent, bytes, hops));
  if (failed) throw failure(run, 22, `The requested URL returned error: ${answer.status}`);
}

const versionText = `curl ${version} (x86_64-pc-linux-gnu) libcurl/${version} OpenSSL/3.5.1 zlib/1.3.1\nRelease-Date: 2025-06-04\nProtocols: dict file ftp ftps gopher gophers http https imap imaps mqtt pop3 pop3s rtsp smb smbs smtp smtps telnet tftp\nFeatures: alt-svc AsynchDNS HSTS HTTPS-proxy IPv6 Largefile libz NTLM SSL threadsafe TLS-SRP UnixSockets\n`;

async function curl(call: Call): Promise<undefined> {
  const options = call.options('sSfiIvo:OX:d:H:w:Lm:u:A:e:b:kGT:D:#NVgjRx:c:z:4n', {
    silent: 's',
    'show-error': 'S',
    fail: 'f',
    include: 'i',
    head: 'I',
    verbose: 'v',
    output: 'o:',
    'remote-name': 'O',
    request: 'X:',
    data: 'd:',
    header: 'H:',
    'write-out': 'w:',
    location: 'L',
    'max-time': 'm:',
    user: 'u:',
    'user-agent': 'A:',
    referer: 'e:',
    cookie: 'b:',
    insecure: 'k',
    get: 'G',
    'upload-file': 'T:',
    'dump-header': 'D:',
    version: 'V',
    'connect-timeout': 'connect-timeout:',
    'data-binary': 'data-binary:',
    'data-raw': 'data-raw:',
    'data-urlencode': 'data-urlencode:',
    cacert: 'cacert:',
    'max-redirs': 'max-redirs:',
    retry: 'retry:',
    'retry-delay': 'retry-delay:',
    'retry-connrefused': 'retry-connrefused',
    'create-dirs': 'create-dirs',
    'progress-bar': '#',
    url: 'url:',
    proto: 'proto:',
    'tlsv1.2': 'tls',
    compressed: 'compressed',
    http1: 'h1',
    'http1.1': 'h1',
    noproxy: 'noproxy:',
    'no-progress-meter': 'npm',
    'fail-with-body': 'fail-with-body',
    'retry-all-errors': 'rae',
    resolve: 'resolve:',
  });
  if (options.has('V')) {
    await call.print(versionText);
    return undefined;
  }
  const urls = [...options.values('url'), ...options.rest];
  if (urls.length === 0)
    throw new Fail("(2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information", 2);
  const tries = Math.min(100, Number(options.value('retry', '0')));
  for (const url of urls) {
    for (let attempt = 0; ; attempt++) {
      try {
        await transfer({ call, options, started: call.self.clock.now() }, url);
        break;
      } catch (error) {
        const again =
          error instanceof Fail &&
          (error.code === 28 ||
            (error.code === 7 && options.has('retry-connrefused', 'rae')) ||
            (options.has('rae') && error.code !== 2));
        if (!again || attempt >= tries) throw error;
        await call.self.sleep(parseSpan(options.value('retry-delay', '')) ?? 1000 * 2 ** attempt);
      }
    }
  }
  return undefined;
}

export const curlTools: Tools = { curl };
