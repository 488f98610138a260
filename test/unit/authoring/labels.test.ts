import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/core/authoring/complete';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { readParts } from '../../../src/core/lint/parts';
import type { Fact } from '../../../src/core/lint/kubernetes/world';
import { entryOf } from '../../../src/core/lint/workspace-index';
import { marked, offered, taken } from './marked';

const deployment = (name: string, labels: string, selector = '{}', namespace = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n${namespace && `  namespace: ${namespace}\n`}spec:\n  selector: ${selector}\n  template:\n    metadata:\n      labels: ${labels}\n    spec:\n      containers: []\n`;
const service = (selector: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n${selector}`;
/** What the index says of another file. */
const factsOf = (text: string): readonly Fact[] =>
  entryOf(kubernetes, '/other.yaml', readParts(kubernetes, text))?.facts as readonly Fact[];

describe('authoring: labels', () => {
  const here = `${deployment('shop', '{ app: shop, tier: "front" }')}---\n`;

  it('of Pods are offered in a Service, as keys and as values', () => {
    assert.deepEqual(offered('kubernetes', `${here}${service('    ¦\n')}`), ['app', 'tier']);
    assert.deepEqual(offered('kubernetes', `${here}${service('    app: shop\n    ¦\n')}`), ['tier']);
    assert.deepEqual(offered('kubernetes', `${here}${service('    tier: ¦\n')}`), ['front']);
    assert.deepEqual(offered('kubernetes', `${here}${service('    other: ¦\n')}`), []);
    assert.match(taken('kubernetes', `${here}${service('    ¦\n')}`, 'tier'), /\n {4}tier: \n$/);
    assert.match(taken('kubernetes', `${here}${service('    ap¦: x\n')}`, 'app'), /\n {4}app: x\n$/);
  });

  it('are found above and below, in blocks and in brackets, and while the text is broken', () => {
    const block = '\n        app: api\n        # app: none\n        about: |\n          app: text\n';
    const below = `---\n${deployment('api', block)}`;
    assert.deepEqual(offered('kubernetes', `x: [\n---\n${service('    app: ¦\n')}${below}`), ['api']);
    assert.deepEqual(offered('kubernetes', `${service('    ap¦\n')}${below}`), ['app']);
    assert.deepEqual(offered('kubernetes', `${here}${service('').trimEnd()} { ¦ }\n`), ['app', 'tier']);
    assert.deepEqual(offered('kubernetes', `${here}${service('').trimEnd()} { app: ¦ }\n`), ['shop']);
  });

  it('are offered wherever Pods are selected', () => {
    const at = (head: string, place: string): readonly string[] =>
      offered('kubernetes', `${here}apiVersion: ${head}\nmetadata:\n  name: a\nspec:\n${place}`);
    const policy = 'networking.k8s.io/v1\nkind: NetworkPolicy';
    assert.deepEqual(at('policy/v1\nkind: PodDisruptionBudget', '  selector:\n    matchLabels:\n      ¦\n'), [
      'app',
      'tier',
    ]);
    assert.deepEqual(at(policy, '  podSelector:\n    matchLabels:\n      app: ¦\n'), ['shop']);
    assert.deepEqual(
      at(policy, '  ingress:\n    - from:\n        - podSelector:\n            matchLabels: { tier: ¦ }\n'),
      ['front'],
    );
    const expressions = '  podSelector:\n    matchExpressions:\n      - key: ';
    assert.deepEqual(at(policy, `${expressions}¦\n`), ['app', 'tier']);
    assert.deepEqual(at(policy, `${expressions}tier\n        operator: In\n        values: [¦]\n`), ['front']);
    assert.deepEqual(at(policy, `${expressions}tier\n        operator: In\n        values:\n          - ¦\n`), [
      'front',
    ]);
    const pod = 'v1\nkind: Pod';
    const spread = '  topologySpreadConstraints:\n    - labelSelector:\n        matchLabels:\n          ¦\n';
    assert.deepEqual(at(pod, spread), ['app', 'tier']);
    const affinity =
      '  affinity:\n    podAntiAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        - labelSelector:\n            matchLabels:\n              app: ¦\n';
    assert.deepEqual(at(pod, affinity), ['shop']);
    assert.deepEqual(at('v1\nkind: PersistentVolumeClaim', '  selector:\n    matchLabels:\n      ¦\n'), []);
  });

  it('of a Deployment are offered in its selector, and those of its selector in its template', () => {
    const own = deployment('a', '{ app: one }', '\n    matchLabels:\n      ¦');
    assert.deepEqual(offered('kubernetes', own), ['app']);
    assert.deepEqual(offered('kubernetes', deployment('a', '\n        ¦', '{ matchLabels: { run: x } }')), ['run']);
    const value = deployment('a', '{ run: ¦ }', '{ matchLabels: { run: x } }');
    assert.deepEqual(offered('kubernetes', `${value}---\n${service('    run: y\n')}`), ['x', 'y']);
  });

  it('of Namespaces are offered where Namespaces are selected', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    team: red\n---\n';
    const policy = `${here}${namespace}apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              `;
    assert.deepEqual(offered('kubernetes', `${policy}¦\n`), ['team']);
    assert.deepEqual(offered('kubernetes', `${policy}team: ¦\n`), ['red']);
    assert.deepEqual(offered('kubernetes', `${policy}¦\n`, { facts: factsOf(namespace.replace('team', 'squad')) }), [
      'team',
      'squad',
    ]);
  });

  it('of this file come before those of others, and those of its namespace before others', () => {
    const others = [
      deployment('far', '{ app: far }', '{}', 'else'),
      deployment('near', '{ app: near }', '{}', 'shop'),
    ].join('---\n');
    const source = `${here}${service('    app: ¦\n').replace('  name: web\n', '  name: web\n  namespace: shop\n')}`;
    const { text, at } = marked(source);
    const found = completionsAt('kubernetes', text, at, { facts: factsOf(others) });
    assert.deepEqual(
      found.map(({ label, rank, detail }) => [label, rank, detail?.en]),
      [
        ['shop', 1, 'Deployment/shop'],
        ['near', 2, 'Deployment/near'],
        ['far', 4, 'Deployment/far'],
      ],
    );
    const asked = factsOf(service('    app: asked\n'));
    assert.deepEqual(offered('kubernetes', deployment('a', '{ app: ¦ }'), { facts: asked }), ['asked']);
  });

  it('are put in quotes where YAML would read something else', () => {
    const odd = `${deployment('a', '{ release: "1.10", live: "true" }')}---\n`;
    assert.match(taken('kubernetes', `${odd}${service('    release: ¦\n')}`, '1.10'), /release: "1\.10"\n$/);
    assert.match(taken('kubernetes', `${odd}${service('    live: "¦"\n')}`, 'true'), /live: "true"\n$/);
  });
});
