import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Process, Program } from '../../../kernel/process';
import { peerOf, untilSignal } from '../serving';
import { onLines, type Said, type Told } from './link';
import { mayUse, runSql, SqlError, type Data } from './sql';

const folder = '/var/lib/mysql';
const record = `${folder}/lab-databases.json`;

const hash = (password: string): string => createHash('sha256').update(`lab:${password}`).digest('hex');

const versionOf = (self: Process): string =>
  `${/(\d+\.\d+\.\d+)/.exec(self.env.get('MARIADB_VERSION') ?? '')?.[1] ?? '11.8.2'}-MariaDB-ubu2404`;

/** A setting of the image: MARIADB_X, MYSQL_X or the content of the file that MARIADB_X_FILE names. */
async function variable(self: Process, name: string): Promise<string | undefined> {
  for (const prefix of ['MARIADB_', 'MYSQL_']) {
    const value = self.env.get(prefix + name);
    if (value !== undefined && value !== '') return value;
    const file = self.env.get(`${prefix + name}_FILE`);
    if (file !== undefined && file !== '')
      return (await self.files.read(self.path(file))).toString('utf8').replace(/\n$/, '');
  }
  return undefined;
}

const stamp = (self: Process): string => new Date(self.clock.now()).toISOString().slice(0, 19);

const note = (self: Process, text: string, kind = 'Note'): Promise<void> =>
  (kind === 'Note' ? self.stdout : self.stderr).write(
    `${stamp(self).replace('T', ' ')}+00:00 [${kind}] [Entrypoint]: ${text}\n`,
  );

/** docker-entrypoint.sh of the mariadb image: fills an empty data directory, then becomes the server. */
export const mariadbEntrypoint: Program = async (self) => {
  const given = self.argv.slice(1);
  const argv = given[0]?.startsWith('-') === true ? ['mariadbd', ...given] : given;
  if (!/(^|\/)(mariadbd|mysqld)$/.test(argv[0] ?? '')) return self.become(argv.length > 0 ? argv : ['mariadbd']);
  await note(self, `Entrypoint script for MariaDB Server ${self.env.get('MARIADB_VERSION') ?? ''} started.`);
  const there = await self.files.stat(`${folder}/mysql`).catch(() => undefined);
  if (!there) {
    const root = await variable(self, 'ROOT_PASSWORD');
    const open = (await variable(self, 'ALLOW_EMPTY_ROOT_PASSWORD')) ?? (await variable(self, 'ALLOW_EMPTY_PASSWORD'));
    const random = await variable(self, 'RANDOM_ROOT_PASSWORD');
    if (root === undefined && open === undefined && random === undefined) {
      await note(
        self,
        'Database is uninitialized and password option is not specified\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD',
        'ERROR',
      );
      return 1;
    }
    await initialise(
      self,
      root ?? (random === undefined ? '' : randomPassword(self)),
      random !== undefined && root === undefined,
    );
  }
  return self.become(argv);
};

const randomPassword = (self: Process): string =>
  createHash('sha256').update(`${self.facts.containerId}${self.clock.now()}`).digest('base64url').slice(0, 32);

async function initialise(self: Process, rootPassword: string, tell: boolean): Promise<void> {
  await note(self, 'Initializing database files');
  await self.sleep(1500);
  const data: Data = {
    users: { root: { hash: hash(rootPassword), grants: ['*'] } },
    databases: { mysql: {}, sys: {}, performance_schema: {} },
  };
  await note(self, 'Database files initialized');
  await note(self, 'Starting temporary server');
  await self.sleep(1000);
  await note(self, 'Temporary server started.');
  if (tell) await note(self, `GENERATED ROOT PASSWORD: ${rootPassword}`);
  const database = await variable(self, 'DATABASE');
  const user = await variable(self, 'USER');
  const password = await variable(self, 'PASSWORD');
  if (database !== undefined) {
    await note(self, `Creating database ${database}`);
    data.databases[database] = {};
  }
  if (user !== undefined && password !== undefined) {
    await note(self, `Creating user ${user}`);
    data.users[user] = { hash: hash(password), grants: [] };
    if (database !== undefined) {
      await note(self, `Giving user ${user} access to schema ${database}`);
      data.users[user].grants.push(database);
    }
  }
  await self.files.mkdir(`${folder}/mysql`, { parents: true });
  for (const [file, size] of [
    ['ibdata1', 12_582_912],
    ['ib_logfile0', 100_663_296],
    ['undo001', 10_485_760],
    ['aria_log.00000001', 417_792],
  ] as const)
    await self.files.write(`${folder}/${file}`, '', { size });
  await self.files.write(record, JSON.stringify(data), { mode: 0o660 });
  await note(self, 'Stopping temporary server');
  await note(self, 'Temporary server stopped');
  await note(self, 'MariaDB init process done. Ready for start up.');
}

