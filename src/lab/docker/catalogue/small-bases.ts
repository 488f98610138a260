import { busyboxApplets } from '../../programs/commands';
import { alpineAccounts, alpineGroups, busyboxAccounts, busyboxGroups, passwd, shadow, type Account } from './accounts';
import { bulk, directory, hardLinks, layer, link, links, note, program, type FileSpecs, type Step } from './entry';

/** Applets that both small distributions have below /bin. */
const binApplets =
  'arch ash base64 cat chgrp chmod chown cp date dd df dmesg dnsdomainname echo egrep false fgrep getopt grep gunzip gzip hostname ionice kill ln login ls mkdir mknod mktemp more mount mv netstat nice pidof ping ping6 printenv ps pwd rev rm rmdir sed setpriv sh sleep stat stty su sync tar touch true umount uname usleep watch zcat'.split(
    ' ',
  );
const sbinApplets =
  'adjtimex arp blkid fdisk getty halt hwclock ifconfig ifdown ifup init ip ipaddr iplink ipneigh iproute iprule klogd losetup mkswap modprobe nameif pivot_root poweroff raidautorun reboot route setconsole slattach sulogin swapoff swapon switch_root sysctl syslogd tunctl udhcpc vconfig watchdog'.split(
    ' ',
  );
const usrBinApplets =
  '[ [[ awk basename bc bunzip2 bzcat bzip2 cal cksum clear cmp comm crontab cut dc diff dirname dos2unix du env expand expr factor fallocate find flock fold free fuser groups hd head hexdump hostid id install ipcrm ipcs killall less logger lsof md5sum mkfifo nc nl nohup nproc nslookup od passwd paste pgrep pkill pmap printf pstree readlink realpath renice reset seq sha1sum sha256sum sha512sum shred shuf sort split strings sum tac tail tee test time timeout top tr traceroute truncate tty uniq unix2dos unlink unzip uptime vi vlock wc wget which whoami xargs xxd yes'.split(
    ' ',
  );
const usrSbinApplets =
  'addgroup adduser arping brctl chpasswd chroot crond delgroup deluser fbset ftpd loadfont nandwrite nologin ntpd rdate rdev sendmail'.split(
    ' ',
  );

const temporary: FileSpecs = {
  '/tmp': directory(0o1777),
  '/root': directory(0o700),
  '/dev': directory(),
  '/proc': directory(0o555),
  '/sys': directory(0o555),
};

/** Links only to what the program busybox answers to: anything else would be a promise that it breaks. */
const present = (names: readonly string[]): readonly string[] => names.filter((name) => busyboxApplets.includes(name));

/** Applets that the lists above do not place. */
const unplaced = (): readonly string[] => {
  const placed = new Set([...binApplets, ...sbinApplets, ...usrBinApplets, ...usrSbinApplets]);
  return busyboxApplets.filter((name) => !placed.has(name));
};

const busyboxFiles = (): FileSpecs => ({
  ...hardLinks('/bin', ['busybox', ...busyboxApplets], { program: 'busybox', size: 1_235_552 }),
  '/bin/getconf': bulk(31_160),
  '/usr/bin/env': link('../../bin/env'),
  '/usr/sbin': directory(),
  '/lib/libc.so.6': bulk(2_003_408),
  '/lib/libm.so.6': bulk(977_920),
  '/lib64': link('lib'),
  '/etc/passwd': passwd(busyboxAccounts),
  '/etc/group': busyboxGroups,
  '/etc/shadow': { text: shadow(busyboxAccounts), mode: 0o640 },
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n',
  '/etc/localtime': bulk(114),
  '/home': directory(0o755, 65534),
  '/var/spool/mail': directory(0o755, 8),
  '/var/www': directory(0o755, 33),
  ...temporary,
});

/** What the busybox image is made of. */
export const busyboxSteps: readonly Step[] = [
  layer('ADD busybox.tar.xz /', 4_428_000, busyboxFiles),
  note('CMD ["sh"]'),
];

