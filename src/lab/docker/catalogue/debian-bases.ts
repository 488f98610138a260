import { commandPrograms } from '../../programs/commands';
import { debianAccounts, debianGroups, passwd, shadow, type Account } from './accounts';
import { bulk, directory, link, program, script, type FileSpecs, type Step } from './entry';

const commands: Readonly<Record<string, readonly [string, number]>> = {
  coreutils: [
    '[ base64 basename cat chgrp chmod chown cp cut date dd df dirname du echo env expand expr factor false fold groups head hostid id install link ln ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc od paste printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sha512sum shred shuf sleep sort split stat stty sum sync tac tail tee test timeout touch tr true truncate tty uname uniq unlink wc who whoami yes',
    61_000,
  ],
  findutils: ['find xargs', 160_000],
  grep: ['grep egrep fgrep', 120_000],
  archive: ['tar gzip gunzip zcat', 180_000],
  text: ['sed awk cmp diff', 130_000],
  accounts: ['useradd groupadd usermod userdel groupdel adduser addgroup chpasswd passwd su getent', 110_000],
  system: ['mount umount dmesg kill hostname more flock fallocate setpriv which unshare', 60_000],
  packages: ['dpkg dpkg-query apt apt-get apt-cache', 120_000],
};

const tools = (names: readonly string[]): FileSpecs =>
  Object.fromEntries(
    names.flatMap((name) => {
      const [list, size] = commands[name] ?? ['', 0];
      const there = list.split(' ').filter((command) => commandPrograms.has(command));
      return there.map((command) => [`/usr/bin/${command}`, program(command, size)] as const);
    }),
  );

const procpsTools: FileSpecs = Object.fromEntries(
  'ps free kill pgrep pkill top uptime watch'.split(' ').map((name) => [`/usr/bin/${name}`, program(name, 144_000)]),
);

/** A Debian-like root file system. */
export type Distribution = {
  readonly id: 'debian' | 'ubuntu';
  readonly osRelease: string;
  readonly issue: string;
  readonly debianVersion: string;
  readonly packages: readonly (readonly [string, string, number])[];
  readonly accounts: readonly Account[];
};

/** A record of dpkg's data base; `size` in bytes. */
const dpkgRecord = (name: string, version: string, size: number): string =>
  `Package: ${name}\nStatus: install ok installed\nPriority: required\nInstalled-Size: ${Math.ceil(size / 1024)}\nArchitecture: amd64\nVersion: ${version}\nDescription: ${name}\n\n`;

/** /etc/passwd of an image on Debian with accounts of its own. */
export const debianPasswd = (...more: readonly Account[]): string => passwd([...debianAccounts, ...more]);

