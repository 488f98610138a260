import { fill } from '../../../text';
import { removeEntry } from '../../yaml/edits';
import type { Problem, Rule } from '../../rule';
import { itemsOf, mappingOf, scalarOf, type Mapping } from '../../yaml/tree';
import type { Cloud, CloudsFile } from '../file';

/** Networks of a cloud: `_fix_backwards_networks` of openstacksdk's config/loader.py (November 2026). */
export const os015: Rule<CloudsFile> = {
  code: 'OS015',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Networks that contradict each other', zh: '网络设置互相矛盾' },
  message: { en: 'The client refuses this cloud: {what}.', zh: '客户端会拒绝这个云：{what}。' },
  why: {
    en: '`networks` is a list of networks with a name each; at most one of them is the default interface, and at most one the destination of NAT. It replaced `external_network` and `internal_network`, which may not stand beside it.',
    zh: '`networks` 是网络的列表，每个都有名字；其中最多一个是默认接口，最多一个是 NAT 目的网络。它取代了 `external_network` 和 `internal_network`，不能同时使用。',
  },
  lesson: 'openstack/networks',
  *check(file) {
    for (const cloud of file.clouds) {
      if (cloud.map.all.has('networks')) yield* besides(file, cloud);
      yield* inList(cloud);
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    networks:\n      - name: public\n    «external_network»: public\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    networks:\n      - name: public\n',
      },
      { text: 'clouds:\n  lab:\n    profile: a\n    networks:\n      - «routes_externally: true»\n' },
      {
        text: 'clouds:\n  lab:\n    profile: a\n    networks:\n      - name: a\n        default_interface: true\n      - name: b\n        «default_interface»: true\n',
      },
    ],
    good: [
      'clouds:\n  lab:\n    profile: a\n    networks:\n      - name: a\n        default_interface: true\n        nat_destination: false\n      - name: b\n        nat_destination: true\n      - name: c\n        default_interface: false\n',
    ],
  },
};

const words = {
  beside: { en: 'networks and {key} exclude each other', zh: 'networks 与 {key} 不能同时使用' },
  name: { en: 'a network lacks its name', zh: '有网络缺少 name' },
  second: { en: 'a second network says {key}', zh: '有两个网络都写了 {key}' },
} as const;

function* besides(file: CloudsFile, { map }: Cloud): Iterable<Problem> {
  for (const entry of map.own) {
    if (!/^(?:external|internal)_network$/.test(entry.key.text)) continue;
    const removal = removeEntry(file, map, entry);
    const title = { en: 'Delete the line', zh: '删除这一行' };
    const fix = removal && { title, edits: [removal.edit], safe: false };
    yield { span: entry.key.part(), args: { what: fill(words.beside, { key: entry.key.text }) }, fix };
  }
}

function* inList({ map }: Cloud): Iterable<Problem> {
  const seen = new Set<string>();
  for (const { value, isAlias } of itemsOf(map.get('networks'))) {
    const network = mappingOf(value);
    if (network === undefined || isAlias) continue;
    if (!network.all.has('name') && network.own.length > 0) {
      const span = { start: network.span.start, end: network.own.at(-1)?.span.end ?? network.span.end };
      yield { span, args: { what: words.name } };
    }
    yield* again(network, seen);
  }
}

function* again(network: Mapping, seen: Set<string>): Iterable<Problem> {
  for (const key of ['default_interface', 'nat_destination']) {
    const entry = network.all.get(key);
    const value = scalarOf(entry?.value);
    if (entry === undefined || value?.style !== 'plain' || !/^true$/i.test(value.text)) continue;
    if (seen.has(key) && network.own.includes(entry))
      yield { span: entry.key.part(), args: { what: fill(words.second, { key }) } };
    seen.add(key);
  }
}
