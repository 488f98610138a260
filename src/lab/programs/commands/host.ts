import { mayAs } from '../../processes/capabilities';
import { readAccounts, readGroups, textOf, type Group } from '../text/accounts';
import { formatTime, wallTime, zoneOf } from '../text/dates';
import { busyboxHuman, human } from '../text/sizes';
import { run } from './speak';
import { Fail, type Call, type Tools } from './tool';

async function hostname(call: Call): Promise<undefined> {
  const options = call.options('ifsdIF:a', {
    fqdn: 'f',
    short: 's',
    'ip-address': 'i',
    domain: 'd',
    'all-ip-addresses': 'I',
  });
  const { facts, network } = call.self;
  if (options.rest.length > 0)
    throw new Fail(call.says('sethostname: Operation not permitted', 'you must be root to change the host name'));
  const addresses = network
    .interfaces()
    .filter(({ name }) => name !== 'lo')
    .map(({ address }) => address);
  if (options.has('i') || options.has('I')) {
    const found = options.has('I') ? addresses : await network.resolve(facts.hostname).catch(() => undefined);
    if (!found) throw new Fail(call.says(`${facts.hostname}: Unknown host`, 'Name or service not known'));
    await call.print(`${found.join(' ')}${options.has('I') ? ' ' : ''}\n`);
  } else if (options.has('d')) await call.print(`${facts.domainname}\n`);
  else if (options.has('s')) await call.print(`${facts.hostname.split('.')[0] ?? ''}\n`);
  else await call.print(`${facts.hostname}${options.has('f') && facts.domainname ? `.${facts.domainname}` : ''}\n`);
  return undefined;
}

async function id(call: Call): Promise<undefined> {
  const options = call.options('ugnGr', { user: 'u', group: 'g', groups: 'G', name: 'n' });
  const accounts = await readAccounts(call.files);
  const groups = await readGroups(call.files);
  const [asked] = options.rest;
  const account =
    asked === undefined ? undefined : accounts.find(({ name, uid }) => name === asked || String(uid) === asked);
  if (asked !== undefined && !account) throw new Fail(call.says(`unknown user ${asked}`, `'${asked}': no such user`));
  const user = account ? { ...account, groups: groupsOf(groups, account.name) } : call.self.user;
  const userName = accounts.find(({ uid }) => uid === user.uid)?.name;
  const groupName = (number: number): string | undefined => groups.find(({ gid }) => gid === number)?.name;
  const all = [...new Set([user.gid, ...(user.groups ?? [])])];
  const plain = (number: number, name: string | undefined): string =>
    options.has('n') && name !== undefined ? name : String(number);
  if (options.has('u')) await call.print(`${plain(user.uid, userName)}\n`);
  else if (options.has('g')) await call.print(`${plain(user.gid, groupName(user.gid))}\n`);
  else if (options.has('G')) await call.print(`${all.map((one) => plain(one, groupName(one))).join(' ')}\n`);
  else {
    const listed = all.map((one) => both(one, groupName(one))).join(',');
    await call.print(`uid=${both(user.uid, userName)} gid=${both(user.gid, groupName(user.gid))} groups=${listed}\n`);
  }
  return undefined;
}

const both = (number: number, name: string | undefined): string =>
  name === undefined ? String(number) : `${number}(${name})`;

const groupsOf = (groups: readonly Group[], name: string): readonly number[] =>
  groups.filter(({ members }) => members.includes(name)).map(({ gid }) => gid);

async function whoami(call: Call): Promise<undefined> {
  const { uid } = call.self.user;
  const name = (await readAccounts(call.files)).find((one) => one.uid === uid)?.name;
  if (name === undefined) throw new Fail(call.says(`unknown uid ${uid}`, `cannot find name for user ID ${uid}`));
  await call.print(`${name}\n`);
  return undefined;
}

async function groupNames(call: Call): Promise<undefined> {
  const { gid, groups = [] } = call.self.user;
  const known = await readGroups(call.files);
  await call.print(
    `${[...new Set([gid, ...groups])].map((one) => known.find((group) => group.gid === one)?.name ?? one).join(' ')}\n`,
  );
  return undefined;
}

async function uname(call: Call): Promise<undefined> {
  const options = call.options('asnrvmpio', {
    all: 'a',
    'kernel-name': 's',
    nodename: 'n',
    'kernel-release': 'r',
    'kernel-version': 'v',
    machine: 'm',
    'operating-system': 'o',
  });
  const { facts } = call.self;
  const parts = {
    s: 'Linux',
    n: facts.hostname,
    r: facts.kernel,
    v: '#1 SMP PREEMPT_DYNAMIC cloud-native-tutor lab',
    m: 'x86_64',
    p: 'unknown',
    i: 'unknown',
    o: 'GNU/Linux',
  };
  const some = options.has('s', 'n', 'r', 'v', 'm', 'p', 'i', 'o') || options.has('a');
  const wanted = Object.entries(parts).filter(([letter]) => {
    if (options.has('a')) return letter !== 'p' && letter !== 'i';
    return some ? options.has(letter) : letter === 's';
  });
  await call.print(
    `${wanted.map(([, text]) => (text === 'GNU/Linux' && call.busybox && !options.has('a', 'o') ? '' : text)).join(' ')}\n`,
  );
  return undefined;
}

/** What the lab claims as the machine's memory, in bytes: 8 GB. */
const machineMemory = 8_322_080_768;

