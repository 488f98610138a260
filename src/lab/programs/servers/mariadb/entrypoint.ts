import type { Process, Program } from '../../../kernel/process';
import { textOf } from '../serving';
import { initialise, isInitialised, madePassword, type First } from './initial';

/** A setting of the image: MARIADB_X, MYSQL_X or the content of the file that MARIADB_X_FILE names. */
async function variable(self: Process, name: string): Promise<string | undefined> {
  for (const prefix of ['MARIADB_', 'MYSQL_']) {
    const value = self.env.get(prefix + name) ?? '';
    if (value !== '') return value;
    const file = self.env.get(`${prefix + name}_FILE`) ?? '';
    if (file !== '') return ((await textOf(self.files, self.path(file))) ?? '').replace(/\n$/, '');
  }
  return undefined;
}

const noteOf =
  (self: Process) =>
  (text: string, kind = 'Note'): Promise<void> => {
    const time = new Date(self.clock.now()).toISOString().slice(0, 19).replace('T', ' ');
    const stream = kind === 'ERROR' || kind === 'Warn' ? self.stderr : self.stdout;
    return stream.write(`${time}+00:00 [${kind}] [Entrypoint]: ${text}\n`);
  };

const unprotected =
  'Database is uninitialized and password option is not specified\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD';

/** What the variables tell of the first start; undefined when none of them says what root's password is. */
async function firstStart(self: Process): Promise<First | undefined> {
  const told = await variable(self, 'ROOT_PASSWORD');
  const open = (await variable(self, 'ALLOW_EMPTY_ROOT_PASSWORD')) ?? (await variable(self, 'ALLOW_EMPTY_PASSWORD'));
  const random = await variable(self, 'RANDOM_ROOT_PASSWORD');
  if (told === undefined && open === undefined && random === undefined) return undefined;
  const tell = told === undefined && random !== undefined;
  const [database, user, password] = await Promise.all(
    ['DATABASE', 'USER', 'PASSWORD'].map((name) => variable(self, name)),
  );
  return {
    rootPassword: told ?? (tell ? madePassword(self, 'root') : ''),
    tell,
    ...(database !== undefined && { database }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
  };
}

/** docker-entrypoint.sh of the mariadb image: fills an empty data directory, then becomes the server. */
export const mariadbEntrypoint: Program = async (self) => {
  const given = self.argv.slice(1);
  const argv = given[0]?.startsWith('-') === true ? ['mariadbd', ...given] : given;
  if (!/(^|\/)(mariadbd|mysqld)$/.test(argv[0] ?? '')) return self.become(argv.length > 0 ? argv : ['mariadbd']);
  const note = noteOf(self);
  await note(`Entrypoint script for MariaDB Server ${self.env.get('MARIADB_VERSION') ?? ''} started.`);
  if (await isInitialised(self)) return self.become(argv);
  const first = await firstStart(self);
  if (!first) {
    await note(unprotected, 'ERROR');
    return 1;
  }
  const code = await initialise(self, first, note);
  return code === 0 ? self.become(argv) : code;
};
