import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/core/authoring/complete';
import { parseDocument } from 'yaml';
import { marked, offered, taken } from './marked';

const deployment = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n';

describe('authoring: completion', () => {
  it('offers the keys of a Compose service, but for those that are there', () => {
    const labels = offered('compose', 'services:\n  web:\n    ¦\n    image: nginx:1.30\n');
    assert.ok(labels.includes('restart') && labels.includes('depends_on') && labels.includes('healthcheck'));
    assert.ok(!labels.includes('image'));
    assert.ok(offered('compose', '¦').includes('services'));
  });

  it('offers the values and the names of a Compose project', () => {
    const project = 'services:\n  web:\n    restart: ¦\n';
    assert.deepEqual(offered('compose', project), ['no', 'always', 'on-failure', 'unless-stopped']);
    const rest =
      '  db:\n    image: a\nvolumes:\n  data:\nnetworks:\n  front:\n  back:\nsecrets:\n  key:\n    file: ./k\n';
    const at = (lines: string): readonly string[] => offered('compose', `services:\n  web:\n${lines}${rest}`);
    assert.deepEqual(at('    depends_on:\n      - ¦\n'), ['db']);
    assert.deepEqual(at('    depends_on: [¦]\n'), ['db']);
    assert.deepEqual(at('    networks: [back, f¦]\n'), ['front', 'back']);
    assert.ok(at('    volumes:\n      - ¦\n').includes('data'));
    assert.ok(at('    secrets:\n      - ¦\n').includes('key'));
  });

  it('replaces the name of a volume, not its path', () => {
    const text = 'services:\n  web:\n    volumes:\n      - da¦:/x\nvolumes:\n  data:\n';
    assert.match(taken('compose', text, 'data'), /- data:\/x\n/);
  });

  it('writes what an editor indents to valid YAML', () => {
    const list = taken('kubernetes', `${deployment}      ¦\n`, 'containers');
    assert.ok(list.endsWith('      containers:\n        - \n'), list);
    const item = taken('kubernetes', `${deployment}      containers:\n        - ¦\n`, 'env');
    assert.ok(item.endsWith('        - env:\n            - \n'), item);
    const table = taken('kubernetes', `${deployment}      containers:\n        - name: a\n          ¦\n`, 'resources');
    assert.ok(table.endsWith('          resources:\n            \n'), table);
    const first = taken('kubernetes', `${deployment}      containers:\n        ¦\n`, 'name');
    assert.ok(first.endsWith('        - name: \n'), first);
    for (const text of [list, item, table, first]) assert.deepEqual(parseDocument(text).errors, []);
  });

  it('leaves the value alone where a key is changed', () => {
    assert.equal(
      taken('compose', 'services:\n  web:\n    ima¦ge: a\n', 'command'),
      'services:\n  web:\n    command: a\n',
    );
  });

  it('offers kinds, versions, fields and words of Kubernetes', () => {
    assert.ok(offered('kubernetes', 'apiVersion: apps/v1\nkind: ¦\n').includes('StatefulSet'));
    assert.ok(!offered('kubernetes', 'apiVersion: apps/v1\nkind: ¦\n').includes('Pod'));
    assert.deepEqual(offered('kubernetes', 'apiVersion: ¦\nkind: Ingress\n'), ['networking.k8s.io/v1']);
    assert.deepEqual(offered('kubernetes', 'apiVersion: v1\nkind: Service\nspec:\n  type: ¦\n'), [
      'ClusterIP',
      'NodePort',
      'LoadBalancer',
      'ExternalName',
    ]);
    const fields = offered(
      'kubernetes',
      `${deployment}      containers:\n        - name: a\n          ¦\n        - name: b\n`,
    );
    assert.ok(fields.includes('image') && !fields.includes('name') && !fields.includes('restart'));
    assert.ok(!offered('kubernetes', 'apiVersion: v1\nkind: Pod\n¦\n').includes('status'));
  });

  it('offers the objects of this file and of others', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n---\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      envFrom:\n        - configMapRef:\n            name: ¦\n';
    const span = { start: 0, end: 1 };
    const names = [
      { kind: 'ConfigMap', name: 'elsewhere', role: 'definition' as const, span },
      { kind: 'Secret', name: 'hidden', role: 'definition' as const, span },
      { kind: 'ConfigMap', name: 'only-used', role: 'reference' as const, span },
    ];
    assert.deepEqual(offered('kubernetes', text, { names }), ['settings', 'elsewhere']);
    const mount = `${deployment}      volumes:\n        - name: data\n          emptyDir: {}\n      containers:\n        - name: a\n          volumeMounts:\n            - name: ¦\n`;
    assert.deepEqual(offered('kubernetes', mount), ['data']);
  });

  it('offers instructions, flags and stages of a Dockerfile', () => {
    assert.ok(offered('dockerfile', 'FROM a AS build\nC¦').includes('COPY'));
    assert.equal(taken('dockerfile', 'co¦', 'copy'), 'copy ');
    assert.deepEqual(offered('dockerfile', 'FROM a AS build\nFROM b\nCOPY --from=¦ / /\n'), ['build']);
    assert.ok(offered('dockerfile', 'FROM a AS build\nFROM ¦\n').includes('build'));
    assert.ok(offered('dockerfile', 'FROM a\nRUN --¦').includes('--mount'));
    assert.equal(
      taken('dockerfile', 'FROM a\nRUN --mount=ty¦', 'type=cache,target='),
      'FROM a\nRUN --mount=type=cache,target=',
    );
    assert.deepEqual(offered('dockerfile', 'FROM a\nRUN apk add \\\n  cu¦'), []);
    assert.deepEqual(offered('dockerfile', '# FROM ¦'), []);
  });

  it('offers types, properties and names of a Heat template', () => {
    const text =
      'heat_template_version: 2021-04-16\nparameters:\n  size:\n    type: string\nresources:\n  a:\n    type: OS::Nova::Server\n    properties:\n';
    assert.ok(offered('heat', `${text}      ¦\n`).includes('flavor'));
    assert.deepEqual(offered('heat', `${text}      flavor: { get_param: ¦ }\n`), ['size']);
    assert.ok(offered('heat', 'resources:\n  a:\n    type: ¦\n').includes('OS::Neutron::Net'));
    const group = offered('heat', 'resources:\n  a:\n    type: OS::Nova::ServerGroup\n    properties:\n      ¦\n');
    assert.deepEqual(group.toSorted(), ['name', 'policies']);
    assert.equal(offered('heat', 'heat_template_version: ¦\n')[0], 'wallaby');
    assert.ok(offered('heat', 'outputs:\n  a:\n    value: { ¦ }\n').includes('list_concat_unique'));
    assert.deepEqual(offered('heat', 'parameters:\n  a: {}\nparameter_groups:\n  - parameters: [¦]\n'), ['a']);
  });

  it('never throws, and replaces only what is around the place', () => {
    const texts = {
      compose: 'services:\n  a:\n    b: [c, {d: "e\n- - f\n  "g: |\n   h\n',
      kubernetes: '- a\n-- b:\n---\n  kind: "\n\tspec:\n   - {[\n',
      dockerfile: 'FROM\\\n --from=\nCOPY --=\n<<EOF\nRUN --mount=',
      heat: '\n\n: :\n-\n- :\n  get_param: [',
    };
    for (const [room, text] of Object.entries(texts)) {
      for (let at = 0; at <= text.length; at += 1) {
        for (const { span } of completionsAt(room, text, at))
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${room} at ${at}`);
      }
    }
  });

  it('takes less than 30 ms of the processor in a manifest of 5,000 lines', () => {
    const items = Array.from({ length: 2500 }, (_, index) => `  - name: c${index}\n    image: nginx\n`).join('');
    const { text, at } = marked(`apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${items}    ¦\n${items}`);
    const times = Array.from({ length: 12 }, () => {
      const before = process.cpuUsage();
      assert.ok(completionsAt('kubernetes', text, at).length > 10);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    const [best = Infinity] = times.sort((a, b) => a - b);
    assert.ok(best < 30, `${best} ms`);
  });
});
