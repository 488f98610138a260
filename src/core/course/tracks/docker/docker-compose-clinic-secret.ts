import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { allOf, anyOf, matches, not, secret, some } from '../../match';
import { composeFile, composeText, outside, secretFile, variable } from './compose-file';

const example: Probe = { source: 'file', path: '.env.example', as: 'text' };

/** A password behind the variable, in either way of writing it. */
const literal = matches(/(?<!RANDOM_)ROOT_PASSWORD["']?(?::[ \t]+|=)["']?[^$\s"'#]/);
const withDefault = matches(/\$\{MYSQL_ROOT_PASSWORD:?-/);

const keyAlone = matches(/^[ \t]*MYSQL_ROOT_PASSWORD[ \t]*(?:=[ \t]*(?:""|'')?)?[ \t]*(?:#.*)?\r?$/m);
const keyWithValue = matches(/^[ \t]*MYSQL_ROOT_PASSWORD[ \t]*=[ \t]*(?!""|'')[^\s#]/m);

const referred = outside('MYSQL_ROOT_PASSWORD');
const envFile = anyOf('.env', './.env');

/** The ways in which the password reaches the database without standing in the file. */
const fromOutside = anyOf(
  { services: { database: { environment: variable('MYSQL_ROOT_PASSWORD', referred) } } },
  { services: { database: { environment: variable('MARIADB_ROOT_PASSWORD', referred) } } },
  { services: { database: { environment: anyOf({ MYSQL_ROOT_PASSWORD: null }, some('MYSQL_ROOT_PASSWORD')) } } },
  { services: { database: { env_file: anyOf(envFile, some(anyOf(envFile, { path: envFile }))) } } },
  {
    services: {
      database: {
        environment: anyOf(
          variable('MYSQL_ROOT_PASSWORD_FILE', secretFile),
          variable('MARIADB_ROOT_PASSWORD_FILE', secretFile),
        ),
      },
    },
    secrets: some({ environment: 'MYSQL_ROOT_PASSWORD' }),
  },
);

/** The password is in nobody's repository. */
export const clinicSecret: Condition = {
  id: 'secret',
  title: {
    en: 'The password comes from .env; .env.example names the key',
    zh: '密码来自 .env；.env.example 里只有键名',
  },
  when: 'now',
  expect: [
    { probe: composeFile, shape: secret(fromOutside) },
    { probe: composeText, shape: secret(allOf(not(literal), not(withDefault))) },
    { probe: example, shape: secret(allOf(keyAlone, not(keyWithValue))) },
  ],
  told: [
    {
      id: 'default',
      probe: composeText,
      shape: withDefault,
      text: {
        en: 'A default in the file is the password in the file; use `:?` instead of `:-`.',
        zh: '写在文件里的默认值，就是写在文件里的密码；请用 `:?` 代替 `:-`。',
      },
    },
    {
      id: 'literal',
      probe: composeText,
      shape: literal,
      text: {
        en: 'The password stands in a file that goes into Git. Write `${MYSQL_ROOT_PASSWORD:?set it in .env}` in its place.',
        zh: '密码写在了会进 Git 的文件里。请改成 `${MYSQL_ROOT_PASSWORD:?set it in .env}`。',
      },
    },
    {
      id: 'gone',
      probe: composeText,
      shape: allOf(matches(/^/), not(matches(/MYSQL_ROOT_PASSWORD/))),
      text: {
        en: 'Now the database gets no password at all, and does not start. Take it from `.env`: `${MYSQL_ROOT_PASSWORD:?set it in .env}`.',
        zh: '现在数据库根本拿不到密码，无法启动。请从 `.env` 里取：`${MYSQL_ROOT_PASSWORD:?set it in .env}`。',
      },
    },
    {
      id: 'example-value',
      probe: example,
      shape: keyWithValue,
      text: {
        en: '`.env.example` goes into Git too: only the key, nothing behind the equals sign.',
        zh: '`.env.example` 也会进 Git：只写键名，等号后面什么都不写。',
      },
    },
    {
      id: 'example-key',
      probe: example,
      shape: allOf(matches(/^/), not(keyAlone)),
      text: {
        en: '`.env.example` must name the key that the file asks for: a line `MYSQL_ROOT_PASSWORD=`.',
        zh: '`.env.example` 里必须有文件所要的键：写一行 `MYSQL_ROOT_PASSWORD=`。',
      },
    },
  ],
};
