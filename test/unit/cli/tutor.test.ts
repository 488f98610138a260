import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { localeOf, tutor } from '../../../src/cli/tutor';

type Run = { readonly code: number; readonly out: string; readonly err: string };

async function run(...argv: readonly string[]): Promise<Run> {
  let out = '';
  let err = '';
  const io = {
    stdout: (text: string) => {
      out += text;
    },
    stderr: (text: string) => {
      err += text;
    },
    cwd: tmpdir(),
  };
  const code = await tutor(argv, io, 'en_GB.UTF-8');
  return { code, out, err };
}

describe('tutor', () => {
  it('explains itself in both languages', async () => {
    assert.match((await run('--help')).out, /tutor check EXERCISE/);
    assert.match((await run('--help', '--lang', 'zh-cn')).out, /检查练习/);
    assert.match((await run('--lang=zh-cn', '-h')).out, /检查练习/);
    assert.deepEqual([(await run('--help')).code, (await run()).code], [0, 2]);
  });

  it('refuses what it does not know, in one sentence and the usage', async () => {
    for (const name of ['dance', 'constructor', '__proto__']) {
      const { code, out, err } = await run(name);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.ok(err.startsWith(`There is no command "${name}".`), err);
    }
  });

  it('takes its language from the environment as POSIX orders it', () => {
    assert.equal(localeOf({ LANG: 'en', LC_ALL: 'zh_CN.UTF-8' }), 'zh_CN.UTF-8');
    assert.equal(localeOf({ LANG: 'zh_CN.UTF-8', LC_ALL: '' }), 'zh_CN.UTF-8');
    assert.equal(localeOf({}), 'en');
  });
});

describe('tutor check', () => {
  const dead = ['--docker-host', 'tcp://127.0.0.1:1', '--folder', '.'];

  it('wants one exercise, a folder and a format that it knows', async () => {
    const wrong: readonly [readonly string[], RegExp][] = [
      [[], /one exercise/],
      [['a', 'b', '--folder', '.'], /one exercise/],
      [['docker-two-webs'], /--folder/],
      [['docker-two-webs', '--folder', '.', '--format', 'xml'], /text or json/],
      [['docker-two-webs', '--dance'], /dance/],
      [['docker-three-webs', '--folder', '.'], /no exercise "docker-three-webs".*docker-two-webs/],
    ];
    for (const [argv, words] of wrong) {
      const { code, out, err } = await run('check', ...argv);
      assert.equal(code, 2, argv.join(' '));
      assert.equal(out, '');
      assert.match(err, words);
      assert.doesNotMatch(err, /\n {4}at /);
    }
  });

  it('is unknown, exit code 2, when no engine answers, with the reason in the language', async () => {
    const { code, out } = await run('check', 'docker-two-webs', ...dead, '--lang', 'zh-cn');
    assert.equal(code, 2);
    assert.match(out, /没有引擎应答/);
    assert.match(out, /docker-two-webs: unknown\n$/);
  });

  it('speaks JSON', async () => {
    const { code, out } = await run('check', 'docker-lifecycle', ...dead, '--format', 'json');
    assert.equal(code, 2);
    const verdict = JSON.parse(out) as {
      exercise: string;
      verdict: string;
      conditions: { id: string; reason: string }[];
    };
    assert.equal(verdict.verdict, 'unknown');
    assert.deepEqual(
      verdict.conditions.map(({ id, reason }) => `${id} ${reason}`),
      ['started', 'ready', 'stopped', 'removed'].map((id) => `${id} docker-not-running`),
    );
  });
});
