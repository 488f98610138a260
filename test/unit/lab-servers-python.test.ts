import assert from 'node:assert/strict';
import { house, Village } from './lab-servers-stage';

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

  it('finds a file beside its script, and tells where it missed it', async () => {
    const text =
      'import os\nfrom http.server import *\nwith open(os.path.join(os.path.dirname(__file__), "version.txt")) as f:\n    version = f.read().strip()\n' +
      'class H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.wfile.write(b"ok " + version.encode() + b"\\n")\nHTTPServer(("", 8080), H).serve_forever()\n';
    const app = await house(new Village(), 'app', { '/srv/server.py': text, '/srv/version.txt': '1.2.3\n' });
    await app.start(['python3', '/srv/server.py']);
    assert.equal((await app.get(8080, '/')).text, 'ok 1.2.3\n');
    const bare = await house(new Village(), 'bare', { '/srv/server.py': text });
    assert.match(
      (await bare.run(['python3', '/srv/server.py'])).err,
      /line 3, in <module>\n {4}with open\(.*\n {9}~~~~\^+\nFileNotFoundError: .* '\/srv\/version\.txt'\n$/,
    );
  });

  it('is what the label of its image says: the visits of the capstone', async () => {
    const village = new Village();
    const db = await house(village, 'db', {});
    await db.start(['redis-server', '--requirepass', 's3cret']);
    const text = 'from http.server import *\nHTTPServer(("", 9000), H).serve_forever()\n';
    const files = { '/app.py': text, '/run/secrets/db': 's3cret\n' };
    const api = await house(village, 'api', files, { 'tutor.sim': 'visits' });
    const env = ['DB_HOST=db', 'DB_PASSWORD_FILE=/run/secrets/db', 'APP_VERSION=1.0'];
    await api.start(['python3', '/app.py'], { env });
    const [one, two] = [await api.get(8000, '/api/hello'), await api.get(8000, '/api/hello')];
    assert.deepEqual(JSON.parse(one.text), { message: 'Hello from api', visits: 1, version: '1.0' });
    assert.equal((JSON.parse(two.text) as { visits: number }).visits, 2);
    const ask = (path: string) => `import urllib.request; urllib.request.urlopen("http://127.0.0.1:8000${path}")`;
    assert.equal((await api.run(['python3', '-c', ask('/healthz')])).code, 0);
    assert.equal((await api.run(['python3', '-c', ask('/nope')])).code, 1);
    const nobody = await api.run(['python3', '-c', ask('/').replace('127.0.0.1', 'nobody')]);
    assert.match(nobody.err, /Name does not resolve/);
    const silent = await api.run(['python3', '-c', ask('/').replace('8000', '8001')]);
    assert.match(silent.err, /Connection refused/);

    for (const [broken, why] of [
      [['DB_HOST=db'], /AuthenticationError/],
      [['DB_HOST=db', 'DB_PASSWORD_FILE=/nope'], /No such file or directory: '\/nope'/],
      [['DB_HOST=nobody', 'DB_PASSWORD_FILE=/run/secrets/db'], /Name does not resolve/],
    ] as const) {
      const other = await house(village, `api${broken.length}${why.source.length}`, files, { 'tutor.sim': 'visits' });
      const started = await other.start(['python3', '/app.py'], { env: broken });
      assert.equal((await other.get(8000, '/api/hello')).status, 500);
      assert.equal((await other.get(8000, '/healthz')).status, 200);
      assert.match(started.err(), why);
    }
  });

  it('says what it does not do', async () => {
    const app = await house(new Village(), 'app', {});
    assert.equal((await app.run(['python', '-c', 'print("hi")'])).out, 'hi\n');
    const refused = await app.run(['python', '-c', 'import sys']);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /the practice lab does not run Python/);
  });
});
