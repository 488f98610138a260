import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { request as ask } from 'node:http';
import { ApiError, type Route } from '../../src/lab/http/call';
import { serveRoutes } from '../../src/lab/http/server';

const routes: readonly Route[] = [
  { method: 'GET', path: '/images/{name:.*}/json', run: (call) => call.reply(200, { name: call.params['name'] }) },
  { method: 'GET', path: '/images/json', run: (call) => call.reply(200, { all: call.query.get('all') }) },
  {
    method: 'POST',
    path: '/exec/{id}/start',
    run: async (call) => {
      const body = await call.json();
      const stream = call.hijack('application/vnd.docker.raw-stream');
      stream.write(`${JSON.stringify(body)}\n`);
      stream.on('data', (chunk: Buffer) => stream.write(chunk.toString().toUpperCase()));
      stream.on('end', () => stream.end('over'));
    },
  },
  {
    method: 'POST',
    path: '/echo',
    run: (call) => {
      const stream = call.hijack('application/vnd.docker.raw-stream');
      stream.pipe(stream);
    },
  },
  { method: 'POST', path: '/json', run: async (call) => call.reply(200, await call.json()) },
  {
    method: 'GET',
    path: '/refused',
    run: () => {
      throw new ApiError(409, 'it is in use');
    },
  },
];

describe('the HTTP server of the lab', () => {
  const server = serveRoutes(routes, {
    versions: { oldest: [1, 24], newest: [1, 45] },
    headers: { 'Api-Version': '1.45' },
    admits: ({ headers }) => headers['x-stranger'] === undefined,
  });
  let port = 0;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const get = async (path: string, init?: RequestInit): Promise<[number, unknown]> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
    assert.equal(answer.headers.get('api-version'), '1.45');
    return [answer.status, await answer.json()];
  };

  it('finds routes, with and without a version, also for names with slashes', async () => {
    assert.deepEqual(await get('/v1.41/images/registry.local%2Fa/b:1/json'), [200, { name: 'registry.local/a/b:1' }]);
    assert.deepEqual(await get('/images/a/json'), [200, { name: 'a' }]);
    assert.deepEqual(await get('/v1.45/images/nope'), [404, { message: 'page not found' }]);
  });

  it('refuses versions that it does not speak, strangers, and what is no JSON', async () => {
    const tooNew = 'client version 1.99 is too new. Maximum supported API version is 1.45';
    assert.deepEqual(await get('/v1.99/images/json'), [400, { message: tooNew }]);
    assert.equal((await get('/v1.20/images/json'))[0], 400);
    assert.equal((await get('/images/json', { headers: { 'x-stranger': '1' } }))[0], 401);
    const broken = async (body: string) => await get('/json', { method: 'POST', body });
    assert.deepEqual(await broken('{"a":'), [400, { message: 'invalid JSON: unexpected EOF' }]);
    const odd = "invalid JSON: invalid character 'x' looking for beginning of value";
    assert.deepEqual(await broken('{"a":xyz}'), [400, { message: odd }]);
    assert.equal((await get('/json', { method: 'POST', body: `"${'x'.repeat(9 << 20)}"` }))[0], 413);
    assert.deepEqual(await get('/refused'), [409, { message: 'it is in use' }]);
  });

  const conversation = async (head: string, parts: readonly string[]): Promise<string> => {
    const socket: Socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    const closed = once(socket, 'close');
    socket.write(head);
    for (const part of parts) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.write(part);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.end();
    await closed;
    return heard;
  };

  it('hijacks an upgraded connection after its body, and knows its half-close', async () => {
    const head = [
      'POST /v1.45/exec/a/start HTTP/1.1',
      'Host: lab',
      'Connection: Upgrade',
      'Upgrade: tcp',
      'Content-Type: application/json',
      'Content-Length: 13',
      '',
      '',
    ].join('\r\n');
    // The body comes in pieces, the last of which already holds what the learner typed.
    const heard = await conversation(head, ['{"Tty":', ' true}hello ', 'again']);
    assert.match(heard, /^HTTP\/1\.1 101 UPGRADED\r\nContent-Type: application\/vnd\.docker\.raw-stream\r\n/);
    assert.match(heard, /\r\n\r\n\{"Tty":true\}\nHELLO AGAINover$/);
  });

  it('keeps a body that the route does not read out of the conversation', async () => {
    const head =
      'POST /echo HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 4\r\n\r\n{}';
    const heard = await conversation(head, ['  hello', ' again']);
    assert.match(heard, /\r\n\r\nhello again$/);
  });

  it('answers a request to upgrade that no route hijacks as any other', async () => {
    const head = 'GET /nope HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
    const heard = await conversation(head, []);
    assert.match(heard, /^HTTP\/1\.1 404 Not Found\r\n/);
  });

  it('streams both ways without an upgrade', async () => {
    const request = ask({
      port,
      method: 'POST',
      path: '/exec/a/start',
      headers: { 'Content-Type': 'application/json' },
    });
    request.end('{}');
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    let heard = '';
    for await (const chunk of response) heard += String(chunk);
    assert.equal(heard, '{}\nover');
  });
});
