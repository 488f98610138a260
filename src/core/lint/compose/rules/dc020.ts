import type { Text } from '../../../text';
import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, scalarOf, type Mapping, type Scalar } from '../../yaml/tree';
import { isOpen, type ComposeFile } from '../file';
import { kindOf } from '../schema/scalars';

/** Port that is none. */
export const dc020: Rule<ComposeFile> = {
  code: 'DC020',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Not a port', zh: '端口写法不对' },
  message: { en: '"{port}" publishes no port: {wrong}', zh: '“{port}”不是有效的端口：{wrong}' },
  why: {
    en: 'A published port is written `host:container`, with an address before it and a protocol behind it if need be: `127.0.0.1:8080:80/udp`. Ports are numbers from 1 to 65535, or ranges of them that are equally long on both sides; names such as `http` are not looked up.',
    zh: '发布端口写作 `主机:容器`，需要时前面加地址、后面加协议：`127.0.0.1:8080:80/udp`。端口是 1 到 65535 的数字，也可以是两边一样长的范围；`http` 这样的名字不会被解析。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const service of file.services) {
      for (const { value } of itemsOf(service.entry('ports')?.value)) {
        const found = value?.kind === 'scalar' ? inShort(value) : value?.kind === 'mapping' ? inLong(value) : undefined;
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    ports: ["8080:«http»"]\n',
        fixed: 'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n',
      },
      { text: 'services:\n  web:\n    build: .\n    ports:\n      - «70000»:80\n' },
      { text: 'services:\n  web:\n    build: .\n    ports: ["8000-8002:«80-81»"]\n' },
      {
        text: 'services:\n  web:\n    build: .\n    ports: ["53:53/«upd»"]\n',
        fixed: 'services:\n  web:\n    build: .\n    ports: ["53:53/udp"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    ports: ["«localhost»:8080:80"]\n',
        fixed: 'services:\n  web:\n    build: .\n    ports: ["127.0.0.1:8080:80"]\n',
      },
      { text: 'services:\n  web:\n    build: .\n    ports:\n      - target: «99999»\n' },
      {
        text: 'services:\n  web:\n    build: .\n    ports: ["8080:«»"]\n'
          .replace('«»"', '"')
          .replace('"8080:"', '«"8080:"»'),
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    ports: [80, 8080:80, "127.0.0.1::80", ":80", "[::1]:8080:80", "9000-9002:9000-9002", "9000-9002:80", "3000-3005", "53:53/UDP", "5000:5000/sctp"]\n',
      'services:\n  web:\n    build: .\n    ports:\n      - "${PORT:-8080}:80"\n      - target: 80\n        published: "8080-8090"\n      - target: "${PORT}"\n',
    ],
  },
};

const texts = {
  number: { en: 'a port is a number from 1 to 65535.', zh: '端口应为 1 到 65535 的数字。' },
  missing: { en: 'behind the colon stands no port of the container.', zh: '冒号后面缺少容器端口。' },
  backwards: { en: 'a range runs from the smaller to the larger number.', zh: '端口范围应从小到大。' },
  ranges: { en: 'the two ranges are not equally long.', zh: '两边的端口范围长度不同。' },
  protocol: { en: 'a protocol is tcp, udp or sctp.', zh: '协议应为 tcp、udp 或 sctp。' },
  address: { en: 'before the ports stands an IP address, or nothing.', zh: '端口前面只能是 IP 地址，或者不写。' },
} satisfies Record<string, Text>;

const wellKnown: Readonly<Record<string, string>> = {
  http: '80',
  https: '443',
  ssh: '22',
  mysql: '3306',
  domain: '53',
};

type Part = { readonly text: string; readonly at: number };

/** A part of a port that is wrong, why, and what may have been meant. */
type Wrong = { readonly part: Part; readonly why: Text; readonly better?: string | undefined };

