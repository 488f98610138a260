import assert from 'node:assert/strict';
import {
  nginxConf,
  nginxDefaultConf,
  nginxError,
  nginxIndex,
  nginxMimeTypes,
} from '../../src/lab/docker/catalogue/web-files';
import { house, settle, Village, type House } from './lab-servers-stage';

const nginxFiles = {
  '/etc/nginx/nginx.conf': nginxConf(false),
  '/etc/nginx/conf.d/default.conf': nginxDefaultConf(80),
  '/etc/nginx/mime.types': nginxMimeTypes,
  '/usr/share/nginx/html/index.html': nginxIndex,
  '/usr/share/nginx/html/50x.html': nginxError,
};

const foreground = ['nginx', '-g', 'daemon off;'];

describe('the nginx of the practice lab', () => {
  it('serves files, refuses what is not there, and logs both', async () => {
    const web = await house(new Village(), 'web', nginxFiles);
    await web.files.mkdir('/usr/share/nginx/html/empty');
    const nginx = await web.start(foreground);
    const page = await web.get(80, '/');
    assert.equal(page.status, 200);
    assert.equal(page.headers['server'], 'nginx/1.30.0');
    assert.equal(page.headers['content-type'], 'text/html');
    assert.equal(page.headers['accept-ranges'], 'bytes');
    assert.match(page.text, /Welcome to nginx!/);
    const again = await web.get(80, '/', { headers: ['If-None-Match', String(page.headers['etag'])] });
    assert.equal(again.status, 304);
    const part = await web.get(80, '/index.html', { headers: ['Range', 'bytes=2-8'] });
    assert.deepEqual([part.status, part.text], [206, 'DOCTYPE']);
    const missing = await web.get(80, '/nothing');
    assert.equal(missing.status, 404);
    assert.equal(
      missing.text,
      '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.30.0</center>\r\n</body>\r\n</html>\r\n',
    );
    assert.equal((await web.get(80, '/empty')).headers['location'], 'http://127.0.0.1/empty/');
    assert.equal((await web.get(80, '/empty/')).status, 403);
    assert.equal((await web.get(80, '/', { method: 'POST', body: 'a' })).status, 405);
    await settle();
    assert.match(
      nginx.out(),
      /^172\.18\.0\.2 - - \[21\/Nov\/2026:16:22:36 \+0000\] "GET \/ HTTP\/1\.1" 200 \d+ "-" "test\/1" "-"\n/,
    );
    assert.match(
      nginx.err(),
      /2026\/11\/21 16:22:36 \[error\] \d+#\d+: \*4 open\(\) "\/usr\/share\/nginx\/html\/nothing" failed \(2: No such file or directory\), client: 172\.18\.0\.2, server: localhost, request: "GET \/nothing HTTP\/1\.1", host: "127\.0\.0\.1:80"\n/,
    );
    assert.match(nginx.err(), /directory index of "\/usr\/share\/nginx\/html\/empty\/" is forbidden/);
    assert.ok(web.processes().some(({ argv }) => argv[0] === 'nginx: worker process'));
    nginx.kill('SIGQUIT');
    assert.equal((await nginx.exited).code, 0);
    await assert.rejects(web.get(80, '/'), /refused/);
  });

  it('refuses configurations with the sentence of nginx', async () => {
    const sentences: readonly (readonly [string, string])[] = [
      [
        'server {\n  listen 80;\n  location / {\n    proxy_pass http://blog;\n  }\n}\n',
        'host not found in upstream "blog" in /etc/nginx/conf.d/default.conf:4',
      ],
      ['server {\n  lisen 80;\n}\n', 'unknown directive "lisen" in /etc/nginx/conf.d/default.conf:2'],
      ['server {\n  listen 80\n}\n', 'unexpected "}" in /etc/nginx/conf.d/default.conf:3'],
      ['server {\n  listen 80;\n', 'unexpected end of file, expecting ";" or "}" in /etc/nginx/conf.d/default.conf:3'],
      ['http {\n}\n', '"http" directive is not allowed here in /etc/nginx/conf.d/default.conf:1'],
      ['server {\n  root;\n}\n', 'invalid number of arguments in "root" directive in /etc/nginx/conf.d/default.conf:2'],
      [
        'upstream a {\n  server gone:80;\n}\n',
        'host not found in upstream "gone:80" in /etc/nginx/conf.d/default.conf:2',
      ],
    ];
    for (const [conf, sentence] of sentences) {
      const web = await house(new Village(), 'web', { ...nginxFiles, '/etc/nginx/conf.d/default.conf': conf });
      const { code, err } = await web.run(foreground);
      assert.equal(code, 1);
      assert.equal(err, `2026/11/21 16:22:36 [emerg] 1#1: ${sentence}\nnginx: [emerg] ${sentence}\n`);
    }
  });

  it('passes requests on, and tells when nobody is there', async () => {
    const village = new Village();
    const app = await house(village, 'app', {
      ...nginxFiles,
      '/etc/nginx/conf.d/default.conf':
        'server { listen 80; location / { default_type text/plain; return 200 "$request_uri of $http_host for $http_x_forwarded_for\\n"; } }',
    });
    const conf =
      'server {\n listen 80;\n location / { proxy_pass http://app; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }\n location /api/ { proxy_pass http://app/v1/; }\n location /late/ { resolver 127.0.0.11; set $t http://nobody; proxy_pass $t; }\n location ~ \\.php$ { return 301 /moved; }\n}\n';
    const web = await house(village, 'web', { ...nginxFiles, '/etc/nginx/conf.d/default.conf': conf });
    const upstream = await app.start(foreground);
    const proxy = await web.start(foreground);
    assert.equal((await web.get(80, '/a?b=1')).text, '/a?b=1 of 127.0.0.1:80 for 172.18.0.3\n');
    assert.equal((await web.get(80, '/api/x')).text, '/v1/x of app for \n');
    assert.equal((await web.get(80, '/late/')).status, 502);
    assert.equal((await web.get(80, '/x.php')).headers['location'], 'http://127.0.0.1/moved');
    upstream.kill('SIGTERM');
    await upstream.exited;
    const gone = await web.get(80, '/');
    assert.equal(gone.status, 502);
    await settle();
    assert.match(proxy.err(), /nobody could not be resolved \(3: Host not found\)/);
    assert.match(
      proxy.err(),
      /connect\(\) failed \(111: Connection refused\) while connecting to upstream, client: 172\.18\.0\.3, server: , request: "GET \/ HTTP\/1\.1", upstream: "http:\/\/172\.18\.0\.2:80\/", host: "127\.0\.0\.1:80"/,
    );
  });

  it('tests and reloads its configuration', async () => {
    const web = await house(new Village(), 'web', nginxFiles);
    await web.start(foreground);
    await web.files.write('/etc/nginx/conf.d/default.conf', 'server { listen 81; return 200 new; }');
    assert.deepEqual(await web.run(['nginx', '-t']), {
      code: 0,
      out: '',
      err: 'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
    });
    assert.equal((await web.run(['nginx', '-s', 'reload'])).code, 0);
    await settle();
    assert.equal((await web.get(81, '/')).text, 'new');
    await assert.rejects(web.get(80, '/'), /refused/);
  });

  it('goes to the background without "daemon off"', async () => {
    const web = await house(new Village(), 'web', nginxFiles);
    const started = await web.start(['nginx']);
    assert.equal((await started.exited).code, 0);
  });
});

