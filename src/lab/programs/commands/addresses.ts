import type { Interface } from '../../kernel/network';
import { Fail, type Call, type Tools } from './tool';

/** An interface as `ip` shows it: with number, and the number of its other end outside the container. */
type Link = Interface & { readonly index: number; readonly title: string; readonly loop: boolean };

const links = (call: Call): readonly Link[] =>
  call.self.network.interfaces().map((one, at) => {
    const loop = one.name === 'lo';
    const index = loop ? 1 : at + 1 + (call.self.network.interfaces()[0]?.name === 'lo' ? 0 : 1);
    return { ...one, index, loop, title: loop ? 'lo' : `${one.name}@if${index + 1}` };
  });

const toNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toText = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
const size = (prefix: number): number => 2 ** (32 - prefix);
const netOf = ({ address, prefix }: Interface): string =>
  toText(Math.floor(toNumber(address) / size(prefix)) * size(prefix));
const broadcastOf = (one: Interface): string => toText(toNumber(netOf(one)) + size(one.prefix) - 1);
const maskOf = (prefix: number): string => toText(2 ** 32 - size(prefix));

const linkRows = (call: Call, one: Link): readonly string[] => {
  const flags = one.loop
    ? 'LOOPBACK,UP,LOWER_UP'
    : call.says('BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN', 'BROADCAST,MULTICAST,UP,LOWER_UP');
  const more = call.busybox
    ? one.loop
      ? 'qlen 1000'
      : ''
    : `state ${one.loop ? 'UNKNOWN' : 'UP'} group default qlen 1000`;
  const [mac, last] = one.loop ? ['00:00:00:00:00:00', '00:00:00:00:00:00'] : [one.mac, 'ff:ff:ff:ff:ff:ff'];
  const peer = call.busybox || one.loop ? '' : ' link-netnsid 0';
  return [
    `${one.index}: ${one.title}: <${flags}> mtu ${one.loop ? 65536 : 1500} qdisc noqueue ${more}`,
    `    link/${one.loop ? 'loopback' : 'ether'} ${mac} brd ${last}${peer}`,
  ];
};

const addressRows = (one: Link): readonly string[] => [
  `    inet ${one.address}/${one.prefix}${one.loop ? '' : ` brd ${broadcastOf(one)}`} scope ${one.loop ? 'host' : 'global'} ${one.name}`,
  '       valid_lft forever preferred_lft forever',
];

type Asked = {
  readonly oneLine: boolean;
  readonly four: boolean;
  readonly six: boolean;
  readonly brief: boolean;
  readonly words: readonly string[];
};

function readFlags(call: Call): Asked {
  const flags = call.args.filter((word) => word.startsWith('-'));
  const known = /^-(o(neline)?|4|6|br(ief)?|c(olor)?|s|d|j|f|0|h)$/;
  const wrong = flags.find((flag) => !known.test(flag));
  if (wrong !== undefined)
    throw new Fail(
      call.says(
        `invalid option -- '${wrong.replace(/^-+/, '')[0] ?? ''}'`,
        `Option "${wrong}" is unknown, try "ip -help".`,
      ),
      call.says(1, 255),
    );
  const has = (...texts: readonly string[]): boolean => texts.some((text) => flags.includes(text));
  return {
    oneLine: has('-o', '-oneline'),
    four: has('-4'),
    six: has('-6'),
    brief: has('-br', '-brief') && !call.busybox,
    words: call.args.filter((word) => !word.startsWith('-')),
  };
}

/** `show dev eth0`, `show eth0`, `list` and the like: the interfaces that are asked for. */
function chosen(call: Call, words: readonly string[]): readonly Link[] {
  const name = words.filter((word) => !['show', 'list', 'sh', 'ls', 'dev', 'lst', 's', 'l'].includes(word))[0];
  const all = links(call);
  if (name === undefined) return all;
  const found = all.filter((one) => one.name === name);
  if (found.length === 0) throw new Fail(call.says(`can't find device '${name}'`, `Device "${name}" does not exist.`));
  return found;
}

const change = new Set(['add', 'del', 'set', 'delete', 'flush', 'replace', 'change', 'append']);

async function showLinks(call: Call, asked: Asked, addresses: boolean): Promise<void> {
  for (const one of chosen(call, asked.words.slice(1))) {
    if (asked.brief) {
      const state = (one.loop ? 'UNKNOWN' : 'UP').padEnd(14);
      await call.print(
        addresses
          ? `${one.title.padEnd(16)} ${state} ${one.address}/${one.prefix} \n`
          : `${one.title.padEnd(16)} ${state} ${one.loop ? '00:00:00:00:00:00' : one.mac} <${one.loop ? 'LOOPBACK' : 'BROADCAST,MULTICAST'},UP,LOWER_UP> \n`,
      );
      continue;
    }
    if (asked.oneLine) {
      if (!addresses) await call.print(`${linkRows(call, one).join('\\')}\n`);
      else if (!asked.six)
        await call.print(`${one.index}: ${one.name}    ${addressRows(one).join('\\').trimStart()}\n`);
      continue;
    }
    const inet = addresses && !asked.six ? addressRows(one) : [];
    await call.print([...linkRows(call, one), ...inet].map((row) => `${row}\n`).join(''));
  }
}

