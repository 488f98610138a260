import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { httpdConf, httpdIndex } from '../../src/lab/docker/catalogue/web-files';
import { house, settle, Village, type House } from './lab-servers-stage';

describe('the registry of the practice lab', () => {
  const config = 'version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: /var/lib/registry\nhttp:\n  addr: :5000\n';
  const oci = 'application/vnd.oci.image.manifest.v1+json';
  const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

  const push = async (at: House, name: string, tag: string, layer: string) => {
    for (const blob of [layer, '{}']) {
      const begun = await at.get(5000, `/v2/${name}/blobs/uploads/`, { method: 'POST', body: '' });
      assert.equal(begun.status, 202);
      const place = new URL(String(begun.headers['location']));
      const part = await at.get(5000, place.pathname + place.search, { method: 'PATCH', body: blob });
      assert.equal(part.headers['range'], `0-${blob.length - 1}`);
      const done = await at.get(5000, `${place.pathname}?digest=${digestOf(blob)}`, { method: 'PUT', body: '' });
      assert.equal(done.status, 201);
    }
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: oci,
      config: { digest: digestOf('{}') },
      layers: [{ digest: digestOf(layer) }],
    });
    const put = await at.get(5000, `/v2/${name}/manifests/${tag}`, {
      method: 'PUT',
      body: manifest,
      headers: ['Content-Type', oci],
    });
    assert.equal(put.status, 201);
    return String(put.headers['docker-content-digest']);
  };

  it('keeps, lists, deletes and collects images', async () => {
    const hub = await house(new Village(), 'hub', { '/etc/distribution/config.yml': config });
    await hub.start(['registry', 'serve', '/etc/distribution/config.yml'], {
      env: ['REGISTRY_STORAGE_DELETE_ENABLED=true'],
    });
    assert.deepEqual(
      [(await hub.get(5000, '/v2/')).text, (await hub.get(5000, '/v2/')).headers['docker-distribution-api-version']],
      ['{}', 'registry/2.0'],
    );
    const first = await push(hub, 'tutor/old', '1.0', 'one');
    await push(hub, 'tutor/old', '1.1', 'two');
    assert.equal((await hub.get(5000, '/v2/_catalog')).text, '{"repositories":["tutor/old"]}\n');
    assert.equal((await hub.get(5000, '/v2/tutor/old/tags/list')).text, '{"name":"tutor/old","tags":["1.0","1.1"]}\n');
    const head = await hub.get(5000, '/v2/tutor/old/manifests/1.0', { method: 'HEAD' });
    assert.deepEqual(
      [head.status, head.headers['docker-content-digest'], head.headers['content-type']],
      [200, first, oci],
    );
    const wrong = await hub.get(5000, '/v2/tutor/old/manifests/2.0');
    assert.deepEqual(
      [wrong.status, wrong.text],
      [404, '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"2.0"}}]}\n'],
    );
    assert.equal(
      (await hub.get(5000, '/v2/none/tags/list')).text,
      '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"none"}}]}\n',
    );
    assert.equal((await hub.get(5000, `/v2/tutor/old/manifests/${first}`, { method: 'DELETE' })).status, 202);
    assert.equal((await hub.get(5000, '/v2/tutor/old/tags/list')).text, '{"name":"tutor/old","tags":["1.1"]}\n');
    const collected = await hub.run(['registry', 'garbage-collect', '/etc/distribution/config.yml']);
    assert.equal(collected.code, 0);
    assert.match(collected.out, /\n3 blobs marked, 2 blobs and 0 manifests eligible for deletion\n/);
    assert.equal((await hub.get(5000, `/v2/tutor/old/blobs/${digestOf('two')}`)).text, 'two');
  });

  it('deletes nothing unless it was told that it may', async () => {
    const hub = await house(new Village(), 'hub', { '/etc/distribution/config.yml': config });
    await hub.start(['registry', 'serve', '/etc/distribution/config.yml']);
    const digest = await push(hub, 'a', '1', 'one');
    const answer = await hub.get(5000, `/v2/a/manifests/${digest}`, { method: 'DELETE' });
    assert.deepEqual(
      [answer.status, answer.text],
      [405, '{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported."}]}\n'],
    );
    const stray = await hub.get(5000, '/v2/a/blobs/uploads/?digest=sha256:' + '0'.repeat(64), {
      method: 'POST',
      body: 'x',
    });
    assert.match(stray.text, /DIGEST_INVALID/);
  });
});