/** The packages of Alpine's base: name, version, installed size. */
const alpinePackages: readonly (readonly [string, string, number])[] = [
  ['alpine-baselayout', '3.7.0-r0', 8192],
  ['alpine-baselayout-data', '3.7.0-r0', 11_264],
  ['alpine-keys', '2.5-r0', 13_312],
  ['alpine-release', '3.22.4-r0', 4096],
  ['apk-tools', '2.14.9-r3', 323_584],
  ['busybox', '1.37.0-r19', 946_176],
  ['busybox-binsh', '1.37.0-r19', 1],
  ['ca-certificates-bundle', '20260413-r0', 229_376],
  ['libcrypto3', '3.5.6-r0', 4_980_736],
  ['libssl3', '3.5.6-r0', 868_352],
  ['musl', '1.2.5-r12', 417_792],
  ['musl-utils', '1.2.5-r12', 122_880],
  ['scanelf', '1.3.8-r1', 94_208],
  ['ssl_client', '1.37.0-r19', 24_576],
  ['zlib', '1.3.2-r0', 110_592],
];

/** A record of the data base of installed packages, as apk writes it. */
const apkRecord = (name: string, version: string, size: number): string =>
  `P:${name}\nV:${version}\nA:x86_64\nS:${Math.ceil(size / 2)}\nI:${size}\nT:${name}\n\n`;

/** /etc/passwd of an image on Alpine with accounts of its own. */
export const alpinePasswd = (...more: readonly Account[]): string => passwd([...alpineAccounts, ...more]);

const alpineFiles = (): FileSpecs => ({
  '/bin/busybox': program('busybox', 808_712),
  ...links('/bin', present(binApplets), '/bin/busybox'),
  ...links('/sbin', present(sbinApplets), '/bin/busybox'),
  ...links('/usr/bin', [...present(usrBinApplets), ...unplaced()], '/bin/busybox'),
  ...links('/usr/sbin', present(usrSbinApplets), '/bin/busybox'),
  '/sbin/apk': program('apk', 74_112),
  '/usr/bin/getent': program('getent', 52_480),
  '/usr/bin/ssl_client': bulk(14_240),
  '/usr/bin/scanelf': bulk(84_960),
  '/lib/ld-musl-x86_64.so.1': bulk(662_896),
  '/lib/libc.musl-x86_64.so.1': link('ld-musl-x86_64.so.1'),
  '/lib/apk/db/installed': alpinePackages.map((each) => apkRecord(...each)).join(''),
  '/lib/apk/db/scripts.tar': bulk(13_824),
  '/usr/lib/libapk.so.2.14.9': bulk(208_000),
  '/usr/lib/libcrypto.so.3': bulk(4_718_592),
  '/usr/lib/libssl.so.3': bulk(868_352),
  '/usr/lib/libz.so.1': bulk(100_352),
  '/etc/apk/world': 'alpine-baselayout\nalpine-keys\nalpine-release\napk-tools\nbusybox\nlibc-utils\n',
  '/etc/apk/repositories':
    'https://dl-cdn.alpinelinux.org/alpine/v3.22/main\nhttps://dl-cdn.alpinelinux.org/alpine/v3.22/community\n',
  '/etc/apk/arch': 'x86_64\n',
  '/etc/alpine-release': '3.22.4\n',
  '/etc/os-release':
    'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.4\nPRETTY_NAME="Alpine Linux v3.22"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n',
  '/etc/issue': 'Welcome to Alpine Linux 3.22\nKernel \\r on \\m (\\l)\n\n',
  '/etc/passwd': alpinePasswd(),
  '/etc/group': alpineGroups,
  '/etc/shadow': { text: shadow(alpineAccounts), mode: 0o640 },
  '/etc/shells': '/bin/sh\n/bin/ash\n',
  '/etc/profile': 'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\n',
  '/etc/motd': 'Welcome to Alpine!\n',
  '/etc/nsswitch.conf': 'hosts: files dns\n',
  '/etc/services': 'ssh\t22/tcp\nhttp\t80/tcp\nhttps\t443/tcp\n',
  '/etc/ssl/certs/ca-certificates.crt': bulk(219_342),
  '/home': directory(),
  '/media': directory(),
  '/mnt': directory(),
  '/opt': directory(),
  '/run': directory(),
  '/srv': directory(),
  '/usr/local/bin': directory(),
  '/usr/share': directory(),
  '/var/cache/apk': directory(),
  '/var/log': directory(),
  '/var/run': link('../run'),
  '/var/tmp': directory(0o1777),
  ...temporary,
});

/** What the alpine image is made of, and the bottom of all that is built on it. */
export const alpineSteps: readonly Step[] = [
  {
    ...layer('ADD alpine-minirootfs-3.22.4-x86_64.tar.gz /', 8_310_000, alpineFiles),
    created: '2026-04-15T19:57:25Z',
  },
  { ...note('CMD ["/bin/sh"]'), created: '2026-04-15T19:57:25Z' },
];
