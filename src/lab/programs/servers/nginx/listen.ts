import type { Listener } from '../../../kernel/network';
import type { Process } from '../../../kernel/process';
import { serveHttp, textOf } from '../serving';
import type { Config, Listen } from './config';
import { handle, plainToSecure } from './handle';
import { Emergency, errno } from './parse';
import type { Instance } from './visit';

/** Opens and closes ports until `listeners` has what the configuration says. Rejects with Emergency. */
export async function listen(self: Process, instance: Instance, listeners: Map<string, Listener>): Promise<void> {
  const wanted = new Map<string, Listen>();
  // The lab has no IPv6: `listen [::]:80` is taken to be what the line for IPv4 says already.
  const all = instance.config.servers
    .flatMap(({ listens }) => listens)
    .filter(({ address }) => !address.startsWith('['));
  for (const one of all) wanted.set(`${address(one, all)}:${one.port}`, one);
  for (const [key, listener] of listeners) {
    if (wanted.has(key)) continue;
    listener.close();
    listeners.delete(key);
  }
  for (const [key, one] of wanted) {
    if (listeners.has(key)) continue;
    listeners.set(key, await bind(self, instance, key, one));
  }
}

/** A port that somebody listens on everywhere is opened once. */
const address = (one: Listen, all: readonly Listen[]): string =>
  all.some((other) => other.port === one.port && other.address === '0.0.0.0') ? '0.0.0.0' : one.address;

async function bind(self: Process, instance: Instance, key: string, one: Listen): Promise<Listener> {
  if (one.port < 1024 && self.user.uid !== 0 && !unprivileged(self))
    throw new Emergency(`bind() to ${key} failed (13: Permission denied)`);
  const tls = one.ssl ? await certificate(self, instance.config, one) : undefined;
  const entrance = { port: one.port, secure: one.ssl };
  try {
    return await serveHttp(self, {
      port: one.port,
      address: key.slice(0, key.lastIndexOf(':')),
      answer: (request, response) => handle(instance, entrance, request, response),
      ...(tls && { tls, plainAnswer: () => plainToSecure(instance) }),
    });
  } catch (error) {
    throw new Emergency(`bind() to ${key} failed (${errno(error)})`);
  }
}

/** Docker sets net.ipv4.ip_unprivileged_port_start=0 in every container with a network namespace of its own. */
const unprivileged = (self: Process): boolean =>
  self.network.interfaces().every(({ name }) => /^(lo|eth\d+)$/.test(name));

async function certificate(self: Process, config: Config, one: Listen) {
  const server = config.servers.find(({ listens }) => listens.includes(one));
  const named = (name: string) =>
    server?.scope.flatMap(({ block }) => block ?? []).find((found) => found.name === name)?.args[0];
  const cert = named('ssl_certificate');
  const key = named('ssl_certificate_key');
  if (!cert || !key)
    throw new Emergency(
      `no "ssl_certificate" is defined for the "listen ... ssl" directive in ${one.at.file}:${one.at.line}`,
    );
  const read = async (path: string) => {
    const text = await textOf(self.files, path);
    if (text !== undefined) return text;
    throw new Emergency(
      `cannot load certificate "${path}": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(${path}, r) error:10000080:BIO routines::no such file)`,
    );
  };
  return { cert: await read(cert), key: await read(key) };
}
