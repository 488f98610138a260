import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openstackObservers, type OpenstackOptions } from '../../../../src/backends/openstack';
import type { Observation } from '../../../../src/core/course/check';
import { littleServer, never, scene, Status, type Asked, type LittleServer } from '../kubernetes/server';

/** A Keystone with everything else behind it; what it is told may change while it runs. */
export type LittleCloud = LittleServer & {
  /** The bodies of the logins, in their order. */
  readonly logins: unknown[];
  /** What the headers of the questions were. */
  readonly headers: Asked['headers'][];
};

/** What a little cloud does otherwise than usual. */
export type Ways = {
  /** The answer to a login, instead of a token. */
  readonly login?: (asked: Asked, count: number) => unknown;
  /** The address of each type of the catalog. */
  readonly catalog?: (url: string) => Readonly<Record<string, string>>;
  /** When a token ends, in milliseconds from now. */
  readonly lasts?: number;
  readonly tls?: Parameters<typeof littleServer>[1];
};

/** What the catalog of an OpenStack Zed of packages looks like. */
const usual = (url: string) => ({
  identity: `${url}/v3/`,
  image: url,
  network: url,
  compute: `${url}/v2.1`,
  volumev3: `${url}/v3/p1`,
  placement: `${url}/placement`,
});

/** Starts a cloud that gives the tokens t1, t2, … and answers the rest as told. */
export async function littleCloud(answer: (asked: Asked) => unknown, ways: Ways = {}): Promise<LittleCloud> {
  const { catalog = usual, lasts = 3_600_000, login, tls } = ways;
  const logins: unknown[] = [];
  const headers: Asked['headers'][] = [];
  const server = await littleServer((asked) => {
    if (asked.method !== 'POST' || !asked.path.endsWith('/auth/tokens')) {
      headers.push(asked.headers);
      return answer(asked);
    }
    logins.push(JSON.parse(asked.body));
    return login?.(asked, logins.length) ?? token(server.url, logins.length, lasts, catalog(server.url));
  }, tls);
  return { ...server, logins, headers };
}

/** An answer of Keystone to a login. */
export function token(url: string, count: number, lasts: number, catalog: Readonly<Record<string, string>>): Status {
  const endpoints = (address: string) => [
    { interface: 'admin', region_id: 'RegionOne', region: 'RegionOne', url: `${url}/admin` },
    { interface: 'public', region_id: 'RegionTwo', region: 'RegionTwo', url: `${url}/far` },
    { interface: 'public', region_id: 'RegionOne', region: 'RegionOne', url: address },
  ];
  const body = {
    token: {
      expires_at: new Date(Date.now() + lasts).toISOString(),
      project: { id: 'p1', name: 'demo' },
      user: { id: 'u1', name: 'demo' },
      catalog: Object.entries(catalog).map(([type, address]) => ({ type, name: type, endpoints: endpoints(address) })),
    },
  };
  return new Status(201, body, { 'X-Subject-Token': `t${count}` });
}

/** Asks as a check does; the cloud is that of the variables unless the options say otherwise. */
export function looking(options: Partial<OpenstackOptions>) {
  const all = { env: {}, home: '/nowhere', platform: 'linux', timeout: 4000, ...options } as const;
  const { openstack } = openstackObservers(all);
  return (service: string, asked: string, signal = never): Promise<Observation> =>
    openstack({ source: 'openstack', service, path: asked }, scene, signal);
}

/** The variables of an openrc file. */
export const variables = (url: string): Record<string, string> => ({
  OS_AUTH_URL: `${url}/v3`,
  OS_USERNAME: 'demo',
  OS_PASSWORD: 'verysecret',
  OS_PROJECT_NAME: 'demo',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default',
  OS_REGION_NAME: 'RegionOne',
});

/** Writes a file as JSON, which is YAML, with its folders. */
export async function write(file: string, content: object): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content));
  return file;
}
