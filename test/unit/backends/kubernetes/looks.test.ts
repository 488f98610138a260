import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { specs } from '../../../../src/backends/kubernetes/kinds';
import { toResource, type Held } from '../../../../src/backends/kubernetes/kinds/spec';
import type { Raw } from '../../../../src/backends/docker/answer';
import { verbNames } from '../../../../src/core/resources/verb-names';

/** What an API server of 1.20.2 said of objects of a real cluster, without the bookkeeping of fields. */
const recorded = JSON.parse(
  readFileSync(path.resolve('test/unit/backends/kubernetes/recorded/v1.20.json'), 'utf8'),
) as Readonly<Record<string, Raw>>;

const rowOf = (id: string, key: string, beside?: readonly Raw[]) => {
  const spec = specs.find((one) => one.id === id);
  const raw = recorded[key];
  assert.ok(spec && raw);
  const type = {
    apiVersion: spec.versions[0] ?? '',
    kind: spec.kind,
    group: '',
    plural: '',
    cli: spec.cli,
    isNamespaced: true,
  };
  return toResource(spec, type, raw, beside);
};

describe('what Kubernetes objects look like', () => {
  it('a Pod that crashes: why, in which lesson, of which exercise, and nothing big is kept', () => {
    const row = rowOf('pod', 'Pod/crash');
    assert.equal(row.id, 'rec/crash');
    // Between two starts kubectl says so too.
    assert.equal(row.state, 'Error');
    assert.equal(row.health, 'failed');
    assert.equal(row.exercise, 'k8s-first-pod');
    assert.match(row.summary.en, /^Error · 0\/1 · \d+ restarts$/);
    assert.match(row.summary.zh, /重启 \d+ 次/);
    assert.match(row.trouble?.why.en ?? '', /ends with code 3 each time/);
    assert.equal(row.trouble?.lesson, 'kubernetes/deploy-debug');
    assert.equal((row.raw as Held).more?.hasRestarted, true);
    assert.ok(JSON.stringify(row.raw).length < 400, JSON.stringify(row.raw));
  });

  it('a Pod whose ConfigMap is missing names it', () => {
    const { trouble, state } = rowOf('pod', 'Pod/config');
    assert.equal(state, 'CreateContainerConfigError');
    assert.match(trouble?.why.en ?? '', /configmap "missing" not found/);
    assert.equal(trouble?.lesson, 'kubernetes/configmaps-secrets');
  });

  it('a Deployment, a Node and a CronJob of v1beta1', () => {
    const web = rowOf('deployment', 'Deployment/web');
    assert.equal(web.state, '2/2');
    assert.equal(web.health, 'running');
    assert.equal((web.raw as Held).more?.selector, 'app=web');
    assert.match(rowOf('node', 'Node/node1').summary.en, /^Ready · v1\.20/);
    assert.equal(rowOf('cronjob', 'CronJob/often').summary.en, 'Scheduled · */5 * * * *');
  });

  it('a Service that nobody answers says so when its slices are known, and only then', () => {
    assert.equal(rowOf('service', 'Service/lonely').trouble, undefined);
    assert.match(rowOf('service', 'Service/lonely', []).trouble?.why.en ?? '', /app=nobody/);
    const waiting = [{ endpoints: [{ conditions: { ready: false } }, { conditions: { ready: false } }] }];
    assert.match(rowOf('service', 'Service/lonely', waiting).trouble?.why.en ?? '', /^2 Pods .* none of them is ready/);
    const ready = [{ endpoints: [{ conditions: { ready: true } }] }];
    assert.equal(rowOf('service', 'Service/lonely', ready).health, 'running');
  });

  it('every verb of the table has a name, and ids are told once', () => {
    assert.equal(new Set(specs.map(({ id }) => id)).size, specs.length);
    for (const { verbs, general = [] } of specs) for (const id of [...verbs, ...general]) assert.ok(id in verbNames);
  });
});