const debianFiles = (of: Distribution): FileSpecs => ({
  '/bin': link('usr/bin'),
  '/sbin': link('usr/sbin'),
  '/lib': link('usr/lib'),
  '/lib64': link('usr/lib64'),
  '/usr/lib64/ld-linux-x86-64.so.2': bulk(236_616),
  ...tools(['coreutils', 'findutils', 'grep', 'archive', 'text', 'accounts', 'system', 'packages']),
  ...(of.id === 'ubuntu' ? procpsTools : {}),
  '/usr/bin/bash': program('bash', 1_446_024),
  '/usr/bin/dash': program('dash', 129_784),
  '/usr/bin/sh': link('dash'),
  '/usr/bin/perl': bulk(4_000_000),
  '/usr/sbin/nologin': script('#!/bin/sh\necho "This account is currently not available."\nexit 1\n'),
  '/usr/sbin/ldconfig': bulk(1_000_000),
  '/usr/lib/x86_64-linux-gnu/libc.so.6': bulk(2_125_328),
  '/usr/lib/x86_64-linux-gnu/libapt-pkg.so.6.0': bulk(2_100_000),
  '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': bulk(5_300_000),
  '/usr/lib/x86_64-linux-gnu/perl-base/unicore.bin': bulk(6_000_000),
  '/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.cache': bulk(8_000_000),
  '/usr/share/zoneinfo.bin': bulk(3_000_000),
  '/var/lib/dpkg/status': of.packages.map((each) => dpkgRecord(...each)).join(''),
  '/var/lib/dpkg/info': directory(),
  '/var/lib/apt/lists': directory(),
  '/var/cache/apt/archives/partial': directory(0o700),
  '/etc/apt/apt.conf.d/docker-clean': 'APT::Keep-Downloaded-Packages "false";\n',
  '/etc/apt/sources.list.d': directory(),
  '/etc/os-release': link('../usr/lib/os-release'),
  '/usr/lib/os-release': of.osRelease,
  '/etc/issue': of.issue,
  '/etc/debian_version': `${of.debianVersion}\n`,
  '/etc/passwd': passwd(of.accounts),
  '/etc/group': debianGroups + (of.id === 'ubuntu' ? 'ubuntu:x:1000:\n' : ''),
  '/etc/shadow': { text: shadow(of.accounts), mode: 0o640 },
  '/etc/shells': '/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n',
  '/etc/nsswitch.conf':
    'passwd:         files\ngroup:          files\nshadow:         files\nhosts:          files dns\n',
  '/etc/profile': 'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PATH\n',
  '/etc/bash.bashrc': "PS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n",
  '/root/.bashrc': "PS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n",
  '/root/.profile': 'mesg n 2> /dev/null || true\n',
  '/home': directory(),
  ...(of.id === 'ubuntu' ? { '/home/ubuntu': directory(0o750, 1000) } : {}),
  '/dev': directory(),
  '/proc': directory(0o555),
  '/sys': directory(0o555),
  '/media': directory(),
  '/mnt': directory(),
  '/opt': directory(),
  '/root': directory(0o700),
  '/run': directory(),
  '/run/lock': directory(0o1777),
  '/srv': directory(),
  '/tmp': directory(0o1777),
  '/usr/local/bin': directory(),
  '/usr/local/sbin': directory(),
  '/usr/share/doc': directory(),
  '/var/log': directory(),
  '/var/run': link('/run'),
  '/var/tmp': directory(0o1777),
  '/var/www': directory(),
});

const ubuntuAccount: Account = ['ubuntu', 1000, 1000, 'Ubuntu', '/home/ubuntu', '/bin/bash'];

const ubuntuPackages = (rows: string): readonly (readonly [string, string, number])[] =>
  rows.split(' ').map((row) => {
    const [name = '', version = '', size = '100000'] = row.split('=');
    return [name, version, Number(size)];
  });

/** What distinguishes an Ubuntu release here. */
type Ubuntu = { readonly version: string; readonly name: string; readonly title: string; readonly debian: string };

const ubuntu = ({ version, name, title, debian }: Ubuntu): Distribution => ({
  id: 'ubuntu',
  osRelease: `PRETTY_NAME="Ubuntu ${title}"\nNAME="Ubuntu"\nVERSION_ID="${version}"\nVERSION="${title} (${name})"\nVERSION_CODENAME=${name.toLowerCase().split(' ')[0] ?? ''}\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\nUBUNTU_CODENAME=${name.toLowerCase().split(' ')[0] ?? ''}\n`,
  issue: `Ubuntu ${title} \\n \\l\n\n`,
  debianVersion: debian,
  packages: ubuntuPackages(
    'adduser=3.137ubuntu1=430000 apt=2.8.3=4000000 base-files=13ubuntu10.4=400000 bash=5.2.21-2ubuntu4=1900000 coreutils=9.4-3ubuntu6.1=7000000 dash=0.5.12-6ubuntu5=200000 debianutils=5.17build1=200000 diffutils=1:3.10-1build1=1600000 dpkg=1.22.6ubuntu6.5=6600000 findutils=4.9.0-5build1=700000 gpgv=2.4.4-2ubuntu17.4=500000 grep=3.11-4build1=500000 gzip=1.12-1ubuntu3.1=250000 hostname=3.23+nmu2ubuntu2=50000 libc-bin=2.39-0ubuntu8.7=2000000 libc6=2.39-0ubuntu8.7=13000000 libssl3t64=3.0.13-0ubuntu3.7=6000000 login=1:4.13+dfsg1-4ubuntu3.2=1000000 mawk=1.3.4.20240123-1build1=250000 mount=2.39.3-9ubuntu6.4=400000 ncurses-base=6.4+20240113-1ubuntu2=400000 passwd=1:4.13+dfsg1-4ubuntu3.2=2700000 perl-base=5.38.2-3.2ubuntu0.2=7900000 procps=2:4.0.4-4ubuntu3.2=1400000 sed=4.9-2build1=350000 sysvinit-utils=3.08-6ubuntu3=60000 tar=1.35+dfsg-3build1=1000000 ubuntu-keyring=2023.11.28.1=30000 util-linux=2.39.3-9ubuntu6.4=3600000 zlib1g=1:1.3.dfsg-3.1ubuntu2.1=150000',
  ),
  accounts: Number(version) >= 24 ? [...debianAccounts, ubuntuAccount] : debianAccounts,
});

