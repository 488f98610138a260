import { numberAt, textAt, type Json } from '../text/json';

type Shown = { readonly ip: string; readonly inside: number; readonly outside: number; readonly type: string };

const order = (one: Shown, two: Shown): number =>
  one.inside - two.inside ||
  (one.ip < two.ip ? -1 : one.ip > two.ip ? 1 : 0) ||
  one.outside - two.outside ||
  (one.type < two.type ? -1 : 1);

const joined = (ip: string, port: number | string): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

function group(key: string, from: number, to: number): string {
  const [first = '', second] = key.split('/');
  const range = from === to ? String(from) : `${from}-${to}`;
  if (second === undefined) return `${range}/${first}`;
  return `${joined(first, range)}->${range}/${second}`;
}

/** The ports of a container in a listing, neighbours as a range, such as `127.0.0.1:8181->80/tcp`. */
export function portsShown(list: readonly Json[]): string {
  const ports = list.map((port) => ({
    ip: textAt(port, 'IP'),
    inside: numberAt(port, 'PrivatePort'),
    outside: numberAt(port, 'PublicPort'),
    type: textAt(port, 'Type'),
  }));
  ports.sort(order);
  const groups = new Map<string, { from: number; to: number }>();
  const result: string[] = [];
  const mapped: string[] = [];
  for (const { ip, inside, outside, type } of ports) {
    if (ip !== '' && outside !== inside) {
      mapped.push(`${joined(ip, outside)}->${inside}/${type}`);
      continue;
    }
    const key = ip === '' ? type : `${ip}/${type}`;
    const open = groups.get(key);
    if (open && (inside === open.to + 1 || inside === open.to)) open.to = inside;
    else {
      if (open) result.push(group(key, open.from, open.to));
      groups.set(key, { from: inside, to: inside });
    }
  }
  for (const [key, { from, to }] of groups) result.push(group(key, from, to));
  return [...result, ...mapped].join(', ');
}
