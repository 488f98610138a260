import type { IncomingMessage } from 'node:http';
import type { Process, Program } from '../../kernel/process';
import { runApache, type Page } from './apache';
import { databaseClient } from './mariadb/link';

const root = '/var/www/html';

/** What first comes into an empty /var/www/html, with the sizes that the real files have. */
const sources: readonly (readonly [string, number])[] = [
  ['index.php', 405],
  ['wp-settings.php', 31_000],
  ['wp-login.php', 51_500],
  ['wp-config-docker.php', 6200],
  ['wp-load.php', 3900],
  ['wp-admin/install.php', 17_800],
  ['wp-includes/version.php', 1100],
  ['wp-includes/functions.php', 289_000],
  ['wp-content/index.php', 28],
];

/** docker-entrypoint.sh of the wordpress image: copies WordPress where it is missing, then becomes the server. */
export const wordpressEntrypoint: Program = async (self) => {
  const argv = self.argv.slice(1);
  if (/^(apache2|php-fpm)/.test(argv[0] ?? '')) {
    const there = await Promise.all(
      ['index.php', 'wp-includes/version.php'].map((file) => self.files.stat(`${root}/${file}`).catch(() => undefined)),
    );
    if (there.every((stat) => !stat)) {
      await self.stderr.write(`WordPress not found in ${root} - copying now...\n`);
      for (const [file, size] of sources) {
        await self.files.mkdir(`${root}/${file}`.replace(/\/[^/]*$/, ''), { parents: true });
        await self.files.write(`${root}/${file}`, '<?php\n', { size });
      }
      await self.stderr.write(`Complete! WordPress has been successfully copied to ${root}\n`);
    }
    const told = [...self.env.keys()].filter((name) => name.startsWith('WORDPRESS_'));
    const config = await self.files.stat(`${root}/wp-config.php`).catch(() => undefined);
    if (!config && told.length > 0) {
      await self.stderr.write(
        `No 'wp-config.php' found in ${root}, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' (${told.join(' ')})\n`,
      );
      await self.files.write(`${root}/wp-config.php`, '<?php\n', { size: 6200 });
    }
  }
  return self.become(argv);
};

/** apache2-foreground: Apache with PHP, that is with WordPress when it is there. */
export const apacheForeground: Program = (self) =>
  runApache(self, {
    name: 'apache2',
    serverHeader: `Apache/2.4.65 (Debian)`,
    command: 'apache2 -D FOREGROUND',
    mpm: 'prefork',
    user: 'www-data',
    ports: [80],
    root,
    indexes: ['index.php', 'index.html'],
    listing: false,
    combined: true,
    named: false,
    answer: (path, request) => wordpress(self, path, request),
  });

async function setting(self: Process, name: string, fallback: string): Promise<string> {
  const file = self.env.get(`WORDPRESS_DB_${name}_FILE`);
  if (file !== undefined)
    return (await self.files.read(self.path(file)).catch(() => Buffer.from(''))).toString('utf8').replace(/\n$/, '');
  return self.env.get(`WORDPRESS_DB_${name}`) ?? fallback;
}

/** Does the database let WordPress in? */
async function database(self: Process): Promise<'ok' | 'closed' | 'unknown'> {
  const [host = 'mysql', port = '3306'] = (await setting(self, 'HOST', 'mysql')).split(':');
  const socket = await self.network.connect(host, Number(port)).catch(() => undefined);
  if (!socket) return 'closed';
  const client = databaseClient(socket);
  try {
    const user = await setting(self, 'USER', 'example username');
    const password = await setting(self, 'PASSWORD', 'example password');
    const answer = await client.ask({ user, password, database: await setting(self, 'NAME', 'wordpress') });
    return !answer.error ? 'ok' : answer.error.number === 1045 ? 'closed' : 'unknown';
  } catch {
    return 'closed';
  } finally {
    client.close();
  }
}

const php: readonly (readonly [string, string])[] = [['X-Powered-By', 'PHP/8.3.27']];

const died = (title: string, text: string): Page => ({
  status: 500,
  headers: [
    ...php,
    ['Expires', 'Wed, 11 Jan 1984 05:00:00 GMT'],
    ['Cache-Control', 'no-cache, must-revalidate, max-age=0, no-store, private'],
  ],
  body: `<!DOCTYPE html>\n<html lang="en-US">\n<head>\n\t<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n\t<title>${title}</title>\n</head>\n<body id="error-page">\n\t<div class="wp-die-message"><h1>${text}</h1></div></body>\n</html>\n`,
});

async function wordpress(self: Process, path: string, request: IncomingMessage): Promise<Page | undefined> {
  const there = await self.files.stat(`${root}/wp-includes/version.php`).catch(() => undefined);
  const direct = path === '/wp-admin/install.php' || path === '/wp-login.php';
  if (
    !there ||
    (!direct && path !== '/' && path !== '/index.php' && (await self.files.stat(root + path).catch(() => undefined)))
  )
    return undefined;
  const state = await database(self);
  if (state === 'closed') return died('Database Error', 'Error establishing a database connection');
  if (state === 'unknown') return died('WordPress &rsaquo; Error', 'Cannot select database');
  if (path === '/wp-admin/install.php')
    return {
      status: 200,
      headers: php,
      body: '<!DOCTYPE html>\n<html lang="en-US">\n<head>\n\t<title>WordPress &rsaquo; Installation</title>\n</head>\n<body class="wp-core-ui language-chooser">\n<p id="logo">WordPress</p>\n<h1>Welcome</h1>\n<p>Welcome to the famous five-minute WordPress installation process!</p>\n</body>\n</html>\n',
    };
  const secure = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const target = `${secure}://${request.headers.host ?? 'localhost'}/wp-admin/install.php`;
  return { status: 302, headers: [...php, ['X-Redirect-By', 'WordPress'], ['Location', target]], body: '' };
}