describe('the Redis of the practice lab', () => {
  const ask = (at: House, ...words: string[]) => at.run(['redis-cli', ...words]);

  it('answers commands with the words of Redis', async () => {
    const db = await house(new Village(), 'db', {});
    const server = await db.start(['redis-server']);
    const answers: readonly (readonly [string, string])[] = [
      ['ping', 'PONG\n'],
      ['set course docker', 'OK\n'],
      ['get course', 'docker\n'],
      ['get nothing', '\n'],
      ['incr hits', '1\n'],
      ['incr course', 'ERR value is not an integer or out of range\n\n'],
      ['lpush course a', 'WRONGTYPE Operation against a key holding the wrong kind of value\n\n'],
      ['rpush list a b c', '3\n'],
      ['lrange list 0 -1', 'a\nb\nc\n'],
      ['hset h a 1 b 2', '2\n'],
      ['hgetall h', 'a\n1\nb\n2\n'],
      ['zadd z 2 b 1 a', '2\n'],
      ['zrange z 0 -1 WITHSCORES', 'a\n1\nb\n2\n'],
      ['foo a', "ERR unknown command 'foo', with args beginning with: 'a' \n\n"],
      ['get', "ERR wrong number of arguments for 'get' command\n\n"],
      ['config get appendonly', 'appendonly\nno\n'],
      ['set short 1 EX 10', 'OK\n'],
      ['ttl short', '10\n'],
    ];
    for (const [words, answer] of answers)
      assert.deepEqual(await ask(db, ...words.split(' ')), { code: 0, out: answer, err: '' }, words);
    await db.clock.advance(11_000);
    assert.equal((await ask(db, 'exists', 'short')).out, '0\n');
    assert.match(server.out(), /^1:C 21 Nov 2026 16:22:36\.000 \* oO0OoO0OoO0Oo Redis is starting/);
    assert.match(server.out(), /1:M 21 Nov 2026 16:22:36\.000 \* Ready to accept connections tcp\n$/);
    assert.equal((await db.run(['redis-cli'], { stdin: 'set a 1\nget a\n' })).out, 'OK\n1\n');
    assert.deepEqual(await ask(db, '-p', '1', 'ping'), {
      code: 1,
      out: '',
      err: 'Could not connect to Redis at 127.0.0.1:1: Connection refused\n',
    });
  });

  it('keeps data over a stop, and over a kill when it appends', async () => {
    const db = await house(new Village(), 'db', {});
    const plain = await db.start(['redis-server']);
    await ask(db, 'set', 'a', '1');
    plain.kill('SIGTERM');
    while (!plain.out().includes('scheduling shutdown')) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await db.clock.advance(100);
    assert.equal((await plain.exited).code, 0);
    assert.match(plain.out(), /Received SIGTERM scheduling shutdown/);
    assert.match(plain.out(), /# Redis is now ready to exit, bye bye\.\.\.\n$/);
    const again = await db.start(['redis-server']);
    assert.equal((await ask(db, 'get', 'a')).out, '1\n');
    await ask(db, 'set', 'b', '2');
    again.kill('SIGKILL');
    await again.exited;
    const appending = ['redis-server', '--appendonly', 'yes', '--requirepass', 'secret', '--dir', '/tmp'];
    const third = await db.start(appending);
    assert.equal((await ask(db, 'get', 'b')).out, 'NOAUTH Authentication required.\n\n');
    assert.equal(
      (await db.run(['redis-cli', 'set', 'c', '3', 'EX', '100'], { env: ['REDISCLI_AUTH=secret'] })).out,
      'OK\n',
    );
    third.kill('SIGKILL');
    await third.exited;
    assert.ok((await db.files.list('/tmp/appendonlydir')).includes('appendonly.aof.1.incr.aof'));
    await db.start(appending);
    const last = await ask(db, '-a', 'secret', 'get', 'c');
    assert.equal(last.out, '3\n');
    assert.match(last.err, /^Warning: Using a password/);
  });

  it('does not start with a setting that it does not know', async () => {
    const db = await house(new Village(), 'db', {});
    const { code, err } = await db.run(['redis-server', '--appendonyl', 'yes']);
    assert.equal(code, 1);
    assert.match(
      err,
      /\*\*\* FATAL CONFIG FILE ERROR \(Redis 8\.2\.1\) \*\*\*\nReading the configuration file, at line 1\n>>> 'appendonyl yes'\nBad directive or wrong number of arguments\n/,
    );
  });
});