function inShort(scalar: Scalar): Problem | undefined {
  const { text } = scalar;
  const wrong = isOpen(text) || kindOf(scalar) === 'number' ? undefined : wrongPart(text);
  if (wrong === undefined) return undefined;
  const { part, why, better } = wrong;
  const span = part.text === '' ? scalar.span : scalar.part(part.at, part.at + part.text.length);
  return {
    span,
    args: { port: brief(text), wrong: why },
    fix: span === scalar.span ? undefined : changeTo(span, better, false),
  };
}

function wrongPart(text: string): Wrong | undefined {
  const slash = text.indexOf('/');
  const protocol = slash === -1 ? 'tcp' : text.slice(slash + 1);
  if (!/^(?:tcp|udp|sctp)$/i.test(protocol)) {
    const better = closest(protocol, ['tcp', 'udp', 'sctp']);
    return { part: { text: protocol, at: slash + 1 }, why: texts.protocol, better };
  }
  const [container, host, address] = partsOf(slash === -1 ? text : text.slice(0, slash));
  if (container.text === '') return { part: container, why: texts.missing };
  return (
    wrongNumber(host) ??
    noPort(container) ??
    wrongNumber(container) ??
    wrongAddress(address) ??
    wrongRange(container, host)
  );
}

function wrongNumber(part: Part | undefined): Wrong | undefined {
  const why = part === undefined || part.text === '' ? undefined : wrongWith(part.text);
  return part && why && { part, why, better: wellKnown[part.text] };
}

/** Zero stands for any port of the host, and for none of the container. */
function noPort(part: Part): Wrong | undefined {
  return /^0+$/.test(part.text) ? { part, why: texts.number } : undefined;
}

function wrongAddress(part: Part | undefined): Wrong | undefined {
  if (part === undefined || part.text === '' || isAddress(part.text)) return undefined;
  return { part, why: texts.address, better: part.text === 'localhost' ? '127.0.0.1' : undefined };
}

function wrongRange(container: Part, host: Part | undefined): Wrong | undefined {
  const length = lengthOf(container.text);
  const isPublished = host !== undefined && host.text !== '';
  return isPublished && length > 1 && length !== lengthOf(host.text)
    ? { part: container, why: texts.ranges }
    : undefined;
}

/** The container's port, the host's, and the address, from the end. */
function partsOf(text: string): readonly [Part, Part?, Part?] {
  const last = text.lastIndexOf(':');
  const container = { text: text.slice(last + 1), at: last + 1 };
  if (last === -1) return [container];
  const before = text.slice(0, last);
  const next = before.endsWith(']') ? -1 : before.lastIndexOf(':');
  const host = { text: before.slice(next + 1), at: next + 1 };
  return next === -1 ? [container, host] : [container, host, { text: before.slice(0, next), at: 0 }];
}

function wrongWith(port: string): Text | undefined {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(port) ?? [];
  if (from === undefined || Number(from) > 65535 || Number(to) > 65535) return texts.number;
  return Number(from) > Number(to) ? texts.backwards : undefined;
}

function lengthOf(port: string): number {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(port) ?? [];
  return Number(to) - Number(from) + 1;
}

function isAddress(text: string): boolean {
  if (/^\[[\da-fA-F:.%\w]+\]$/.test(text) || /^[\da-fA-F]*:[\da-fA-F:.]*$/.test(text)) return true;
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

function inLong(port: Mapping): Problem | undefined {
  for (const key of ['target', 'published']) {
    const scalar = scalarOf(port.get(key));
    if (scalar === undefined || isOpen(scalar.text) || (key === 'published' && scalar.text === '')) continue;
    const wrong = key === 'target' && scalar.text === '0' ? texts.number : wrongWith(scalar.text);
    if (wrong !== undefined && /^\d|-/.test(scalar.text))
      return { span: scalar.part(), args: { port: brief(scalar.text), wrong } };
  }
  return undefined;
}
