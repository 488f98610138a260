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

async function nslookup(call: Call): Promise<undefined> {
  const options = call.args.filter((word) => !word.startsWith('-'));
  const [name, asked] = options;
  if (name === undefined) throw new Fail('bad usage');
  const server = asked === undefined ? await serverOf(call) : ((await lookUp(call, asked))?.[0] ?? asked);
  if (server === undefined)
    throw new Fail(call.says("can't resolve '(null)': Name or service not known", 'no servers'));
  if (call.busybox) await call.print(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  else await call.print(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`);
  // Only the engine's own server knows names of containers; others answer that they know none.
  const found = asked === undefined || server === call.self.network.nameServer() ? await lookUp(call, name) : undefined;
  if (!found) {
    const line = `** server can't find ${isAddress(name) ? reversed(name) : name}: NXDOMAIN\n\n`;
    await call.print(call.busybox && !isAddress(name) ? line + line : line);
    call.status = 1;
    return undefined;
  }
  if (isAddress(name))
    await call.print(
      `${call.says('Non-authoritative answer:\n', '')}${found.map((one) => `${reversed(name)}\tname = ${one}${call.says('', '.')}\n`).join('')}\n`,
    );
  else {
    const rows = call.busybox
      ? found.map((one) => `Name:\t${name}\nAddress: ${one}\n`).join('')
      : found.map((one) => `Name:\t${name}\nAddress: ${one}\n`).join('');
    await call.print(`Non-authoritative answer:\n${rows}\n${call.says('Non-authoritative answer:\n\n', '')}`);
  }
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

async function getent(call: Call): Promise<number | undefined> {
  const [base = '', ...keys] = call.args;
  const show = async (text: string | undefined): Promise<void> => {
    if (text === undefined) call.status = 2;
    else await call.print(`${text}\n`);
  };
  switch (base) {
    case 'hosts':
    case 'ahosts':
    case 'ahostsv4':
      if (keys.length === 0) await call.print(await textOf(call.files, '/etc/hosts'));
      for (const key of keys) {
        const found = await lookUp(call, key);
        await show(
          found
            ?.map((one) =>
              isAddress(key)
                ? `${key.padEnd(15)} ${one}`
                : base === 'hosts'
                  ? `${one.padEnd(15)} ${key}`
                  : `${one.padEnd(15)} STREAM ${key}`,
            )
            .join('\n'),
        );
      }
      return undefined;
    case 'passwd':
    case 'group':
    case 'shadow': {
      const lines = (await textOf(call.files, `/etc/${base}`)).trim().split('\n');
      if (keys.length === 0) await show(lines.join('\n'));
      for (const key of keys)
        await show(lines.find((line) => line.startsWith(`${key}:`) || line.split(':')[2] === key));
      return undefined;
    }
    case 'services':
      for (const key of keys)
        await show((await textOf(call.files, '/etc/services')).split('\n').find((line) => line.startsWith(key)));
      return undefined;
    default:
      await call.warn(`Unknown database: ${base}\nTry \`getent --help' or \`getent --usage' for more information.\n`);
      return 1;
  }
}

/** Who is logged in: nobody, in a container. */
async function who(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** Commands that look names up. */
export const nameTools: Tools = { nslookup, dig, host, getent, who };
