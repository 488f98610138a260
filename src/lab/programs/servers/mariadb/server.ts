import type { Duplex } from 'node:stream';
import type { Process, Program } from '../../../kernel/process';
import { dateParts, peerOf, textOf, untilSignal } from '../serving';
import { mayUse, SqlError, type Data, type Scene } from './data';
import { hash, record } from './initial';
import { onLines, type Said, type Told } from './link';
import { changesData, runSql } from './sql';

const versionOf = (self: Process): string =>
  `${/(\d+\.\d+\.\d+)/.exec(self.env.get('MARIADB_VERSION') ?? '')?.[1] ?? '11.8.2'}-MariaDB-ubu2404`;

/** mariadbd: a small database behind MariaDB's greeting on port 3306; data in /var/lib/mysql. */
export const mariadbd: Program = async (self) => {
  const version = versionOf(self);
  const log = (text: string, kind = 'Note') => {
    const { year, month, day, time } = dateParts(self.clock.now());
    return self.stderr.write(`${year}-${month}-${day} ${time} 0 [${kind}] ${text}\n`);
  };
  await log(`Starting MariaDB ${version} source revision  server_uid lab as process ${self.pid}`);
  const text = await textOf(self.files, record);
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
  const scene = (): Scene => ({ data, user: user ?? '', database, version, now: self.clock.now(), hash });
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
      if (changesData(result)) await self.files.write(record, JSON.stringify(data), { mode: 0o660 });
      return result;
    } catch (error) {
      const told = error instanceof SqlError ? error : new SqlError(1105, 'HY000', 'Unknown error');
      return { error: { number: told.number, state: told.state, message: told.message } };
    }
  };
  socket.write(greeting(version));
  onLines(socket, 16 * 1024 * 1024, (line) => {
    work = work
      .then(async () => {
        const told = JSON.stringify(await answer(line));
        if (socket.writable) socket.write(`${told}\n`);
      })
      .catch(() => {
        socket.destroy();
      });
  });
  socket.on('end', () => socket.end());
}
