import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HostFailure, explain, fileFailure, npmFailure } from './failure.mjs';
import { installOnce } from './install-once.mjs';
import { choosePort } from './port.mjs';
import { nodeIsAtLeast, profile } from './profiles.mjs';
import { startOptions } from './start-options.mjs';
import { copySampleWorkspace } from './workspace.mjs';

const failsWith = (code: string) => (error: unknown) => error instanceof HostFailure && error.code === code;

describe('the options of npm start', () => {
  it('are what was typed', () => {
    const options = startOptions(['--lang', 'zh_CN', '--port', '9000', '--no-open', 'here'], {});
    assert.deepEqual(options, { help: false, desktop: false, open: false, lang: 'zh-cn', port: 9000, folder: 'here' });
  });

  it('are understood as npm leaves them when the -- was forgotten', () => {
    const options = startOptions(['zh-cn', '8200'], {
      npm_config_desktop: 'true',
      npm_config_open: '',
      npm_config_port: 'true',
    });
    assert.deepEqual(options, {
      help: false,
      desktop: true,
      open: false,
      lang: 'zh-cn',
      port: 8200,
      folder: undefined,
    });
  });

  it('take the port from the environment where none was typed', () => {
    assert.equal(startOptions([], { PORT: '8180' }).port, 8180);
    assert.equal(startOptions(['--port', '8190'], { PORT: '8180' }).port, 8190);
  });

  for (const args of [['--lang', 'fr'], ['--port', '0'], ['--port', 'abc'], ['--colour']]) {
    it(`are refused with the help: ${args.join(' ')}`, () => {
      assert.throws(() => startOptions(args, {}), failsWith('bad-option'));
    });
  }
});

describe('what stopped npm', () => {
  const outputs = {
    'no-network': 'npm error code ENOTFOUND\nnpm error syscall getaddrinfo',
    'no-space':
      'npm error code ENOSPC\nnpm error nospc There appears to be insufficient space on your system to finish.',
    'no-permission': 'npm error code EACCES\nnpm error syscall mkdir',
    'not-in-registry': 'npm error code E404\nnpm error 404 Not Found - GET https://registry/x',
    'lock-out-of-step': 'npm error code EUSAGE\nnpm error Missing: x@1 from lock file',
    'npm-failed': 'npm error code E_STRANGE\nnpm error what is this',
  };
  for (const [code, output] of Object.entries(outputs)) {
    it(`is told as ${code}, without a stack`, () => {
      const failure = npmFailure('VS Code', output, '/somewhere');
      assert.equal(failure.code, code);
      assert.match(explain(failure), /^VS Code|^There is no space left for VS Code/);
      assert.doesNotMatch(explain(failure), /\n\s+at /);
    });
  }

  it('is the disk also when a file could not be written', () => {
    const full = Object.assign(new Error('write failed'), { code: 'ENOSPC' });
    assert.ok(failsWith('no-space')(fileFailure(full, 'VS Code', '/somewhere')));
  });
});

describe('an installation', () => {
  let parent = '';
  let built = 0;
  const install = (
    recipe: string,
    build = async (partial: string) => writeFile(path.join(partial, 'thing'), 'complete'),
  ) =>
    installOnce({
      folder: path.join(parent, 'it'),
      what: 'it',
      recipe,
      proof: ['thing'],
      build: async (partial) => {
        built++;
        await build(partial);
      },
    });

  beforeEach(async () => {
    built = 0;
    parent = await mkdtemp(path.join(tmpdir(), 'tutor-install-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('is made once for a recipe', async () => {
    await install('a');
    await install('a');
    assert.equal(built, 1);
    await install('b');
    assert.equal(built, 2);
  });

  it('is made anew when a part of it was damaged', async () => {
    await install('a');
    await writeFile(path.join(parent, 'it', 'thing'), '');
    await install('a');
    assert.equal(await readFile(path.join(parent, 'it', 'thing'), 'utf8'), 'complete');
  });

  it('that fails leaves nothing, and the next one succeeds', async () => {
    await assert.rejects(
      install('a', () => Promise.reject(new Error('interrupted'))),
      /interrupted/,
    );
    assert.deepEqual(await readdir(parent), []);
    await install('a');
    assert.deepEqual(await readdir(parent), ['it']);
  });

  it('removes what a killed one left behind', async () => {
    await mkdir(path.join(parent, '.partial-999999999-x'));
    await install('a');
    assert.deepEqual(await readdir(parent), ['it']);
  });
});

describe('the sample workspace', () => {
  it('is completed, but never overwrites what the learner wrote', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tutor-sample-'));
    await writeFile(path.join(folder, 'Dockerfile'), 'mine');
    await copySampleWorkspace(folder);
    assert.equal(await readFile(path.join(folder, 'Dockerfile'), 'utf8'), 'mine');
    const names = await readdir(folder);
    for (const name of ['compose.yaml', 'kubernetes', 'docker-two-webs']) assert.ok(names.includes(name), name);
    await rm(folder, { recursive: true });
  });
});

describe('the place to serve at', () => {
  it('must be free when it was asked for', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await assert.rejects(choosePort(port), failsWith('port-taken'));
    await new Promise((resolve) => other.close(resolve));
    assert.equal(await choosePort(port), port);
  });
});

describe('the profile', () => {
  it('must be known', () => {
    assert.equal(profile('node20').vscode, '1.100.3');
    assert.throws(() => profile('older'), failsWith('bad-option'));
  });

  it('compares versions of Node by number', () => {
    assert.ok(nodeIsAtLeast([22, 15], '24.0.0'));
    assert.ok(nodeIsAtLeast([20, 9], '20.19.0'));
    assert.ok(!nodeIsAtLeast([22, 15], '22.9.1'));
  });
});
