import assert from 'node:assert/strict';
import { keyOf, type Resource } from '../../src/core/resources/resource';
import type { Answers, Session } from '../../src/core/resources/verb';
import type { VerbId } from '../../src/core/resources/verb-names';
import { budget, clusterStage, door, kubectl, object, server, space, text, until } from './kubernetes-stage';

describe('workloads of a real cluster', function () {
  this.timeout(180_000);
  const { kindOf, list, below, act, general, shown, streamed, goes, deploy, signal } = clusterStage();

  it('Deployment: ReplicaSets and Pods below, scale, restart, history, undo, pause, resume, and what goes', async () => {
    await deploy();
    const seen = list('deployment');
    const key = `deployment/${space}/web`;
    const one = await seen.one(key);
    const sets = await below(one).until((all) => all.length === 1);
    await below(sets[0] ?? one).until((all) => all.length === 2);
    await act('scale', one, { replicas: ['3'] });
    await seen.one(key, ({ state }) => state.endsWith('/3'));
    await act('restart', one);
    await below(one).until((all) => all.length === 2);
    assert.match(await shown('rolloutHistory', one), /^1 .*busybox:1\.37\n2 /m);
    await act('rolloutPause', one);
    const paused = await seen.one(key, ({ summary }) => summary.en.includes('paused'));
    await act('rolloutResume', paused);
    await act('rolloutUndo', one);
    await until(async () => (await shown('rolloutHistory', one)).includes('\n3 '));
    assert.match(await goes(one), /ReplicaSet web-.*Pod web-/);
    assert.doesNotMatch(await goes(one, { cascade: ['Orphan'] }), /ReplicaSet/);
    assert.match(await streamed('rolloutStatus', one), /rolled out/);
    await act('remove', one, { cascade: ['Foreground'] });
    await seen.until((all) => !all.some(({ name }) => name === 'web'));
  });
  it('logs, shell, exec, ports', async () => {
    await general('pod', 'apply', text(server));
    const pod = await list('pod').one(`pod/${space}/server`, ({ health }) => health === 'running');
    assert.match(await streamed('logs', pod, { how: ['follow'] }, (all) => all.includes('begun')), /begun/);
    assert.match(await streamed('logs', pod, { how: ['all'] }), /begun/);
    const [container] = await below(pod).until((all) => all.length === 1);
    assert.ok(container?.state === 'Running');
    const session = await opened('exec', container, { command: ["sh -c 'sleep 1; stty size; exit 7'"] });
    assert.match(await outputOf(session), /40 100/);
    assert.equal(await session.ended, 7);
    const shell = await opened('shell', pod);
    shell.input('echo $((6*7)); exit\n');
    assert.match(await outputOf(shell), /42/);
    assert.equal(await shell.ended, 0);
    const forward = await act('portForward', pod, { remote: ['8080'], local: ['0'] });
    assert.ok(forward?.show === 'running' && forward.url !== undefined);
    const asked = await fetch(forward.url);
    assert.equal((await asked.text()).length, 500_000);
    forward.stop();
    await forward.ended;
    await assert.rejects(fetch(forward.url));
    // A Service's port leads to the port of a Pod behind it.
    await general('service', 'apply', text(door));
    const service = await list('service').one(`service/${space}/door`);
    const through = await act('portForward', service, { remote: ['80'], local: ['0'] });
    assert.ok(through?.show === 'running' && through.url !== undefined);
    assert.equal((await (await fetch(through.url)).text()).length, 500_000);
    through.stop();
    await through.ended;
    await act('remove', service);
    await act('remove', pod);
  });

  it('Pods that fail say why', async () => {
    const pods = [
      ['crash', { command: ['sh', '-c', 'exit 3'] }, /ends with code 3/],
      ['config', { envFrom: [{ configMapRef: { name: 'missing' } }] }, /cannot be made.*missing/],
      ['image', { image: 'busybox:no-such-tag' }, /busybox:no-such-tag/],
      ['hungry', { resources: { requests: { memory: '900Gi' } } }, /No node takes `hungry`/],
    ] as const;
    for (const [name, more] of pods) {
      const containers = [{ name: 'main', image: 'busybox:1.37', command: ['sleep', '600'], ...more }];
      await general(
        'pod',
        'apply',
        text(object('v1', 'Pod', name, { spec: { containers, terminationGracePeriodSeconds: 0 } })),
      );
    }
    const seen = list('pod');
    for (const [name, , says] of pods) {
      const one = await seen.one(`pod/${space}/${name}`, ({ trouble }) => says.test(trouble?.why.en ?? ''), 90);
      assert.equal(one.health, 'failed', `${name}: ${one.summary.en}`);
      await act('remove', one);
    }
  });

  it('cordon, uncordon, drain', async () => {
    const seen = list('node');
    const [node] = await seen.until((all) => all.length > 0);
    assert.ok(node);
    await act('cordon', node);
    const cordoned = await seen.one(keyOf(node), ({ summary }) => summary.en.includes('no new Pods'));
    await act('uncordon', cordoned);
    await deploy('busybox:1.37', 1);
    await list('deployment').one(`deployment/${space}/web`, ({ state }) => state === '1/1');
    const verb = kindOf('node').verbs.find(({ id }) => id === 'drain');
    assert.match((await verb?.destroys?.(node, {}, signal))?.en ?? '', /Pods are evicted from/);
    assert.match(await streamed('drain', node), /web-.*: evicted\n[^]*drained/);
    await act('uncordon', await seen.one(keyOf(node), ({ summary }) => summary.en.includes('no new Pods')));
    // A budget that is used up is waited for, not broken.
    await list('deployment').one(`deployment/${space}/web`, ({ state }) => state === '1/1');
    await general('deployment', 'apply', text(budget));
    await until(async () => {
      const budget = await kubectl('get', 'poddisruptionbudget', 'web', '-n', space, '-o', 'jsonpath={.status}');
      return budget.includes('"currentHealthy":1');
    });
    let freed: Promise<string> | undefined;
    const waited = await streamed('drain', node, {}, (all) => {
      if (all.includes('(waiting)')) freed ??= kubectl('delete', 'poddisruptionbudget', 'web', '-n', space);
      return false;
    });
    await freed;
    assert.match(waited, /web-.*disruption budget.* \(waiting\)\n[^]*web-.*: evicted\n[^]*drained/);
    await act('uncordon', await seen.one(keyOf(node), ({ summary }) => summary.en.includes('no new Pods')));
  });

  const opened = async (id: VerbId, target: Resource, answers?: Answers): Promise<Session> => {
    const outcome = await act(id, target, answers);
    assert.ok(outcome?.show === 'terminal');
    return await outcome.open({ columns: 100, rows: 40 }, signal);
  };
  const outputOf = async ({ output }: Session): Promise<string> => {
    let all = '';
    for await (const piece of output) all += Buffer.from(piece).toString();
    return all;
  };
});
