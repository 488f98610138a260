import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, exists, matches, not, secret, some, hides, type Matcher } from '../../match';
import { composeFile, composeText, outside, secretFile, variable } from './compose-file';

const settings: Probe = { source: 'file', path: '.env', as: 'ini' };
const password = { probe: settings, path: ['', 'WP_DB_PASSWORD', 0] };

const value = outside('WP_DB_PASSWORD');

/** The password of a service: from the variable, or from a secret that Compose makes of the variable. */
const taken = (...names: readonly string[]): Matcher =>
  anyOf(
    ...names.flatMap((name) => [
      { environment: variable(name, value) },
      { environment: variable(`${name}_FILE`, secretFile) },
    ]),
  );

/** The password is in .env, and nowhere else. */
export const wordpressSecret: Condition = {
  id: 'secret',
  title: {
    en: 'The password is in .env; compose.yaml only asks for it',
    zh: '密码写在 .env 里，compose.yaml 只引用它',
  },
  when: 'now',
  expect: [
    { probe: settings, shape: secret({ '': { WP_DB_PASSWORD: some(matches(/^.{8,}$/)) } }) },
    { probe: composeText, shape: secret(hides(password)) },
    {
      probe: composeFile,
      shape: secret({
        services: { wordpress: taken('WORDPRESS_DB_PASSWORD'), db: taken('MARIADB_PASSWORD', 'MYSQL_PASSWORD') },
      }),
    },
  ],
  told: [
    {
      id: 'no-env',
      probe: settings,
      shape: not({}),
      text: {
        en: 'There is no `.env` yet. Copy `.env.example` to `.env` and set a value.',
        zh: '还没有 `.env`。请把 `.env.example` 复制为 `.env`，再填上值。',
      },
    },
    {
      id: 'no-value',
      probe: settings,
      shape: { '': { WP_DB_PASSWORD: anyOf(absent, some('')) } },
      text: {
        en: '`.env` gives `WP_DB_PASSWORD` no value yet.',
        zh: '`.env` 里的 `WP_DB_PASSWORD` 还没有值。',
      },
    },
    {
      id: 'too-short',
      probe: settings,
      shape: { '': { WP_DB_PASSWORD: not(some(matches(/^.{8,}$/))) } },
      text: {
        en: 'A password of fewer than 8 characters is guessed in no time: take a longer one in `.env`.',
        zh: '不到 8 个字符的密码很快就会被猜中：请在 `.env` 里换一个更长的。',
      },
    },
    {
      id: 'literal',
      probe: composeText,
      shape: not(hides(password)),
      text: {
        en: 'The password stands in the file that you would commit. Write `${WP_DB_PASSWORD:?set it in .env}` in its place.',
        zh: '密码写在了要提交的文件里。请改成 `${WP_DB_PASSWORD:?set it in .env}`。',
      },
    },
    {
      id: 'default',
      probe: composeText,
      shape: matches(/\$\{WP_DB_PASSWORD:?-/),
      text: {
        en: 'A default in the file is a password in the file; use `:?` instead of `:-`.',
        zh: '写在文件里的默认值，也是写在文件里的密码；请用 `:?` 代替 `:-`。',
      },
    },
    {
      id: 'one-side-only',
      probe: composeFile,
      shape: { services: exists },
      text: {
        en: 'Both sides need the same password from `.env`: `MARIADB_PASSWORD` in db, `WORDPRESS_DB_PASSWORD` in wordpress, each `${WP_DB_PASSWORD:?set it in .env}`.',
        zh: '两边都要用 `.env` 里的同一个密码：db 的 `MARIADB_PASSWORD` 和 wordpress 的 `WORDPRESS_DB_PASSWORD`，都写 `${WP_DB_PASSWORD:?set it in .env}`。',
      },
    },
  ],
};
