import { Failure } from '../failure';
import type { Json } from '../text/json';

/** Ports of a container as the API wants them. */
export type Ports = {
  readonly exposed: Readonly<Record<string, Json>>;
  readonly bindings: Readonly<Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[]>>;
};

type Span = { readonly from: number; readonly to: number };

/** The ports of `-p`, `[ip:][host port:]port[/protocol]` with ranges, and of `--expose`; throws a Failure. */
export function readPorts(published: readonly string[], exposed: readonly string[]): Ports {
  const open: Record<string, Json> = {};
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const text of published) {
    for (const { key, ip, host } of one(text)) {
      open[key] = {};
      (bindings[key] ??= []).push({ HostIp: ip, HostPort: host });
    }
  }
  for (const text of exposed) {
    if (text.includes(':')) throw new Failure(`invalid port format for --expose: ${text}`);
    const [range = '', protocol = 'tcp'] = text.split('/');
    const span = spanOf(range, `invalid range format for --expose: ${text}`);
    for (let port = span.from; port <= span.to; port++) open[`${port}/${protocol.toLowerCase()}`] = {};
  }
  return { exposed: open, bindings };
}

function parted(text: string): { readonly ip: string; readonly host: string; readonly container: string } {
  const parts = text.split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  return { ip: parts.join(':'), host, container };
}

function one(text: string): readonly { key: string; ip: string; host: string }[] {
  const { ip, host, container } = parted(text);
  const [range = '', protocol = 'tcp'] = container.split('/');
  if (range === '') throw new Failure(`no port specified: ${text}<empty>`);
  const address = ip.replace(/^\[(.*)\]$/, '$1');
  if (address !== '' && !/^[\d.]+$|:/.test(address)) throw new Failure(`invalid IP address: ${address}`);
  const inside = spanOf(range, `invalid containerPort: ${range}`);
  const outside = host === '' ? undefined : spanOf(host, `invalid hostPort: ${host}`);
  const proto = protocol.toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(proto)) throw new Failure(`invalid proto: ${proto}`);
  const width = inside.to - inside.from;
  if (outside) checkWidths(width, outside, `${range} and ${host}`);
  return Array.from({ length: width + 1 }, (_item, step) => ({
    key: `${inside.from + step}/${proto}`,
    ip: address,
    host: hostPort(outside, step, width, host),
  }));
}

function checkWidths(width: number, outside: Span, both: string): void {
  if (outside.to - outside.from !== width && width > 0)
    throw new Failure(`invalid ranges specified for container and host Ports: ${both}`);
}

function hostPort(outside: Span | undefined, step: number, width: number, written: string): string {
  if (!outside) return '';
  // A range for one port leaves the choice to the engine.
  return width === 0 && outside.to > outside.from ? written : String(outside.from + step);
}

function spanOf(text: string, problem: string): Span {
  const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === '' || from > 65535 || to > 65535 || to < from) throw new Failure(problem);
  return { from, to };
}
