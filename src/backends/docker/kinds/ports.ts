import { numberOf, objectsOf, textOf, type Raw } from '../answer';

/** The ports of a container, as people read them. */
export type Ports = {
  /** `127.0.0.1:8081→80`, `0.0.0.0:5353→53/udp`. */
  readonly published: readonly string[];
  /** What the image exposes and nobody published: `80/tcp`. */
  readonly exposed: readonly string[];
};

/**
 * Reads the `Ports` of a container in the list. A port on all addresses is listed for IPv4 and for IPv6: it is
 * written once.
 */
export function portsOf(value: unknown): Ports {
  const raw = objectsOf(value);
  const published = new Map<string, string>();
  const isIpv6 = (port: Raw) => String(port['IP']).includes(':');
  for (const port of raw.filter(isPublished).sort((one, other) => Number(isIpv6(one)) - Number(isIpv6(other)))) {
    const inside = `${portOf(port, 'PublicPort')}→${portOf(port, 'PrivatePort')}${port['Type'] === 'tcp' ? '' : `/${String(port['Type'])}`}`;
    const address = addressOf(port);
    const key = `${address === '[::]' ? '0.0.0.0' : address}:${inside}`;
    if (!published.has(key)) published.set(key, `${address}:${inside}`);
  }
  const exposed = raw
    .filter((port) => !isPublished(port))
    .map((port) => `${portOf(port, 'PrivatePort')}/${String(port['Type'])}`);
  return { published: sorted(published.values()), exposed: sorted(exposed) };
}

/** A port of a container that is published on the engine's host. */
export type PublicPort = { readonly address: string; readonly port: number; readonly inside: number };

/** The published TCP ports, each once: those that a browser can be sent to. */
export function publicPorts(value: unknown): readonly PublicPort[] {
  const found = new Map<number, PublicPort>();
  for (const raw of objectsOf(value).filter((one) => isPublished(one) && one['Type'] === 'tcp')) {
    const port = numberOf(raw['PublicPort']);
    if (!found.has(port)) found.set(port, { address: textOf(raw['IP']), port, inside: numberOf(raw['PrivatePort']) });
  }
  return [...found.values()].sort((one, other) => one.port - other.port);
}

function isPublished(port: Raw): boolean {
  return typeof port['PublicPort'] === 'number' && port['PublicPort'] > 0;
}

function portOf(port: Raw, key: 'PublicPort' | 'PrivatePort'): string {
  return String(port[key]);
}

// Podman leaves the address empty where Docker says 0.0.0.0.
function addressOf({ IP: address }: Raw): string {
  if (typeof address !== 'string' || address === '') return '0.0.0.0';
  return address.includes(':') ? `[${address}]` : address;
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}