async function free(call: Call): Promise<undefined> {
  const options = call.options('mkghbt', { mega: 'm', mebi: 'm', human: 'h', giga: 'g', bytes: 'b' });
  const info = await textOf(call.files, '/proc/meminfo');
  const read = (key: string, otherwise: number): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(info)?.[1] ?? otherwise / 1024) * 1024;
  const total = read('MemTotal', machineMemory);
  const available = read('MemAvailable', machineMemory * 0.7);
  const idle = read('MemFree', machineMemory * 0.4);
  const cached = Math.max(0, available - idle);
  const show = (bytes: number): string => {
    if (options.has('h')) return call.says(busyboxHuman(bytes), `${human(bytes)}i`.replace(/^0i$/, '0B'));
    return String(
      Math.floor(bytes / (options.has('b') ? 1 : options.has('m') ? 2 ** 20 : options.has('g') ? 2 ** 30 : 1024)),
    );
  };
  const row = (title: string, values: readonly number[]): string =>
    title.padEnd(call.says(7, 7)) + values.map((value) => show(value).padStart(call.says(12, 12))).join('') + '\n';
  const head = ['total', 'used', 'free', 'shared', 'buff/cache', call.says('available', 'available')];
  await call.print(' '.repeat(7) + head.map((word) => word.padStart(12)).join('') + '\n');
  await call.print(row('Mem:', [total, total - available, idle, 0, cached, available]) + row('Swap:', [0, 0, 0]));
  return undefined;
}

async function uptime(call: Call): Promise<undefined> {
  const options = call.options('ps', { since: 's', pretty: 'p' });
  const now = call.self.clock.now();
  const started = Math.min(...call.self.processes().map((row) => row.started), now);
  const minutes = Math.floor((now - started) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const span = `${days > 0 ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${hours > 0 ? `${String(hours).padStart(2)}:${String(minutes % 60).padStart(2, '0')}` : `${minutes % 60} min`}`;
  const time = formatTime('%H:%M:%S', wallTime(now, await zoneOf(call.files, call.self.env.get('TZ'))));
  const users = call.says('', '  0 users,');
  if (options.has('p')) await call.print(`up ${hours > 0 ? `${hours} hours, ` : ''}${minutes % 60} minutes\n`);
  else await call.print(` ${time} up ${span}, ${users} load average: 0.00, 0.01, 0.05\n`);
  return undefined;
}

async function nproc(call: Call): Promise<undefined> {
  await call.print(`${Math.max(1, Math.floor(call.self.facts.cpus))}\n`);
  return undefined;
}

async function tty(call: Call): Promise<undefined> {
  const terminal = call.self.terminal();
  if (!terminal) call.status = 1;
  await call.print(terminal ? '/dev/pts/0\n' : 'not a tty\n');
  return undefined;
}

async function stty(call: Call): Promise<undefined> {
  const terminal = call.self.terminal();
  if (!terminal)
    throw new Fail(call.says('standard input: Not a tty', "'standard input': Inappropriate ioctl for device"));
  if (call.args[0] === 'size') await call.print(`${terminal.rows} ${terminal.columns}\n`);
  return undefined;
}

const refuse =
  (busybox: string, gnu = busybox) =>
  (call: Call): Promise<number> =>
    Promise.reject(new Fail(call.says(busybox, gnu), 1));

/** Another root than the one that is there would need files of its own; the same one needs the capability only. */
async function chroot(call: Call): Promise<number> {
  const [root = '', ...command] = call.args;
  const refused = (why: string): Fail =>
    new Fail(
      call.says(
        `can't change root directory to '${root}': ${why}`,
        `cannot change root directory to '${root}': ${why}`,
      ),
      call.says(1, 125),
    );
  if (!mayAs(call.self, 'CAP_SYS_CHROOT')) throw refused('Operation not permitted');
  const path = call.path(root);
  const stat = await call.files.stat(path).catch(() => undefined);
  if (stat === undefined) throw refused('No such file or directory');
  if (path !== '/') throw refused('the practice lab does not simulate this');
  call.self.cwd = '/';
  return run(call, command.length === 0 ? ['/bin/sh', '-i'] : command);
}

/** Commands about the machine, the user and the time. */
export const hostTools: Tools = {
  hostname,
  id,
  whoami,
  groups: groupNames,
  uname,
  free,
  uptime,
  nproc,
  tty,
  stty,
  arch: (call) => call.print('x86_64\n').then(() => undefined),
  dmesg: refuse('klogctl: Operation not permitted', 'read kernel buffer failed: Operation not permitted'),
  chroot,
  unshare: refuse('unshare(0x20000): Operation not permitted', 'unshare failed: Operation not permitted'),
  reboot: refuse('Operation not permitted'),
  sysctl: async (call) => {
    const names = call.args.filter((word) => !word.startsWith('-'));
    for (const name of names) {
      const [key = '', value] = name.split('=');
      const path = `/proc/sys/${key.trim().replaceAll('.', '/')}`;
      const text = await call.attempt(call.says(`error: '${path}'`, `cannot stat ${path}`), async () =>
        (await call.files.read(path)).toString().trim(),
      );
      if (text === undefined) continue;
      if (value === undefined) await call.print(call.args.includes('-n') ? `${text}\n` : `${key} = ${text}\n`);
      else
        await call.complain(
          call.says(`error setting key '${key}': Read-only file system`, `setting key "${key}": Read-only file system`),
        );
    }
    return undefined;
  },
};