const ubuntuSteps = (release: Ubuntu, size: number): readonly Step[] => [
  { createdBy: '/bin/sh -c #(nop)  ARG RELEASE' },
  { createdBy: '/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH' },
  { createdBy: '/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu' },
  { createdBy: `/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=${release.version}` },
  {
    createdBy: '/bin/sh -c #(nop) ADD file:6089c6bede9eca8ec4e1d5a6e0a8e2b5d9ac0a1a0ba46b1a4cd2eac2b7b7c0d4 in / ',
    size,
    files: () => debianFiles(ubuntu(release)),
  },
  { createdBy: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' },
];

/** What ubuntu:24.04 is made of. */
export const nobleSteps = ubuntuSteps(
  { version: '24.04', name: 'Noble Numbat', title: '24.04.4 LTS', debian: 'trixie/sid' },
  78_120_000,
);

/** What ubuntu:22.04 is made of. */
export const jammySteps = ubuntuSteps(
  { version: '22.04', name: 'Jammy Jellyfish', title: '22.04.5 LTS', debian: 'bookworm/sid' },
  77_870_000,
);

const trixie: Distribution = {
  id: 'debian',
  osRelease:
    'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\nVERSION="13 (trixie)"\nVERSION_CODENAME=trixie\nDEBIAN_VERSION_FULL=13.4\nID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n',
  issue: 'Debian GNU/Linux 13 \\n \\l\n\n',
  debianVersion: '13.4',
  packages: ubuntuPackages(
    'apt=3.0.3=4100000 base-files=13.8+deb13u4=350000 bash=5.2.37-2+b8=7300000 coreutils=9.7-3=18000000 dash=0.5.12-12=190000 debian-archive-keyring=2025.1=240000 debianutils=5.23.2=220000 diffutils=1:3.10-4=1700000 dpkg=1.22.22=6400000 findutils=4.10.0-3=1900000 grep=3.11-4=1300000 gzip=1.13-1=250000 hostname=3.25=50000 libc-bin=2.41-12+deb13u2=2000000 libc6=2.41-12+deb13u2=13000000 libssl3t64=3.5.6-1~deb13u1=8500000 mawk=1.3.4.20250131-1=270000 mount=2.41-5=540000 passwd=1:4.17.4-2=2900000 perl-base=5.40.1-6=7800000 sed=4.9-2=990000 tar=1.35+dfsg-3.1=3100000 tzdata=2026a-0+deb13u1=2700000 util-linux=2.41-5=5000000 zlib1g=1:1.3.dfsg+really1.3.1-1+b1=170000',
  ),
  accounts: debianAccounts,
};

const debuerreotype = (size: number): readonly Step[] => [
  {
    createdBy: "# debian.sh --arch 'amd64' out/ 'trixie' '@1776729600'",
    comment: 'debuerreotype 0.17',
    created: '2026-04-21T00:00:00Z',
    size,
    files: () => debianFiles(trixie),
  },
];

/** The bottom of the images on Debian. */
export const trixieSlimSteps = debuerreotype(78_600_000);

/** What debian:13 is made of. */
export const trixieSteps = debuerreotype(120_000_000);
