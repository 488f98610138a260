import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import type { ToolSight } from '../../../src/core/doctor/sights';
import { Stage } from './stage';

describe('the doctor looks for programs', function () {
  this.timeout(30_000);
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.make();
  });
  afterEach(() => stage.close());

  const sightOf = async (id: string, PATH?: string): Promise<ToolSight | undefined> => {
    const { tools } = await stage.look(PATH === undefined ? {} : { env: { PATH } });
    return tools.get(id);
  };

  it('on the folders of PATH, and asks them for their version by the full path', async () => {
    const git = await stage.program('bin/git', 'echo "git version 2.43.0 $0 $*"');
    assert.deepEqual(await sightOf('git'), {
      state: 'told',
      path: git,
      output: `git version 2.43.0 ${git} --version\n`,
    });
    assert.deepEqual(await sightOf('kubectl'), { state: 'missing' });
  });

  it('runs nothing of the open folder, by its name or where a link leads', async () => {
    const mark = stage.in('ran');
    const foreign = await stage.program('open/bin/git', `touch ${mark}`, 'echo git version 9.9.9');
    await symlink(foreign, stage.in('bin', 'jq'));
    await symlink(stage.in('open', 'bin'), stage.in('link'));
    const PATH = [stage.in('open', 'bin'), stage.in('link'), stage.in('bin')].join(':');
    assert.deepEqual(await sightOf('git', PATH), { state: 'foreign', path: stage.in('link', 'git') });
    assert.deepEqual(await sightOf('jq', PATH), { state: 'foreign', path: stage.in('bin', 'jq') });
    assert.equal(await stage.read('ran'), '');
    const own = await stage.program('bin/git', 'echo git version 2.43.0');
    assert.equal(((await sightOf('git', PATH)) as { path: string }).path, own);
    await assert.rejects(import('node:fs/promises').then((fs) => fs.stat(mark)));
  });

  it('passes over relative folders, folders of that name and files that nobody may run', async () => {
    await stage.program('elsewhere/git', 'echo git version 9.9.9');
    await stage.file('bin/curl', 'curl 8.0.0');
    await stage.file('bin/jq/file', '');
    const relative = path.relative(process.cwd(), stage.in('elsewhere'));
    const PATH = ['', '.', relative, stage.in('bin')].join(':');
    for (const id of ['git', 'curl', 'jq']) assert.deepEqual(await sightOf(id, PATH), { state: 'missing' }, id);
  });

  it('gives them nothing that leads into the open folder', async () => {
    await stage.program('bin/docker', 'env > "$(dirname "$0")/../seen"; pwd >> "$(dirname "$0")/../seen"');
    const env = {
      PATH: `${stage.in('open')}:${stage.in('bin')}:/usr/bin:/bin`,
      HOME: stage.in('open', 'home'),
      DOCKER_CONFIG: stage.in('open', 'docker'),
      BASH_ENV: stage.in('open', 'evil.sh'),
      PYTHONPATH: stage.in('open'),
      KUBECONFIG: stage.in('open', 'config'),
      OS_PASSWORD: 'verysecret',
    };
    await stage.look({ env });
    const seen = await stage.read('seen');
    assert.match(seen, /^PATH=/m);
    assert.match(seen, /^HOME=\/nonexistent$/m);
    assert.ok(!seen.includes(stage.in('open')), seen);
    assert.ok(!seen.includes('verysecret'));
    assert.match(seen, /^\/$/m);
  });

  it('tells what failed from what is not there', async () => {
    const docker = await stage.program(
      'bin/docker',
      '[ "$1" = --version ] && echo "Docker version 29.1.2, build 890dcca" && exit 0',
      'echo "docker: \'$1\' is not a docker command." >&2; exit 1',
    );
    const { tools } = await stage.look();
    assert.equal(tools.get('docker')?.state, 'told');
    const output = "docker: 'compose' is not a docker command.\n";
    assert.deepEqual(tools.get('compose'), { state: 'failed', path: docker, output });
  });

  it('does not look for what another system has', async () => {
    const { tools } = await stage.look();
    assert.equal(tools.has('wsl'), false);
  });
});
