import { NetworkError } from '../../kernel/network';
import { textOf } from '../text/accounts';
import { Fail, type Call, type Tools } from './tool';

const isAddress = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text);

async function lookUp(call: Call, name: string): Promise<readonly string[] | undefined> {
  try {
    const found = isAddress(name) ? await call.self.network.reverse(name) : await call.self.network.resolve(name);
    return found.length > 0 ? found : undefined;
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
}

/** The name server: what the stack says, else what /etc/resolv.conf says. */
const serverOf = async (call: Call): Promise<string | undefined> =>
  call.self.network.nameServer() ?? /^nameserver\s+(\S+)/m.exec(await textOf(call.files, '/etc/resolv.conf'))?.[1];

const reversed = (address: string): string => `${address.split('.').reverse().join('.')}.in-addr.arpa`;

/** What the server answers, as nslookup shows it. */
function lookUpText(call: Call, name: string, found: readonly string[] | undefined): string {
  const title = 'Non-authoritative answer:\n';
  if (!found) {
    const line = `** server can't find ${isAddress(name) ? reversed(name) : name}: NXDOMAIN\n\n`;
    return call.busybox && !isAddress(name) ? line + line : line;
  }
  if (isAddress(name)) {
    const rows = found.map((one) => `${reversed(name)}\tname = ${one}${call.says('', '.')}\n`);
    return `${call.says(title, '')}${rows.join('')}\n`;
  }
  const rows = found.map((one) => `Name:\t${name}\nAddress: ${one}\n`);
  return `${title}${rows.join('')}\n${call.says(`${title}\n`, '')}`;
}

async function nslookup(call: Call): Promise<undefined> {
  const [name, asked] = call.args.filter((word) => !word.startsWith('-'));
  if (name === undefined) throw new Fail('bad usage');
  const server = asked === undefined ? await serverOf(call) : ((await lookUp(call, asked))?.[0] ?? asked);
  if (server === undefined)
    throw new Fail(call.says("can't resolve '(null)': Name or service not known", 'no servers'));
  await call.print(`Server:\t\t${server}\nAddress:\t${server}${call.says(':', '#')}53\n\n`);
  // Only the engine's own server knows names of containers; others answer that they know none.
  const knows = asked === undefined || server === call.self.network.nameServer();
  const found = knows ? await lookUp(call, name) : undefined;
  if (!found) call.status = 1;
  await call.print(lookUpText(call, name, found));
  return undefined;
}

async function dig(call: Call): Promise<undefined> {
  const short = call.args.includes('+short');
  const reverse = call.args.includes('-x');
  const words = call.args.filter((word) => !/^[-+@]/.test(word) && !/^(A|AAAA|ANY|IN|PTR|MX|TXT)$/i.test(word));
  const [name = '.'] = words;
  const found = (await lookUp(call, name)) ?? [];
  if (short) {
    await call.print(found.map((one) => `${one}${reverse ? '.' : ''}\n`).join(''));
    return undefined;
  }
  const server = (await serverOf(call)) ?? '127.0.0.11';
  const question = reverse ? `${reversed(name)}.` : `${name}.`;
  const type = reverse ? 'PTR' : 'A';
  await call.print(
    `\n; <<>> DiG 9.20.11 <<>> ${call.args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${found.length > 0 ? 'NOERROR' : 'NXDOMAIN'}, id: 4242\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${found.length}, AUTHORITY: 0, ADDITIONAL: 0\n\n;; QUESTION SECTION:\n;${question.padEnd(31)}IN\t${type}\n\n` +
      (found.length > 0
        ? `;; ANSWER SECTION:\n${found.map((one) => `${question.padEnd(24)}600\tIN\t${type}\t${one}${reverse ? '.' : ''}\n`).join('')}\n`
        : '') +
      `;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n`,
  );
  return undefined;
}

async function host(call: Call): Promise<undefined> {
  const [name = ''] = call.args.filter((word) => !word.startsWith('-'));
  const found = await lookUp(call, name);
  if (!found) {
    call.status = 1;
    await call.print(`Host ${isAddress(name) ? `${reversed(name)}.` : name} not found: 3(NXDOMAIN)\n`);
  } else
    await call.print(
      found
        .map((one) =>
          isAddress(name) ? `${reversed(name)} domain name pointer ${one}.\n` : `${name} has address ${one}\n`,
        )
        .join(''),
    );
  return undefined;
}

async function getHosts(call: Call, base: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return call.print(await textOf(call.files, '/etc/hosts'));
  const second = (one: string, key: string): string => {
    if (isAddress(key)) return `${key.padEnd(15)} ${one}`;
    return `${one.padEnd(15)} ${base === 'hosts' ? '' : 'STREAM '}${key}`;
  };
  for (const key of keys) await showEntry(call, (await lookUp(call, key))?.map((one) => second(one, key)).join('\n'));
}

async function showEntry(call: Call, text: string | undefined): Promise<void> {
  if (text === undefined) call.status = 2;
  else await call.print(`${text}\n`);
}

async function getLines(call: Call, base: string, keys: readonly string[]): Promise<void> {
  const lines = (await textOf(call.files, `/etc/${base}`)).trim().split('\n');
  if (keys.length === 0) return showEntry(call, lines.join('\n'));
  for (const key of keys)
    await showEntry(
      call,
      lines.find((line) => line.startsWith(`${key}:`) || line.split(':')[2] === key || line.split(/\s/)[0] === key),
    );
}

const dataBases: Readonly<Record<string, typeof getLines>> = {
  hosts: getHosts,
  ahosts: getHosts,
  ahostsv4: getHosts,
  passwd: getLines,
  group: getLines,
  shadow: getLines,
  services: getLines,
};

async function getent(call: Call): Promise<number | undefined> {
  const [base = '', ...keys] = call.args;
  const show = Object.hasOwn(dataBases, base) ? dataBases[base] : undefined;
  if (show) return show(call, base, keys).then(() => undefined);
  await call.warn(`Unknown database: ${base}\nTry \`getent --help' or \`getent --usage' for more information.\n`);
  return 1;
}

/** Who is logged in: nobody, in a container. */
async function who(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** Commands that look names up. */
export const nameTools: Tools = { nslookup, dig, host, getent, who };
