import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { allOf, anyOf, matches, not } from '../../match';

const site: Probe = { source: 'file', path: 'root/etc/nginx/sites-available/default', as: 'text' };

/** A directive that counts: nothing of it is behind a `#`. */
const live = (directive: string) => matches(new RegExp(`^(?:[^#\\n]*[\\s;{])?${directive}`, 'm'));

const rest = '(?:\\s[^;{}\\n]*)?;';
const v4 = live(`listen\\s+(?:(?:\\*|0\\.0\\.0\\.0):)?8080${rest}`);
const v6 = live(`listen\\s+\\[::\\]:8080${rest}`);
const dual = live('listen\\s+\\[::\\]:8080\\s[^;{}\\n]*ipv6only=off[^;{}\\n]*;');
const old4 = live('listen\\s+(?:(?:\\*|0\\.0\\.0\\.0):)?80(?![\\d.:])');
const old6 = live('listen\\s+\\[::\\]:80(?!\\d)');
const root = live('root\\s+/var/www/html/?\\s*;');

/** The site moves to 8080, on IPv4 and IPv6. */
export const nginx: Condition = {
  id: 'nginx',
  title: { en: 'nginx listens on 8080, IPv4 and IPv6', zh: 'nginx 监听 8080，IPv4 和 IPv6 都是' },
  when: 'now',
  expect: [{ probe: site, shape: allOf(anyOf(allOf(v4, v6), dual), not(old4), not(old6), root) }],
  told: [
    {
      id: 'semicolon',
      probe: site,
      shape: live('(?:listen|root)\\s[^;{}#\\n]*$'),
      text: {
        en: 'A line lacks its semicolon: nginx reads on into the next one and does not start (SH071 in a file named nginx.conf). `nginx -t` would name the line.',
        zh: '有一行缺分号：nginx 会接着读下一行，无法启动（文件名是 nginx.conf 时，编辑器会报 SH071）。`nginx -t` 会指出行号。',
      },
    },
    {
      id: 'both-still-80',
      probe: site,
      shape: allOf(old4, old6),
      text: {
        en: 'nginx still wants port 80, which apache2 holds: change both `listen` lines to 8080.',
        zh: 'nginx 还在要 80 端口，而它在 apache2 手里：把两行 `listen` 都改成 8080。',
      },
    },
    {
      id: 'ipv6-still-80',
      probe: site,
      shape: old6,
      text: {
        en: 'The line with `[::]` still wants 80, so nginx would fail again: change it too.',
        zh: '带 `[::]` 的那一行还在要 80，nginx 还会失败：也要改。',
      },
    },
    {
      id: 'ipv4-still-80',
      probe: site,
      shape: old4,
      text: {
        en: 'A line for IPv4 still wants 80, so nginx would fail again: no `listen 80` may stay.',
        zh: '还有一行 IPv4 在要 80，nginx 还会失败：不能留下 `listen 80`。',
      },
    },
    {
      id: 'root-removed',
      probe: site,
      shape: not(root),
      text: {
        en: 'Change the port only: without `root /var/www/html;` nginx serves another folder.',
        zh: '只改端口：没有 `root /var/www/html;`，nginx 提供的就是别的目录了。',
      },
    },
    {
      id: 'one-family',
      probe: site,
      shape: anyOf(v4, v6),
      text: {
        en: 'One of the two address families has no line: write `listen 8080` and `listen [::]:8080`.',
        zh: '两个地址族缺了一个：`listen 8080` 和 `listen [::]:8080` 都要写。',
      },
    },
    {
      id: 'no-listen',
      probe: site,
      shape: not(live('listen\\s')),
      text: {
        en: 'No `listen` line counts any more. Then nginx takes its default, and that is port 80.',
        zh: '已经没有生效的 `listen` 行了。这时 nginx 用默认值，也就是 80 端口。',
      },
    },
    {
      id: 'other-port',
      probe: site,
      shape: live('listen\\s'),
      text: {
        en: 'The port of the task is 8080, on both `listen` lines.',
        zh: '任务要求的端口是 8080，两行 `listen` 都是。',
      },
    },
  ],
};