/** mariadbd: a small database behind MariaDB's greeting on port 3306; data in /var/lib/mysql. */
export const mariadbd: Program = async (self) => {
  const version = versionOf(self);
  const log = (text: string, kind = 'Note') =>
    self.stderr.write(`${stamp(self).replace('T', ' ')} 0 [${kind}] ${text}\n`);
  await log(`Starting MariaDB ${version} source revision  server_uid lab as process ${self.pid}`);
  const text = await self.files.read(record).then(
    (content) => content.toString('utf8'),
    () => undefined,
  );
  if (text === undefined) {
    await log("Fatal error: Can't open and lock privilege tables: Table 'mysql.db' doesn't exist", 'ERROR');
    return 1;
  }
  const data = JSON.parse(text) as Data;
  await self.sleep(500);
  const told = self.argv.find((arg) => /^--port=/.test(arg));
  const port = Number(told?.slice(7) ?? 3306);
  try {
    const listener = await self.network.listen(port, '0.0.0.0', (socket) => serve(self, data, version, socket));
    await log("Server socket created on IP: '0.0.0.0'.");
    await log('mariadbd: ready for connections.');
    await self.stderr.write(
      `Version: '${version}'  socket: '/run/mysqld/mysqld.sock'  port: ${port}  mariadb.org binary distribution\n`,
    );
    await untilSignal(self, { SIGTERM: 0, SIGQUIT: 0 });
    listener.close();
    await log('mariadbd (initiated by: unknown): Normal shutdown');
    await log('mariadbd: Shutdown complete');
    return 0;
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    await log(`Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use`, 'ERROR');
    return 1;
  }
};

/** The first packet of a MariaDB server: protocol 10, version, and a salt that the lab does not use. */
function greeting(version: string): Buffer {
  const body = Buffer.concat([
    Buffer.from([10]),
    Buffer.from(`5.5.5-${version}\0`),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from('abcdefgh\0'),
    Buffer.from([0xfe, 0xf7, 45, 2, 0, 0xff, 0x81, 21]),
    Buffer.alloc(10),
    Buffer.from('ijklmnopqrst\0mysql_native_password\0'),
  ]);
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([head, body]);
}

function serve(self: Process, data: Data, version: string, socket: Duplex): void {
  const peer = peerOf(socket);
  let user: string | undefined;
  let database: string | undefined;
  let work = Promise.resolve();
  const login = (said: Extract<Said, { user: string }>): Told => {
    const known = Object.hasOwn(data.users, said.user) ? data.users[said.user] : undefined;
    const using = said.password === '' ? 'NO' : 'YES';
    if (known?.hash !== hash(said.password))
      throw new SqlError(
        1045,
        '28000',
        `Access denied for user '${said.user}'@'${peer === '127.0.0.1' ? 'localhost' : peer}' (using password: ${using})`,
      );
    user = said.user;
    if (said.database !== undefined) return use(said.database);
    return { changed: 0 };
  };
  const scene = () => ({ data, user: user ?? '', database, version, now: self.clock.now(), hash });
  const use = (wanted: string): Told => {
    if (!mayUse(scene(), wanted))
      throw new SqlError(1044, '42000', `Access denied for user '${user ?? ''}'@'%' to database '${wanted}'`);
    if (!Object.hasOwn(data.databases, wanted)) throw new SqlError(1049, '42000', `Unknown database '${wanted}'`);
    database = wanted;
    return { changed: 0 };
  };
  const answer = async (line: string): Promise<Told> => {
    try {
      const said = JSON.parse(line) as Said;
      if (!('sql' in said)) return login(said);
      if (user === undefined) throw new SqlError(1045, '28000', 'Access denied');
      const result = runSql(scene(), said.sql);
      if (result.use !== undefined) database = result.use;
      if (!result.columns) await self.files.write(record, JSON.stringify(data), { mode: 0o660 });
      return result;
    } catch (error) {
      const told = error instanceof SqlError ? error : new SqlError(1105, 'HY000', 'Unknown error');
      return { error: { number: told.number, state: told.state, message: told.message } };
    }
  };
  socket.write(greeting(version));
  onLines(socket, 16 * 1024 * 1024, (line) => {
    work = work
      .then(async () => void (socket.writable && socket.write(`${JSON.stringify(await answer(line))}\n`)))
      .catch(() => void socket.destroy());
  });
  socket.on('end', () => socket.end());
}
