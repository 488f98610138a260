import assert from 'node:assert/strict';
import { dockerBackend, type DockerBackend } from '../../../src/backends/docker';
import type { Exercise } from '../../../src/core/course/lesson';
import { UserError } from '../../../src/core/errors';
import { liveEngine, type LiveEngine } from '.';

const signal = new AbortController().signal;
const exercise = { id: 'marks-live' } as Exercise;
const marked = ['--label', 'tutor.exercise=marks-live'];

describe('what an exercise left behind in a real engine', function () {
  this.timeout(120_000);
  let engine: LiveEngine;
  let backend: DockerBackend;

  before(async function () {
    this.timeout(600_000);
    engine = await liveEngine();
    backend = dockerBackend({ env: engine.env });
  });
  after(() => {
    backend.dispose();
  });

  const run = (name: string, ...rest: readonly string[]) => engine.docker('run', '-d', '--name', name, ...rest);

  it('finds what is marked and removes exactly that', async () => {
    const others = ['--label', 'tutor.exercise=marks-live-2'];
    await engine.docker('network', 'create', ...marked, 'be-net');
    await engine.docker('network', 'create', ...others, 'be-net-2');
    await engine.docker('volume', 'create', ...marked, 'be-vol');
    await engine.docker('volume', 'create', 'be-vol-2');
    await run(
      'be-mine',
      ...marked,
      '--network',
      'be-net',
      '-v',
      'be-vol:/a',
      '-v',
      '/anonymous',
      'busybox:1.37',
      'sleep',
      '600',
    );
    await run('be-mine-stopped', ...marked, 'busybox:1.37', 'true');
    await run('be-auto', ...marked, '--rm', 'busybox:1.37', 'sleep', '600');
    await run('be-other', ...others, 'busybox:1.37', 'sleep', '600');
    await run('be-plain', 'busybox:1.37', 'sleep', '600');
    await engine.docker('tag', 'busybox:1.37', 'tutor/be-only-tagged:1');
    await engine.docker('commit', '--change', 'LABEL tutor.exercise=marks-live', 'be-mine-stopped', 'tutor/be-image:1');
    await engine.docker('tag', 'tutor/be-image:1', 'mine/be-image:keep');
    const anonymous = await engine.docker(
      'inspect',
      'be-mine',
      '--format',
      '{{range .Mounts}}{{if eq .Destination "/anonymous"}}{{.Name}}{{end}}{{end}}',
    );
    try {
      const repositories = ['tutor/be-only-tagged'];
      const found = await backend.marks.find({ ...exercise, repositories }, signal);
      assert.deepEqual(found.map((one) => `${one.kind} ${one.name}`).sort(), [
        'container be-auto',
        'container be-mine',
        'container be-mine-stopped',
        'image tutor/be-image:1',
        'image tutor/be-only-tagged:1',
        'network be-net',
        'volume be-vol',
      ]);
      await backend.marks.remove(found, signal);
      const after = await backend.marks.find({ ...exercise, repositories }, signal);
      assert.deepEqual(
        after.map(({ name }) => name),
        ['mine/be-image:keep'],
      );
      const volumes = (await engine.docker('volume', 'ls', '-q')).split('\n');
      assert.ok(anonymous !== '' && !volumes.includes(anonymous) && volumes.includes('be-vol-2'));
      assert.match(await engine.docker('network', 'ls', '--format', '{{.Name}}'), /^be-net-2$/m);
      const names = (await engine.docker('ps', '-a', '--format', '{{.Names}}')).split('\n');
      assert.ok(names.includes('be-other') && names.includes('be-plain'));
      await engine.docker('image', 'inspect', 'busybox:1.37');
    } finally {
      await engine.docker('rm', '-f', 'be-other', 'be-mine', 'be-mine-stopped');
      await engine.docker('network', 'rm', 'be-net-2');
      await engine.docker('volume', 'rm', 'be-vol-2');
      await engine.docker('rmi', 'mine/be-image:keep');
    }
  });

  it('removes what it can, and says what is left', async () => {
    await engine.docker('network', 'create', ...marked, 'be-busy');
    await run('be-guest', '--network', 'be-busy', 'busybox:1.37', 'sleep', '600');
    await run('be-mine', ...marked, 'busybox:1.37', 'sleep', '600');
    try {
      const removed = backend.marks.remove(await backend.marks.find(exercise, signal), signal);
      await assert.rejects(removed, (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.code, 'docker-not-removed');
        assert.match(error.message, /Still there: network be-busy\..*active endpoints/);
        return true;
      });
      assert.doesNotMatch(await engine.docker('ps', '-a', '--format', '{{.Names}}'), /^be-mine$/m);
    } finally {
      await engine.docker('rm', '-f', 'be-guest');
      await engine.docker('network', 'rm', 'be-busy');
    }
  });
});
