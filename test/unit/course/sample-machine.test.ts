import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { exercises, lessonOf } from '../../catalog';
import { parseColons } from '../../../src/core/course/readers/colons';
import { parseEnv } from '../../../src/core/course/readers/env';
import { isInvalid } from '../../../src/core/course/readers/invalid';

/** Where the exercises keep their part of the sample machine. */
const machines = exercises
  .map((one) => path.join('walkthroughs', lessonOf(one).id, one.id, 'starter', 'machine'))
  .filter((folder) => existsSync(folder));

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile() && path.basename(name) !== '.gitkeep')
    .map((name) => name.split(path.sep).join('/'));

/** Every copy of each file of the sample machine. */
const copies = new Map<string, string[]>();
for (const machine of machines) {
  for (const name of filesBelow(machine)) {
    copies.set(name, [...(copies.get(name) ?? []), path.join(machine, name)]);
  }
}

/** Its files that stand at another place of an exercise, because the learner works with them there. */
const elsewhere: Readonly<Record<string, string>> = {
  'commands/ip-addr.txt': 'walkthroughs/linux/scripts/linux-scripts-addresses/starter/ip-addr.txt',
  'etc/ssh/sshd_config.d/50-cloud-init.conf':
    'walkthroughs/linux/processes/linux-processes-unit/starter/root/etc/ssh/sshd_config.d/50-cloud-init.conf',
};

const textOf = (name: string): string =>
  readFileSync(copies.get(name)?.[0] ?? elsewhere[name] ?? assert.fail(`no exercise has ${name}`), 'utf8');

/** Runs an assertion on a file of the sample machine. */
function fact(name: string, says: string, check: (text: string) => void): void {
  it(`${name} says: ${says}`, () => check(textOf(name)));
}