async function showRoutes(call: Call): Promise<void> {
  const nets = links(call).filter((one) => !one.loop);
  const way = nets.find((one) => one.gateway !== undefined);
  if (way?.gateway !== undefined) await call.print(`default via ${way.gateway} dev ${way.name} \n`);
  for (const one of nets) {
    await call.print(
      `${netOf(one)}/${one.prefix} dev ${one.name} ${call.says('', 'proto kernel ')}scope link ${call.says(' ', '')}src ${one.address} \n`,
    );
  }
}

const changeRefusal = (call: Call, link: boolean): string => {
  const answer = 'RTNETLINK answers: Operation not permitted';
  if (!link) return answer;
  return call.says('ioctl 0x8914 failed: Operation not permitted', answer);
};

/** What `ip` knows, by the word's full name; any beginning of it will do, the first that fits. */
const objects: readonly (readonly [string, (call: Call, asked: Asked) => Promise<void>])[] = [
  ['address', (call, asked) => showLinks(call, asked, true)],
  ['link', (call, asked) => showLinks(call, asked, false)],
  ['route', (call, { words }) => (words.includes('get') ? routeTo(call, words.at(-1) ?? '') : showRoutes(call))],
  [
    'rule',
    (call) => call.print('0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n'),
  ],
  ['neighbour', () => Promise.resolve()],
  ['neighbor', () => Promise.resolve()],
];

async function ip(call: Call): Promise<undefined> {
  const asked = readFlags(call);
  const [object, verb] = asked.words;
  if (object === undefined)
    throw new Fail(
      `${call.says('usage: ', 'Usage: ')}ip [OPTIONS] address|route|link|neigh|rule [ARGS]`,
      call.says(1, 255),
    );
  const found = objects.find(([full]) => full.startsWith(object));
  if (verb !== undefined && change.has(verb)) throw new Fail(changeRefusal(call, found?.[0] === 'link'), 2);
  if (!found) throw new Fail(`Object "${object}" is unknown, try "ip help".`);
  await found[1](call, asked);
  return undefined;
}

async function routeTo(call: Call, target: string): Promise<void> {
  const nets = links(call);
  const own = nets.find(
    (one) => Math.floor(toNumber(target) / size(one.prefix)) === Math.floor(toNumber(one.address) / size(one.prefix)),
  );
  const way = own ?? nets.find((one) => one.gateway !== undefined);
  if (!way) throw new Fail('RTNETLINK answers: Network is unreachable', 2);
  await call.print(
    `${target} ${own ? '' : `via ${way.gateway ?? ''} `}dev ${way.name} ${call.says(' ', '')}src ${way.address} \n`,
  );
}

async function ifconfig(call: Call): Promise<undefined> {
  const all = links(call);
  const names = call.args.filter((word) => word !== '-a');
  if (names.length > 1) throw new Fail(`SIOCSIFADDR: Operation not permitted`);
  const shown = [...all]
    .sort((a, b) => Number(a.loop) - Number(b.loop))
    .filter((one) => names.length === 0 || one.name === names[0]);
  if (shown.length === 0) throw new Fail(`${names[0] ?? ''}: error fetching interface information: Device not found`);
  for (const one of shown) {
    const head = one.loop
      ? `${'lo'.padEnd(10)}Link encap:Local Loopback  `
      : `${one.name.padEnd(10)}Link encap:Ethernet  HWaddr ${one.mac.toUpperCase()}  `;
    await call.print(
      `${[
        head,
        `          inet addr:${one.address}  ${one.loop ? '' : `Bcast:${broadcastOf(one)}  `}Mask:${maskOf(one.prefix)}`,
        `          UP ${one.loop ? 'LOOPBACK' : 'BROADCAST'} RUNNING${one.loop ? '' : ' MULTICAST'}  MTU:${one.loop ? 65536 : 1500}  Metric:1`,
        '          RX packets:0 errors:0 dropped:0 overruns:0 frame:0',
        '          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0',
        `          collisions:0 txqueuelen:${one.loop ? '1000' : '0'} `,
        '          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)',
      ].join('\n')}\n\n`,
    );
  }
  return undefined;
}

async function route(call: Call): Promise<undefined> {
  if (call.args.some((word) => word === 'add' || word === 'del')) throw new Fail('SIOCADDRT: Operation not permitted');
  const row = (cells: readonly string[]): string =>
    `${cells
      .slice(0, 3)
      .map((cell) => cell.padEnd(15))
      .join(' ')} ${cells.slice(3).join('')}\n`;
  const nets = links(call).filter((one) => !one.loop);
  const any = call.args.includes('-n') ? '0.0.0.0' : 'default';
  const none = call.args.includes('-n') ? '0.0.0.0' : '*';
  await call.print(
    'Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n',
  );
  const way = nets.find((one) => one.gateway !== undefined);
  if (way?.gateway !== undefined)
    await call.print(row([any, way.gateway, '0.0.0.0', `UG    0      0        0 ${way.name}`]));
  for (const one of nets)
    await call.print(row([netOf(one), none, maskOf(one.prefix), `U     0      0        0 ${one.name}`]));
  return undefined;
}

/** Commands that show interfaces and routes. */
export const addressTools: Tools = { ip, ifconfig, route };
