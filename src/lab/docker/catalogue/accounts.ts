/** A system account: name, uid, gid, comment, home, shell. */
export type Account = readonly [string, number, number, string, string, string];

/** Lines of /etc/passwd. */
export const passwd = (accounts: readonly Account[]): string =>
  accounts
    .map(([name, uid, gid, comment, home, shell]) => `${name}:x:${uid}:${gid}:${comment}:${home}:${shell}\n`)
    .join('');

/** Lines of /etc/group. */
export const group = (groups: readonly (readonly [string, number, string?])[]): string =>
  groups.map(([name, gid, members = '']) => `${name}:x:${gid}:${members}\n`).join('');

/** Lines of /etc/shadow: nobody has a password. */
export const shadow = (accounts: readonly Account[]): string =>
  accounts.map(([name]) => `${name}:${name === 'root' ? '*' : '!'}::0:::::\n`).join('');

/** Accounts of the busybox image. */
export const busyboxAccounts: readonly Account[] = [
  ['root', 0, 0, 'root', '/root', '/bin/sh'],
  ['daemon', 1, 1, 'daemon', '/usr/sbin', '/bin/false'],
  ['bin', 2, 2, 'bin', '/bin', '/bin/false'],
  ['sys', 3, 3, 'sys', '/dev', '/bin/false'],
  ['sync', 4, 100, 'sync', '/bin', '/bin/sync'],
  ['mail', 8, 8, 'mail', '/var/spool/mail', '/bin/false'],
  ['www-data', 33, 33, 'www-data', '/var/www', '/bin/false'],
  ['operator', 37, 37, 'Operator', '/var', '/bin/false'],
  ['nobody', 65534, 65534, 'nobody', '/home', '/bin/false'],
];

/** Groups of the busybox image. */
export const busyboxGroups = group([
  ['root', 0],
  ['daemon', 1],
  ['bin', 2],
  ['sys', 3],
  ['adm', 4],
  ['tty', 5],
  ['disk', 6],
  ['wheel', 10, 'root'],
  ['www-data', 33],
  ['users', 100],
  ['nobody', 65534],
]);

/** Accounts of Alpine's base. */
export const alpineAccounts: readonly Account[] = [
  ['root', 0, 0, 'root', '/root', '/bin/sh'],
  ['bin', 1, 1, 'bin', '/bin', '/sbin/nologin'],
  ['daemon', 2, 2, 'daemon', '/sbin', '/sbin/nologin'],
  ['lp', 4, 7, 'lp', '/var/spool/lpd', '/sbin/nologin'],
  ['sync', 5, 0, 'sync', '/sbin', '/bin/sync'],
  ['shutdown', 6, 0, 'shutdown', '/sbin', '/sbin/shutdown'],
  ['halt', 7, 0, 'halt', '/sbin', '/sbin/halt'],
  ['mail', 8, 12, 'mail', '/var/mail', '/sbin/nologin'],
  ['news', 9, 13, 'news', '/usr/lib/news', '/sbin/nologin'],
  ['uucp', 10, 14, 'uucp', '/var/spool/uucppublic', '/sbin/nologin'],
  ['cron', 16, 16, 'cron', '/var/spool/cron', '/sbin/nologin'],
  ['ftp', 21, 21, '', '/var/lib/ftp', '/sbin/nologin'],
  ['sshd', 22, 22, 'sshd', '/dev/null', '/sbin/nologin'],
  ['games', 35, 35, 'games', '/usr/games', '/sbin/nologin'],
  ['ntp', 123, 123, 'NTP', '/var/empty', '/sbin/nologin'],
  ['guest', 405, 100, 'guest', '/dev/null', '/sbin/nologin'],
  ['nobody', 65534, 65534, 'nobody', '/', '/sbin/nologin'],
];

/** Groups of Alpine's base; more lines may follow. */
export const alpineGroups = group([
  ['root', 0, 'root'],
  ['bin', 1, 'root,bin,daemon'],
  ['daemon', 2, 'root,bin,daemon'],
  ['sys', 3, 'root,bin'],
  ['adm', 4, 'root,daemon'],
  ['tty', 5],
  ['disk', 6, 'root'],
  ['lp', 7, 'lp'],
  ['kmem', 9],
  ['wheel', 10, 'root'],
  ['floppy', 11, 'root'],
  ['mail', 12, 'mail'],
  ['news', 13, 'news'],
  ['uucp', 14, 'uucp'],
  ['cron', 16, 'cron'],
  ['ftp', 21],
  ['sshd', 22],
  ['games', 35],
  ['shadow', 42],
  ['www-data', 82],
  ['users', 100, 'games'],
  ['ntp', 123],
  ['utmp', 406],
  ['ping', 999],
  ['nogroup', 65533],
  ['nobody', 65534],
]);

/** Accounts of Debian's and Ubuntu's base. */
export const debianAccounts: readonly Account[] = [
  ['root', 0, 0, 'root', '/root', '/bin/bash'],
  ['daemon', 1, 1, 'daemon', '/usr/sbin', '/usr/sbin/nologin'],
  ['bin', 2, 2, 'bin', '/bin', '/usr/sbin/nologin'],
  ['sys', 3, 3, 'sys', '/dev', '/usr/sbin/nologin'],
  ['sync', 4, 65534, 'sync', '/bin', '/bin/sync'],
  ['games', 5, 60, 'games', '/usr/games', '/usr/sbin/nologin'],
  ['man', 6, 12, 'man', '/var/cache/man', '/usr/sbin/nologin'],
  ['lp', 7, 7, 'lp', '/var/spool/lpd', '/usr/sbin/nologin'],
  ['mail', 8, 8, 'mail', '/var/mail', '/usr/sbin/nologin'],
  ['news', 9, 9, 'news', '/var/spool/news', '/usr/sbin/nologin'],
  ['uucp', 10, 10, 'uucp', '/var/spool/uucp', '/usr/sbin/nologin'],
  ['proxy', 13, 13, 'proxy', '/bin', '/usr/sbin/nologin'],
  ['www-data', 33, 33, 'www-data', '/var/www', '/usr/sbin/nologin'],
  ['backup', 34, 34, 'backup', '/var/backups', '/usr/sbin/nologin'],
  ['list', 38, 38, 'Mailing List Manager', '/var/list', '/usr/sbin/nologin'],
  ['irc', 39, 39, 'ircd', '/run/ircd', '/usr/sbin/nologin'],
  ['_apt', 42, 65534, '', '/nonexistent', '/usr/sbin/nologin'],
  ['nobody', 65534, 65534, 'nobody', '/nonexistent', '/usr/sbin/nologin'],
];

/** Groups of Debian's and Ubuntu's base. */
export const debianGroups = group([
  ['root', 0],
  ['daemon', 1],
  ['bin', 2],
  ['sys', 3],
  ['adm', 4],
  ['tty', 5],
  ['disk', 6],
  ['lp', 7],
  ['mail', 8],
  ['news', 9],
  ['uucp', 10],
  ['man', 12],
  ['proxy', 13],
  ['kmem', 15],
  ['dialout', 20],
  ['sudo', 27],
  ['www-data', 33],
  ['backup', 34],
  ['operator', 37],
  ['list', 38],
  ['irc', 39],
  ['src', 40],
  ['shadow', 42],
  ['utmp', 43],
  ['staff', 50],
  ['games', 60],
  ['users', 100],
  ['nogroup', 65534],
]);
