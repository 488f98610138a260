import { httpDate } from '../serving';
import { inherited, setting } from './config';
import { reasonOf } from './pages';
import { expand, type Visit } from './visit';

/** What is sent back. */
export type Answer = {
  readonly status: number;
  readonly type?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer | AsyncIterable<unknown>;
  /** Known length of a streamed body. */
  readonly length?: number;
};

/** Sends an answer with nginx's headers in nginx's order and notes what was sent. */
export async function send(visit: Visit, answer: Answer): Promise<void> {
  const { response, request } = visit;
  const { body, status } = answer;
  visit.status = status;
  const empty = status === 204 || status === 304;
  response.writeHead(status, reasonOf(status), headOf(visit, answer, empty).flat());
  if (request.method === 'HEAD' || empty || body === undefined) response.end();
  else if (Buffer.isBuffer(body)) {
    visit.sent = body.length;
    response.end(body);
  } else await stream(visit, body);
}

function headOf(visit: Visit, answer: Answer, empty: boolean): readonly (readonly [string, string])[] {
  const { response, request } = visit;
  const { body, type, headers = [] } = answer;
  const length = Buffer.isBuffer(body) ? body.length : answer.length;
  const keeps = response.shouldKeepAlive && request.headers.connection !== 'close';
  const described: [string, string][] = [];
  if (!empty && type !== undefined) described.push(['Content-Type', type]);
  if (!empty && length !== undefined) described.push(['Content-Length', String(length)]);
  return [
    ...ownHeaders(visit),
    ...described,
    ...headers.filter(([name]) => name === 'Last-Modified'),
    ['Connection', keeps ? 'keep-alive' : 'close'],
    ...headers.filter(([name]) => name !== 'Last-Modified'),
    ...added(visit),
  ];
}

/** What nginx puts in front of every answer. */
export function ownHeaders(visit: Visit): [string, string][] {
  const { self, version } = visit.instance;
  return [
    ['Server', setting(visit.scope, 'server_tokens') === 'off' ? 'nginx' : `nginx/${version}`],
    ['Date', httpDate(self.clock)],
  ];
}

/** Sends a body piece by piece, as fast as the client takes it, and counts its bytes. */
export async function stream(visit: Visit, body: AsyncIterable<unknown>): Promise<void> {
  const { response } = visit;
  for await (const part of body) {
    visit.sent += (part as Buffer).length;
    if (!response.write(part)) await new Promise<void>((go) => response.once('drain', go).once('close', go));
  }
  response.end();
}

const addable = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

/** What `add_header` adds to an answer with the status that the visit has. */
export function added(visit: Visit): [string, string][] {
  return inherited(visit.scope, 'add_header')
    .filter(({ args }) => addable.has(visit.status) || args[2] === 'always')
    .map(({ args }): [string, string] => [args[0] ?? '', expand(args[1] ?? '', visit)])
    .filter(([, value]) => value !== '');
}
