import assert from 'node:assert/strict';
import { connect } from 'node:tls';
import { generate } from 'selfsigned';
import { house, settle, Village, type House } from './lab-servers-stage';

const supervisorFiles = {
  '/etc/supervisord.conf':
    '[supervisord]\nnodaemon=true ; stays in front\nlogfile=/dev/null\nuser=root\n[unix_http_server]\nfile=/run/supervisor.sock\n[include]\nfiles=/etc/programs.ini\n',
  '/etc/programs.ini':
    '[program:web]\ncommand=python3 -m http.server 8080\nautorestart=true\nstderr_logfile=/dev/stdout\n[program:bad]\ncommand=crash 3 0\nstartretries=1\n',
};

const supervised = async (): Promise<House> => house(new Village(), 'two', supervisorFiles);

describe('supervisord of the practice lab', () => {
  it('keeps its programs alive, gives up on those that cannot, and answers supervisorctl', async () => {
    const two = await supervised();
    const daemon = await two.start(['supervisord', '-c', '/etc/supervisord.conf']);
    for (let second = 0; second < 4; second++) {
      await two.clock.advance(1000);
      await settle();
    }
    const status = await two.run(['supervisorctl', 'status']);
    assert.equal(status.code, 3);
    assert.match(status.out, /^bad {30}FATAL {5}Exited too quickly \(process log may have details\)\n/);
    assert.match(status.out, /web {30}RUNNING {3}pid \d+, uptime 0:00:0\d\n$/);
    assert.equal((await two.get(8080, '/')).status, 200);
    const before = two.processes().find(({ argv }) => argv[0] === 'python3')?.pid;
    assert.equal((await two.run(['supervisorctl', 'restart', 'web'])).out, 'web: stopped\nweb: started\n');
    await settle();
    assert.notEqual(two.processes().find(({ argv }) => argv[0] === 'python3')?.pid, before);
    assert.equal((await two.run(['supervisorctl', 'start', 'nope'])).out, 'nope: ERROR (no such process)\n');
    daemon.kill('SIGTERM');
    assert.equal((await daemon.exited).code, 0);
    assert.match(daemon.out(), /gave up: bad entered FATAL state, too many start retries too quickly/);
    assert.match(daemon.out(), /WARN received SIGTERM indicating exit request/);
  });

  it('does not start with a section of another name', async () => {
    const two = await house(new Village(), 'marks', { '/etc/supervisord.conf': '**[supervisord]**\nnodaemon=true\n' });
    const done = await two.run(['supervisord']);
    assert.equal(done.code, 2);
    assert.match(done.err, /^Error: File contains no section headers/);
  });
});

const server = `import http.server, pathlib
VERSION = pathlib.Path("version.txt").read_text().strip()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"ok {VERSION}\\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(body)
http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
`;

describe('the Python of the practice lab', () => {
  it('runs the server of the image family, and needs its file', async () => {
    const app = await house(new Village(), 'app', { '/srv/server.py': server, '/srv/version.txt': '1.2.3\n' });
    await app.start(['python3', 'server.py'], { cwd: '/srv' });
    const page = await app.get(8080, '/');
    assert.deepEqual([page.status, page.text, page.headers['content-type']], [200, 'ok 1.2.3\n', 'text/plain']);
    const bare = await house(new Village(), 'bare', { '/srv/server.py': server });
    const died = await bare.run(['python3', 'server.py'], { cwd: '/srv' });
    assert.equal(died.code, 1);
    assert.match(died.err, /FileNotFoundError: \[Errno 2\] No such file or directory: 'version.txt'\n$/);
  });

  it('says what it does not do', async () => {
    const app = await house(new Village(), 'app', {});
    assert.equal((await app.run(['python', '-c', 'print("hi")'])).out, 'hi\n');
    const refused = await app.run(['python', '-c', 'import sys']);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /the practice lab does not run Python/);
  });
});

