import type { Options } from '../text/options';
import { openInput, readAll } from '../text/streams';
import type { Target } from './http-client';
import type { Call } from './tool';

/** The version of curl that the lab's distributions have. */
export const curlVersion = '8.14.1';

/** One transfer of curl; `started` in the lab's milliseconds. */
export type Run = { readonly call: Call; readonly options: Options; readonly started: number };

/** curl's long options, by the keys that the short ones have. */
export const longOptions = {
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
};

const fileOrText = async (call: Call, text: string): Promise<Buffer> =>
  text.startsWith('@') ? readAll(await openInput(call, text.slice(1))) : Buffer.from(text);

/** -d takes the line ends out of what a file gives. */
const withoutLineEnds = async (call: Call, text: string): Promise<Buffer> => {
  const data = await fileOrText(call, text);
  return text.startsWith('@') ? Buffer.from(data.toString().replace(/[\r\n]/g, '')) : data;
};

const encoded = (text: string): Buffer =>
  Buffer.from(text.replace(/=([^]*)$/, (_, value: string) => `=${encodeURIComponent(value)}`));

/** The body that -d and its relatives, or -T, give. */
export async function dataOf({ call, options }: Run): Promise<Buffer | undefined> {
  const upload = options.value('T');
  if (upload !== undefined) return readAll(await openInput(call, upload));
  const parts = [
    ...(await Promise.all(options.values('d').map((text) => withoutLineEnds(call, text)))),
    ...(await Promise.all(options.values('data-binary').map((text) => fileOrText(call, text)))),
    ...options.values('data-raw').map((text) => Buffer.from(text)),
    ...options.values('data-urlencode').map(encoded),
  ];
  if (parts.length === 0) return undefined;
  return Buffer.concat(parts.flatMap((part, at) => (at > 0 ? [Buffer.from('&'), part] : [part])));
}

/** The request's method: -X, or what the other options ask for. */
export function methodOf({ options }: Run, data: Buffer | undefined): string {
  const own = options.value('X');
  if (own !== undefined) return own;
  if (options.has('I')) return 'HEAD';
  if (options.has('T')) return 'PUT';
  return data ? 'POST' : 'GET';
}

const basic = (user: string): string =>
  `Basic ${Buffer.from(user.includes(':') ? user : `${user}:`).toString('base64')}`;

function ownHeaders(
  { options }: Pick<Run, 'options'>,
  target: Target,
  data: Buffer | undefined,
): readonly (readonly [string, string | undefined])[] {
  const user = options.value('u') ?? target.user;
  return [
    ['User-Agent', options.value('A', `curl/${curlVersion}`)],
    ['Accept', '*/*'],
    ['Authorization', user === undefined ? undefined : basic(user)],
    ['Referer', options.value('e')],
    ['Cookie', options.value('b')],
    ['Content-Length', data && String(data.length)],
    ['Content-Type', data && !options.has('T') ? 'application/x-www-form-urlencoded' : undefined],
  ];
}

/** The request's headers: curl's own, and those of -H, which replace or (without a value) remove them. */
export function headersOf(
  { options }: Pick<Run, 'options'>,
  target: Target,
  data: Buffer | undefined,
): Readonly<Record<string, string>> {
  const headers = new Map<string, readonly [string, string]>();
  for (const [name, value] of ownHeaders({ options }, target, data))
    if (value !== undefined) headers.set(name.toLowerCase(), [name, value]);
  for (const line of options.values('H')) {
    const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+)\s*(?::\s*([^]*))?$/.exec(line) ?? [];
    headers.delete(name.toLowerCase());
    if (value.trim() !== '') headers.set(name.toLowerCase(), [name, value.trim().replace(/[\r\n]/g, ' ')]);
  }
  return Object.fromEntries(headers.values());
}
