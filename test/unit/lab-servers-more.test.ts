import assert from 'node:assert/strict';
import { connect } from 'node:tls';
import { generate } from 'selfsigned';
import { house, settle, Village, type House } from './lab-servers-stage';

const supervisorFiles = {
  '/etc/supervisord.conf':
    '[supervisord]\nnodaemon=true ; stays in front\nlogfile=/dev/null\nuser=root\n[unix_http_server]\nfile=/run/supervisor.sock\n[supervisorctl]\nserverurl=unix:///run/supervisor.sock\n[include]\nfiles=/etc/programs.ini\n',
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
    assert.match(done.err, /UserWarning: Supervisord is running as root/);
    assert.match(done.err, /\nError: File contains no section headers\.\nfile: '\/etc\/supervisord\.conf', line: 1\n/);
    await two.files.write(
      '/etc/supervisord.conf',
      '[supervisord]\nnodaemon=true # stays\n[program:none]\nnumprocs=1\n',
    );
    assert.match(
      (await two.run(['supervisord', '-c', '/etc/supervisord.conf'])).err,
      /^Error: program section program:none does not specify a command in section 'program:none'/,
    );
  });
});

describe('passwords of the registry of the practice lab', () => {
  const config = '/etc/distribution/config.yml';
  const basic = (text: string) => ({ headers: ['Authorization', `Basic ${Buffer.from(text).toString('base64')}`] });

  it('asks for what htpasswd made, and says what right is missing', async () => {
    const hub = await house(new Village(), 'hub', { [config]: 'version: 0.1\nhttp:\n  addr: :5000\n' });
    const made = await hub.run(['htpasswd', '-Bbn', 'tutor', 'secret']);
    assert.match(made.out, /^tutor:\$2y\$05\$[./A-Za-z0-9]{53}\n\n$/);
    // Made by another program.
    const known = 'other:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a';
    await hub.files.write('/htpasswd', `${made.out.trim()}\n${known}\nold:$apr1$abcdefgh$PC7WMI1ZZcNNXy2uCTEqz0\n`);
    const env = [
      'REGISTRY_AUTH_HTPASSWD_PATH=/htpasswd',
      'REGISTRY_AUTH_HTPASSWD_REALM=Tutor',
      'REGISTRY_AUTH=htpasswd',
    ];
    await hub.start(['registry', 'serve', config], { env });
    for (const user of ['tutor', 'other'])
      assert.equal((await hub.get(5000, '/v2/', basic(`${user}:secret`))).status, 200, user);
    for (const wrong of ['tutor:wrong', 'nobody:secret', 'old:secret'])
      assert.equal((await hub.get(5000, '/v2/', basic(wrong))).status, 401, wrong);
    const refused = await hub.get(5000, '/v2/a/b/tags/list');
    assert.deepEqual([refused.status, refused.headers['www-authenticate']], [401, 'Basic realm="Tutor"']);
    assert.equal(
      refused.text,
      '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"a/b","Action":"pull"}]}]}\n',
    );
    assert.equal((await hub.get(5000, '/')).status, 200);
  });

  it('ends without a realm', async () => {
    const hub = await house(new Village(), 'hub', { [config]: 'version: 0.1\n' });
    const done = await hub.run(['registry', 'serve', config], { env: ['REGISTRY_AUTH=htpasswd'] });
    assert.equal(done.code, 2);
    assert.match(done.err, /^panic: unable to configure authorization \(htpasswd\): "realm" must be set/);
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