describe('sample machine', () => {
  it('is the same in every exercise', () => {
    assert.ok(machines.length > 0);
    for (const [name, all] of copies) {
      const contents = new Set(all.map((copy) => readFileSync(copy, 'latin1')));
      assert.equal(contents.size, 1, `${name} differs: ${all.join(', ')}`);
    }
  });

  it('has files with an end of line and no carriage return', () => {
    for (const [name, [copy = '']] of copies) {
      const text = readFileSync(copy, 'utf8');
      assert.ok(text === '' || text.endsWith('\n'), name);
      assert.ok(!text.includes('\r'), name);
    }
  });

  fact('etc/os-release', 'Ubuntu 24.04.3 LTS', (text) => {
    const release = parseEnv(text);
    assert.ok(!isInvalid(release));
    assert.equal(release['PRETTY_NAME'], 'Ubuntu 24.04.3 LTS');
    assert.deepEqual([release['ID'], release['VERSION_ID'], release['VERSION_CODENAME']], ['ubuntu', '24.04', 'noble']);
    assert.match(text, /^VERSION_ID="24\.04"$/m, 'in quotes');
  });
  fact('etc/hostname', 'node1', (text) => assert.equal(text, 'node1\n'));
  fact('etc/hosts', '127.0.1.1 node1', (text) => assert.match(text, /^127\.0\.1\.1\s+node1$/m));
  fact('etc/passwd', 'root, student, alice and deploy may log in', (text) => {
    const users = parseColons(text);
    for (const user of users) assert.equal(user.length, 7, String(user[0]));
    const people = users.filter(([, , uid]) => Number(uid) === 0 || (Number(uid) >= 1000 && Number(uid) < 60_000));
    assert.deepEqual(
      people.map(([name, , uid, , , , shell]) => [name, uid, shell]),
      [
        ['root', 0, '/bin/bash'],
        ['student', 1000, '/bin/bash'],
        ['alice', 1001, '/bin/bash'],
        ['bob', 1002, '/usr/sbin/nologin'],
        ['deploy', 1003, '/bin/bash'],
      ],
    );
    const others = users.filter((user) => !people.includes(user)).map(([, , , , , , shell]) => shell);
    assert.deepEqual(new Set(others), new Set(['/usr/sbin/nologin', '/bin/false', '/bin/sync']));
    assert.equal(new Set(users.map(([, , uid]) => uid)).size, users.length, 'each has a number of its own');
  });
  fact('etc/group', 'sudo, adm, developers and docker', (text) => {
    const groups = new Map(parseColons(text).map(([name, , gid, members]) => [name, [gid, members]]));
    assert.deepEqual(groups.get('sudo'), [27, 'student']);
    assert.deepEqual(groups.get('adm'), [4, 'syslog,student']);
    assert.deepEqual(groups.get('developers'), [2000, 'alice,deploy']);
    assert.deepEqual(groups.get('docker'), [2001, 'student']);
    const names = new Set(parseColons(textOf('etc/passwd')).map(([name]) => name));
    const members = [...groups.values()].flatMap(([, all]) => String(all).split(',')).filter((one) => one !== '');
    for (const member of members) assert.ok(names.size === 0 || names.has(member), member);
  });
  fact('proc/sys/kernel/osrelease', '6.8.0-79-generic', (text) => assert.equal(text, '6.8.0-79-generic\n'));
  fact('proc/version', 'the same kernel', (text) => assert.ok(text.startsWith('Linux version 6.8.0-79-generic ')));
  fact('proc/1/comm', 'systemd', (text) => assert.equal(text, 'systemd\n'));
  fact('proc/sys/net/ipv4/ip_forward', '0', (text) => assert.equal(text, '0\n'));
  fact('proc/swaps', '/swap.img', (text) => assert.match(text, /^Filename.*\n\/swap\.img\s+file\s/));
  fact('proc/modules', 'overlay, but not br_netfilter', (text) => {
    const loaded = text.split('\n').map((line) => line.split(' ')[0]);
    assert.ok(loaded.includes('overlay'));
    assert.ok(!loaded.includes('br_netfilter'));
  });
  fact('proc/filesystems', 'overlay', (text) => assert.match(text, /^nodev\toverlay$/m));
  fact('commands/uname-a.txt', 'node1, its kernel, x86_64', (text) =>
    assert.match(text, /^Linux node1 6\.8\.0-79-generic .* x86_64 GNU\/Linux\n$/),
  );
  fact('commands/systemd-detect-virt.txt', 'a virtual machine', (text) => assert.equal(text, 'vmware\n'));
  fact('commands/ip-addr.txt', 'its three addresses', (text) => {
    for (const address of ['192.168.56.11/24', '10.20.0.5/16', '172.17.0.1/16']) {
      assert.ok(text.includes(`inet ${address} `), address);
    }
    assert.match(text, /^2: ens160: /m);
  });
  fact('commands/ps-efl.txt', 'beta is suspended, a zombie and its parent, the most patient one', (text) => {
    // F S UID PID PPID C PRI NI ADDR SZ WCHAN STIME TTY TIME CMD
    const rows = text
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
    const row = (pid: string): readonly string[] => rows.find((one) => one[3] === pid) ?? [];
    assert.equal(row('3120')[1], 'T');
    assert.match(row('3120').join(' '), / beta$/);
    assert.deepEqual([row('3188')[1], row('3188')[4]], ['Z', '3177']);
    assert.match(row('3177').join(' '), / python3 collector\.py$/);
    assert.equal(row('3201')[7], '15');
    assert.match(row('3201').join(' '), / rsync /);
    assert.equal(Math.max(...rows.slice(1).map((one) => Number(one[7]) || 0)), 15);
  });
  fact('commands/ss-tlnp.txt', 'apache2 listens on port 80', (text) =>
    assert.match(text, /^LISTEN\s.*\*:80\s.*"apache2",pid=2211,/m),
  );
  fact('commands/df-h.txt', 'the file system of /var is 71 % full', (text) =>
    assert.match(text, /\s71%\s+\/(?:var)?$/m),
  );
  fact('var/log/nginx/error.log', 'port 80 was taken at 08:20:05', (text) =>
    assert.match(text, /^2026\/11\/16 08:20:05 .*bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)$/m),
  );
  fact('var/lib/dpkg/status', 'nginx, apache2, telnetd and docker-ce', (text) => {
    assert.match(text, /^Package: nginx\n(?:.+\n)*Version: 1\.24\.0-2ubuntu7\.5$/m);
    assert.match(text, /^Package: apache2\n(?:.+\n)*Version: 2\.4\.58-1ubuntu8\.8$/m);
    assert.match(text, /^Package: telnetd\nStatus: deinstall ok config-files$/m);
    assert.match(text, /^Package: docker-ce\nStatus: hold ok installed$/m);
  });
  fact('var/log/apt/history.log', 'apt install apache2 by student', (text) => {
    assert.match(text, /^Start-Date: 2026-11-16 {2}08:12:31$/m);
    assert.match(text, /^Commandline: apt install apache2$/m);
    assert.match(text, /^Requested-By: student \(1000\)$/m);
  });
  fact('var/log/auth.log', 'who tried to log in, and how often', (text) => {
    for (const [address, count] of [
      ['203.0.113.7', 12],
      ['198.51.100.23', 5],
      ['192.0.2.99', 2],
    ] as const) {
      const found = text.split('\n').filter((line) => /Failed password/.test(line) && line.includes(` ${address} `));
      assert.equal(found.length, count, address);
    }
    assert.match(text, /Accepted publickey for \S+ from 192\.168\.56\.1 /);
  });
  fact('etc/ssh/sshd_config.d/50-cloud-init.conf', 'passwords are allowed', (text) =>
    assert.match(text, /^PasswordAuthentication yes$/m),
  );
});
