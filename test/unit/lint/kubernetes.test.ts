import assert from 'node:assert/strict';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { decoded, encoded, isBase64 } from '../../../src/core/lint/kubernetes/base64';
import { cronMistake } from '../../../src/core/lint/kubernetes/cron';
import { documents, inContainer, inPod, object, service } from '../../../src/core/lint/kubernetes/examples';
import { meantQuantity, quantityOf } from '../../../src/core/lint/kubernetes/quantity';
import { removalOf } from '../../../src/core/lint/kubernetes/removed';
import { fieldsOf, findKind, kindsNamed, release } from '../../../src/core/lint/kubernetes/schema/models';
import { integerOf, meaningOf } from '../../../src/core/lint/kubernetes/yaml11';
import { roomFor } from '../../../src/core/lint/rooms';
import { Scalar } from '../../../src/core/lint/yaml/tree';
import { findingsIn } from './all-rooms';

const codes = (text: string, profile: 'learn' | 'strict' = 'learn'): readonly string[] =>
  findingsIn(kubernetes, text, profile).map(({ code }) => code);
const scalar = (text: string): Scalar => new Scalar({ start: 0, end: text.length }, text, 'plain', undefined, 0);

describe('the schema of Kubernetes', () => {
  it('is that of the client package, with kinds, fields and required ones', () => {
    assert.match(release, /^1\.\d+$/);
    assert.equal(findKind('apps/v1', 'Deployment')?.type, 'V1Deployment');
    assert.equal(findKind('v1', 'Namespace')?.isNamespaced, false);
    assert.equal(findKind('rbac.authorization.k8s.io/v1', 'Role')?.resource, 'roles');
    assert.deepEqual(
      kindsNamed('CronJob').map(({ version }) => version),
      ['batch/v1'],
    );
    assert.deepEqual(fieldsOf('V1ServicePort').get('port'), { name: 'port', type: 'i', isRequired: true });
    assert.equal(fieldsOf('V1ServicePort').get('targetPort')?.type, 'x');
    assert.equal(fieldsOf('V1Secret').get('data')?.type, '{y');
  });

  it('knows what was removed, and nothing of it is still in the tables by mistake', () => {
    assert.equal(removalOf('policy/v1beta1', 'PodDisruptionBudget')?.use, 'policy/v1');
    assert.equal(removalOf('apps/v1', 'Deployment'), undefined);
    for (const version of ['apps/v1', 'batch/v1', 'networking.k8s.io/v1'])
      assert.equal(removalOf(version, 'Ingress'), undefined);
  });
});