describe('other servers of the practice lab', () => {
  it('httpd serves its page and ends when it is told', async () => {
    const web = await house(new Village(), 'web', {
      '/usr/local/apache2/conf/httpd.conf': httpdConf,
      '/usr/local/apache2/htdocs/index.html': httpdIndex,
    });
    const httpd = await web.start(['httpd', '-DFOREGROUND'], { env: ['HTTPD_VERSION=2.4.67'] });
    const page = await web.get(80, '/');
    assert.deepEqual([page.status, page.text, page.headers['server']], [200, httpdIndex, 'Apache/2.4.67 (Unix)']);
    assert.match((await web.get(80, '/x')).text, /The requested URL was not found on this server\./);
    assert.match(httpd.out(), /"GET \/ HTTP\/1\.1" 200 45\n/);
    httpd.kill('SIGWINCH');
    assert.equal((await httpd.exited).code, 0);
  });

  it('the counter of the Compose exercise counts in Redis', async () => {
    const app = readFileSync('walkthroughs/docker/compose/docker-compose-counter/starter/app.py', 'utf8');
    const village = new Village();
    const db = await house(village, 'redis', {});
    const site = '/usr/local/lib/python3.13/site-packages';
    const web = await house(village, 'web', { '/data/app.py': app, [`${site}/flask/x`]: '', [`${site}/redis/x`]: '' });
    await db.start(['redis-server']);
    await web.start(['python', 'app.py'], { env: ['REDIS_HOST=redis'] });
    await web.get(5000, '/');
    const second = await web.get(5000, '/');
    assert.deepEqual([second.status, second.text, second.headers['content-type']], [200, 'visits: 2\n', 'text/plain']);
    const alone = await house(village, 'alone', {
      '/data/app.py': app,
      [`${site}/flask/x`]: '',
      [`${site}/redis/x`]: '',
    });
    await alone.start(['python', 'app.py']);
    assert.equal((await alone.get(5000, '/')).status, 500);
    const without = await house(village, 'without', { '/data/app.py': app });
    assert.match((await without.run(['python', 'app.py'])).err, /ModuleNotFoundError: No module named 'flask'/);
  });
});

describe('MariaDB and WordPress of the practice lab', () => {
  const names = [
    'MARIADB_DATABASE=wp',
    'MARIADB_USER=wp',
    'MARIADB_PASSWORD=secret',
    'MARIADB_RANDOM_ROOT_PASSWORD=yes',
  ];

  it('need a password option, come up after a while, and let in who knows the password', async () => {
    const village = new Village();
    const empty = await house(village, 'empty', {});
    const refused = await empty.run(['mariadb-entrypoint', 'mariadbd']);
    assert.equal(refused.code, 1);
    assert.match(
      refused.err,
      /\[ERROR\] \[Entrypoint\]: Database is uninitialized and password option is not specified\n/,
    );
    const db = await house(village, 'db', {});
    const server = await db.start(['mariadb-entrypoint', 'mariadbd'], { env: names });
    assert.equal((await db.run(['healthcheck.sh', '--connect', '--innodb_initialized'])).code, 1);
    await db.clock.advance(4000);
    await settle();
    assert.match(server.err(), /mariadbd: ready for connections\./);
    assert.equal((await db.run(['healthcheck.sh', '--connect', '--innodb_initialized'])).code, 0);
    const sql =
      "create table t (id int, name varchar(20)); insert into t values (1,'a'),(2,'b'); select name from t where id=2; select count(*) from t";
    assert.deepEqual(await db.run(['mariadb', '-uwp', '-psecret', 'wp', '-e', sql]), {
      code: 0,
      out: 'name\nb\ncount(*)\n2\n',
      err: '',
    });
    assert.equal(
      (await db.run(['mariadb', '-uwp', '-pwrong', 'wp', '-e', sql])).err,
      "ERROR 1045 (28000): Access denied for user 'wp'@'172.18.0.3' (using password: YES)\n",
    );
    const env = (password: string) => ({
      env: [
        'WORDPRESS_DB_HOST=db',
        'WORDPRESS_DB_USER=wp',
        `WORDPRESS_DB_PASSWORD=${password}`,
        'WORDPRESS_DB_NAME=wp',
      ],
    });
    const blog = await house(village, 'blog', {});
    const started = await blog.start(['wordpress-entrypoint', 'apache2-foreground'], env('secret'));
    assert.match(started.err(), /WordPress not found in \/var\/www\/html - copying now\.\.\./);
    const page = await blog.get(80, '/');
    assert.deepEqual([page.status, page.headers['location']], [302, 'http://127.0.0.1:80/wp-admin/install.php']);
    assert.equal((await blog.get(80, '/wp-admin/install.php')).status, 200);
    const other = await house(village, 'other', {});
    await other.start(['wordpress-entrypoint', 'apache2-foreground'], env('wrong'));
    const broken = await other.get(80, '/');
    assert.equal(broken.status, 500);
    assert.match(broken.text, /Error establishing a database connection/);
  });
});
