import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { ApiError, type Call } from '../../http/call';
import { readBody, textOf } from './body';

/** How long a registry may take to answer, in milliseconds. */
const patience = 10_000;

const hub = ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io', 'https://index.docker.io/v1/'];

/**
 * `POST /auth`: the lab has no account of the Hub and no way to other machines, so that only a registry on this
 * machine's loopback can say yes.
 */
export async function login(call: Call): Promise<void> {
  // The engine says 500 for what is no JSON here, and 400 everywhere else.
  const body = await readBody(call, 'registry.AuthConfig').catch((error: unknown) => {
    throw error instanceof ApiError ? new ApiError(500, error.message.replace(/^invalid JSON: /, '')) : error;
  });
  const address = textOf(body, 'serveraddress');
  const user = textOf(body, 'username');
  const password = textOf(body, 'password');
  if (hub.includes(address)) {
    const url = 'https://registry-1.docker.io/v2/';
    throw new ApiError(401, `Get "${url}": unauthorized: incorrect username or password`);
  }
  const host = address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const name = host.replace(/:\d+$/, '');
  if (name !== 'localhost' && !/^127(\.\d{1,3}){3}$/.test(name)) {
    throw new ApiError(500, `Get "https://${host}/v2/": dial tcp: lookup ${name}: no such host`);
  }
  const credential = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const status = await ask(host, credential);
  if (status === 401)
    throw new ApiError(401, `login attempt to http://${host}/v2/ failed with status: 401 Unauthorized`);
  if (status !== 200) throw new ApiError(500, `login attempt to http://${host}/v2/ failed with status: ${status}`);
  call.reply(200, { IdentityToken: '', Status: 'Login Succeeded' });
}

/** A registry's answer to `/v2/`: over TLS first (on loopback any certificate will do), then without, as the engine tries. */
async function ask(host: string, credential: string): Promise<number> {
  try {
    return await statusOf(https, `https://${host}/v2/`, credential);
  } catch {
    try {
      return await statusOf(http, `http://${host}/v2/`, credential);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const port = /:\d+$/.test(host) ? host : `${host}:80`;
      const why = code === 'ECONNREFUSED' ? `dial tcp ${port}: connect: connection refused` : (error as Error).message;
      throw new ApiError(500, `Get "http://${host}/v2/": ${why}`);
    }
  }
}

function statusOf(request: typeof http, url: string, credential: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { headers: { authorization: credential }, rejectUnauthorized: false, timeout: patience };
    const asked = request(url, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('timeout', () => asked.destroy(new Error('net/http: request canceled (Client.Timeout exceeded)')));
    asked.on('error', reject);
    asked.end();
  });
}