describe('a file of Kubernetes', () => {
  const kind = (path: string, text: string, language?: string) => roomFor(path, language, () => text)?.id;

  it('is known by what it begins with', () => {
    const text = object('v1', 'ConfigMap', 'data: {}');
    assert.equal(kind('web.yaml', text), 'kubernetes');
    assert.equal(kind('Untitled-1', text, 'yaml'), 'kubernetes');
    assert.equal(kind('a.json', '{ "kind": "ConfigMap", "apiVersion": "v1" }'), 'kubernetes');
    assert.equal(kind('compose.yaml', text), 'compose');
    assert.equal(kind('a.yaml', 'name: x\nkind: y\n'), undefined);
    assert.equal(kind('a.yaml', 'services: {}\n'), undefined);
    assert.equal(kind('notes.txt', text), undefined);
  });

  it('is left in peace when it is a template, or of a kind that nobody knows', () => {
    assert.deepEqual(codes('apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\nspecc: 1\n'), []);
    assert.deepEqual(codes(object('example.com/v1', 'Widget', 'replicas: "3"')), []);
  });

  it('has each document judged by itself, and the items of a list', () => {
    const wrong = object('v1', 'ConfigMap', 'data: { port: 443 }');
    assert.deepEqual(codes(documents(wrong, wrong.replace('name: web', 'name: b'))), ['K8S021', 'K8S021']);
    const item = wrong.replaceAll('\n', '\n    ').trimEnd();
    assert.deepEqual(codes(`apiVersion: v1\nkind: List\nitems:\n  - ${item}\n`), ['K8S021']);
  });

  it('hides what its author hides by annotations and comments', () => {
    const text = inContainer('stdin: false').replace('image: nginx:1.30', 'image: nginx');
    assert.ok(codes(text).includes('latest-tag'));
    const noted = (annotation: string) =>
      text.replace('  name: web\n', `  name: web\n  annotations: { ${annotation} }\n`);
    assert.ok(!codes(noted('ignore-check.kube-linter.io/latest-tag: why')).includes('latest-tag'));
    assert.ok(!codes(noted('kube-linter.io/ignore-all: why')).includes('latest-tag'));
    assert.ok(!codes(noted('kube-score/ignore: "container-image-tag,other"')).includes('latest-tag'));
    assert.ok(!codes(text.replace('image: nginx', 'image: nginx # tutor ignore=latest-tag')).includes('latest-tag'));
    assert.ok(codes(noted('kube-linter.io/ignore-all: why').replace('stdin: false', 'stdin: "no"')).includes('K8S017'));
  });

  it('says one thing about one mistake', () => {
    assert.deepEqual(codes(service('selctor: { app: web }\nports: [{ port: 80 }]')), ['K8S016']);
    assert.deepEqual(codes('apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: { name: a }\nspec: { x: 1 }\n'), [
      'K8S014',
    ]);
    assert.deepEqual(codes(inPod('').replace('containers:', 'contianers:')), ['K8S016']);
  });

  it('asks a patch for nothing that may be in its base', () => {
    const patch = object('apps/v1', 'Deployment', 'spec: { template: { spec: { containers: [{ name: web }] } } }');
    const file = kubernetes.parse(patch, '/x/patches/web.yaml');
    const found = kubernetes.rules.flatMap((rule) => [
      ...rule.check(file, { at: () => undefined, peers: { all: [] } }),
    ]);
    assert.deepEqual(
      found.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual(
      findingsIn(kubernetes, patch).map(({ code }) => code),
      ['K8S018'],
    );
  });
});

describe('values of Kubernetes', () => {
  it('are read as kubectl reads YAML', () => {
    const meanings = [
      'on',
      'Yes',
      'n',
      '12',
      '0644',
      '0x1f',
      '1.20',
      '.5',
      '1e3',
      '1.2.3',
      '2026-01-01',
      'a',
      '10:30',
      '-',
    ];
    assert.deepEqual(
      meanings.map((text) => meaningOf(scalar(text))),
      [
        'boolean',
        'boolean',
        'boolean',
        ...Array<string>(3).fill('integer'),
        ...Array<string>(3).fill('number'),
        ...Array<string>(5).fill('text'),
      ],
    );
    assert.equal(integerOf(scalar('0644')), 420);
  });

  it('are amounts, or nearly', () => {
    assert.equal(quantityOf('1.5Gi')?.value, 1.5 * 2 ** 30);
    assert.equal(quantityOf('500m')?.value, 0.5);
    assert.equal(quantityOf('1e3')?.value, 1000);
    for (const wrong of ['512MB', '1 Gi', 'Gi', '1g', '--1', '']) assert.equal(quantityOf(wrong), undefined, wrong);
    assert.equal(meantQuantity('512MB'), '512Mi');
    assert.equal(meantQuantity('lots'), undefined);
  });

  it('are schedules, or not', () => {
    for (const right of ['* * * * *', '*/5 0-6,22 1 jan-DEC mon-fri', '@daily', '@every 5m', '0 0 ? * 6'])
      assert.equal(cronMistake(right), undefined, right);
    for (const wrong of [
      '0 2 0',
      '60 * * * *',
      '* * * * 7',
      '*/0 * * * *',
      '@noon',
      'CRON_TZ=UTC 0 0 * * *',
      '5-1 * * * *',
    ])
      assert.notEqual(cronMistake(wrong), undefined, wrong);
  });

  it('are base64, both ways', () => {
    for (const text of ['', 'a', 'ab', 'abc', 'hello!']) {
      assert.equal(decoded(encoded(text)), text);
      assert.ok(isBase64(encoded(text)));
    }
    assert.equal(encoded('密'), '5a+G');
    assert.ok(!isBase64('abc'));
  });
});