describe('MariaDB of the practice lab', () => {
  const up = async (): Promise<House> => {
    const db = await house(new Village(), 'db', {
      '/docker-entrypoint-initdb.d/1.sql':
        'CREATE TABLE a (id INT PRIMARY KEY AUTO_INCREMENT, n VARCHAR(20)); -- one; two\nINSERT INTO a (n) VALUES ("x"), (\'y;z\');\n',
    });
    const env = ['MARIADB_ROOT_PASSWORD=pw', 'MARIADB_DATABASE=shop', 'MARIADB_USER=u', 'MARIADB_PASSWORD=up'];
    await db.start(['mariadb-entrypoint', 'mariadbd'], { env });
    for (let turn = 0; turn < 4; turn++) {
      await db.clock.advance(1000);
      await settle();
    }
    return db;
  };

  it('runs scripts of the first start, joins, groups and alters, and refuses with its own sentences', async () => {
    const db = await up();
    const sql = async (text: string, ...more: readonly string[]) =>
      db.run(['mariadb', '-uroot', '-ppw', ...more, 'shop', '-e', text]);
    assert.equal((await sql('select * from a')).out, 'id\tn\n1\tx\n2\ty;z\n');
    await sql('create table b (aid int, t text); insert into b values (1, "p"), (1, "q"), (9, null)');
    assert.equal(
      (await sql('select a.n, b.t from a join b on a.id = b.aid order by b.t desc', '-N')).out,
      'x\tq\nx\tp\n',
    );
    assert.equal(
      (await sql('select n, count(aid) c from a left join b on id = aid group by n having c < 2')).out,
      'n\tc\ny;z\t0\n',
    );
    assert.equal(
      (await sql('select sum(aid), max(t), count(*) from b where t is not null or aid in (9)', '-N')).out,
      '11\tq\t3\n',
    );
    await sql('alter table b add column k int default 7; update b set k = k + aid where t like "p%"');
    assert.equal((await sql('select k from b', '-N')).out, '8\n7\n7\n');
    assert.equal(
      (await sql('select * from a where id = 1', '-t')).out,
      '+----+---+\n| id | n |\n+----+---+\n|  1 | x |\n+----+---+\n',
    );
    const twice = await sql('insert into a values (1, "dup")');
    assert.equal(twice.code, 1);
    assert.match(twice.err, /ERROR 1062 \(23000\) at line 1: Duplicate entry '1' for key 'PRIMARY'\n$/);
    assert.match(
      (await sql('select nope from a')).err,
      /ERROR 1054 \(42S22\) at line 1: Unknown column 'nope' in 'SELECT'/,
    );
    assert.match((await sql('selekt 1')).err, /^-{14}\nselekt 1\n-{14}\n\nERROR 1064 .* near 'selekt 1' at line 1\n$/);
  });

  it('asks for the password, and its health check logs in', async () => {
    const db = await up();
    const asked = await db.run(['mariadb', '-uu', '-p', '-N', '-D', 'shop'], { stdin: 'up\n' });
    assert.equal(asked.out, 'Enter password: ');
    assert.equal((await db.run(['healthcheck.sh', '--connect', '--innodb_initialized'])).code, 0);
    await db.files.write('/var/lib/mysql/.my-healthcheck.cnf', 'user=healthcheck\npassword=other\n');
    const refused = await db.run(['healthcheck.sh', '--connect']);
    assert.equal(refused.code, 1);
    assert.match(
      refused.err,
      /Access denied for user 'healthcheck'@'[^']+' \(using password: YES\)\nhealthcheck connect failed\n$/,
    );
  });
});

describe('TLS in the practice lab', () => {
  it('is spoken by nginx, which tells who speaks plainly so', async () => {
    const pems = await generate([{ name: 'commonName', value: 'web.tutor.test' }], { keyType: 'ec' });
    const web = await house(new Village(), 'web', {
      '/etc/nginx/nginx.conf':
        'events {}\nhttp { server { listen 443 ssl; ssl_certificate /c.crt; ssl_certificate_key /c.key; location / { return 200 "$scheme\\n"; } } }\n',
      '/c.crt': pems.cert,
      '/c.key': pems.private,
    });
    await web.start(['nginx', '-g', 'daemon off;']);
    const plain = await web.get(443, '/');
    assert.equal(plain.status, 400);
    assert.match(plain.text, /The plain HTTP request was sent to HTTPS port/);
    const socket = connect({
      socket: await web.network.connect('127.0.0.1', 443),
      ca: pems.cert,
      servername: 'web.tutor.test',
      checkServerIdentity: () => undefined,
    });
    const answer = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (text.endsWith('https\n')) resolve(text);
      });
      socket.on('error', reject);
    });
    socket.write('GET / HTTP/1.1\r\nHost: web.tutor.test\r\n\r\n');
    assert.match(await answer, /^HTTP\/1\.1 200 OK\r\n/);
    socket.destroy();
  });
});

describe('redis-cli of the practice lab', () => {
  it('reads commands line by line and goes on after mistakes', async () => {
    const box = await house(new Village(), 'box', {});
    await box.start(['redis-server']);
    const done = await box.run(['redis-cli'], { stdin: 'set q "a b"\nbad"\nget q\nobject encoding q\nquit\nget q\n' });
    assert.equal(done.out, 'OK\nInvalid argument(s)\na b\nembstr\n');
    const none = await box.run(['redis-cli', '-p', '99', 'ping']);
    assert.deepEqual([none.code, none.err], [1, 'Could not connect to Redis at 127.0.0.1:99: Connection refused\n']);
  });
});
