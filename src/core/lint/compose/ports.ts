import type { Span } from '../rule';
import { itemsOf, scalarOf, textOf, type Mapping, type Scalar, type Value } from '../yaml/tree';

/** A range of ports; a single one is a range of one. */
export type Range = { readonly from: number; readonly to: number };

/** An item of a service's `ports` that publishes a port of the host's, and where that is written. */
export type Published = {
  readonly host: Range;
  readonly target: Range;
  /** "" for every address. */
  readonly address: string;
  readonly protocol: string;
  readonly span: Span;
  /** The scalar that holds the host's port, and with it the rest when it is written short. */
  readonly scalar: Scalar;
  readonly isShort: boolean;
};

const short =
  /^(?:(?<address>\[[\da-fA-F:.]+\]|[\d.]+):)?(?<host>\d{1,5}(?:-\d{1,5})?):(?<target>\d{1,5}(?:-\d{1,5})?)(?:\/(?<protocol>\w+))?$/d;

/** The ports of the host that a list of ports publishes; what is written with variables is left out. */
export function publishedIn(ports: Value | undefined): readonly Published[] {
  return itemsOf(ports).flatMap(({ value }) => publishedBy(value));
}

/** The same for one item. */
export function publishedBy(item: Value | undefined): readonly Published[] {
  if (item?.kind === 'scalar') return shortForm(item);
  return item?.kind === 'mapping' ? longForm(item) : [];
}

function shortForm(scalar: Scalar): readonly Published[] {
  const found = short.exec(scalar.text);
  const [start, end] = found?.indices?.groups?.['host'] ?? [];
  if (found === null || start === undefined) return [];
  const { address = '', host = '', target = '', protocol = 'tcp' } = found.groups ?? {};
  return published(host, target, { address, protocol, span: scalar.part(start, end), scalar, isShort: true });
}

function longForm(port: Mapping): readonly Published[] {
  const scalar = scalarOf(port.get('published'));
  const target = textOf(port.get('target'));
  if (scalar === undefined || target === undefined) return [];
  const address = textOf(port.get('host_ip')) ?? '';
  const protocol = textOf(port.get('protocol')) ?? 'tcp';
  if (address.includes('$') || protocol.includes('$')) return [];
  return published(scalar.text, target, { address, protocol, span: scalar.part(), scalar, isShort: false });
}

function published(host: string, target: string, rest: Omit<Published, 'host' | 'target'>): readonly Published[] {
  const [hostRange, targetRange] = [rangeOf(host), rangeOf(target)];
  if (hostRange === undefined || targetRange === undefined || hostRange.from === 0) return [];
  const address = /^(0\.0\.0\.0|\[?::\]?)$/.test(rest.address) ? '' : rest.address;
  return [{ ...rest, address, protocol: rest.protocol.toLowerCase(), host: hostRange, target: targetRange }];
}

function rangeOf(text: string): Range | undefined {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const range = { from: Number(from), to: Number(to) };
  return range.from <= range.to && range.to <= 65535 ? range : undefined;
}

/** How many ports a range has. */
export function countOf({ from, to }: Range): number {
  return to - from + 1;
}
