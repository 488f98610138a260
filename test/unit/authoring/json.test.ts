import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/core/authoring/complete';
import { explainAt } from '../../../src/core/authoring/explain';
import { definitionsAt, usesAt } from '../../../src/core/authoring/find';
import { words } from '../../../src/core/authoring/kubernetes/words';
import { namesIn } from '../../../src/core/authoring/names';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { readParts } from '../../../src/core/lint/parts';
import { applyEdits, type Edit } from '../../../src/core/lint/rule';
import { marked, offered } from './marked';

/** The text after a suggestion was taken. */
function taken(source: string, label: string, room = 'kubernetes'): string {
  const { text, at } = marked(source);
  const one = completionsAt(room, text, at).find((found) => found.label === label) ?? assert.fail(`no ${label}`);
  const edits: Edit[] = [{ span: one.span, text: one.insert ?? one.label }];
  if (one.commaAt !== undefined) edits.push({ span: { start: one.commaAt, end: one.commaAt }, text: ',' });
  return applyEdits(text, edits);
}

const pod = (spec: string): string =>
  `{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "name": "a" },\n  "spec": ${spec}\n}\n`;
const hover = (source: string, language: 'en' | 'zh' = 'en'): string => {
  const { text, at } = marked(source);
  return explainAt('kubernetes', text, undefined, at, { language, lessonLink: () => '', words })?.markdown ?? '';
};

describe('authoring: JSON', () => {
  it('explains fields and values as YAML does', () => {
    assert.match(hover(pod('{ "restart¦Policy": "Never" }')), /\*\*restartPolicy\*\* · text · default `Always`/);
    assert.match(hover(pod('{ "restartPolicy": "Nev¦er" }'), 'zh'), /从不重启/);
    assert.match(hover(pod('{ "containers": [{ "image¦": "a" }] }')), /\*\*image\*\*/);
    assert.match(hover('{ "sp¦ec": {}, // comment\n "kind": "Service", "apiVersion": "v1" }'), /\*\*spec\*\*/);
    assert.equal(hover(pod('{ } // "spec": {¦ }')), '');
    assert.equal(hover(pod('{ "nothi¦ng": 1 }')), '');
  });

  it('offers keys with a value of their type, the commas included', () => {
    const of = (spec: string, label: string): unknown => JSON.parse(taken(pod(spec), label));
    const specOf = (spec: string, label: string): unknown => (of(spec, label) as { readonly spec: unknown }).spec;
    assert.deepEqual(specOf('{ ¦ }', 'containers'), { containers: [{}] });
    assert.deepEqual(specOf('{ ¦ "nodeName": "b" }', 'hostNetwork'), { hostNetwork: false, nodeName: 'b' });
    assert.deepEqual(specOf('{ "nodeName": "b",\n ¦ }', 'securityContext'), { nodeName: 'b', securityContext: {} });
    assert.deepEqual(specOf('{ "nodeName": "b"\n ¦ }', 'priority'), { nodeName: 'b', priority: 0 });
    assert.deepEqual(specOf('{ "nodeName": "b"\n "host¦"\n "volumes": [] }', 'hostname'), {
      nodeName: 'b',
      hostname: '',
      volumes: [],
    });
    assert.deepEqual(specOf('{ host¦ }', 'hostname'), { hostname: '' });
    assert.deepEqual(specOf('{ "¦": 3 }', 'priority'), { priority: 3 });
    assert.ok(!offered('kubernetes', pod('{ "nodeName": "b", ¦ }')).includes('nodeName'));
    assert.deepEqual(offered('kubernetes', pod('{ "nodeName" ¦ }')), []);
    assert.deepEqual(offered('kubernetes', pod('{ // ¦\n }')), []);
  });

  it('offers values in quotes, and the words of JSON without', () => {
    const after = (spec: string, label: string): string => taken(pod(spec), label);
    assert.ok(after('{ "restartPolicy": ¦ }', 'Never').includes('"restartPolicy": "Never" }'));
    assert.ok(after('{ "restartPolicy": "Al¦ways" }', 'Never').includes('"restartPolicy": "Never" }'));
    assert.ok(after('{ "restartPolicy": "Ne¦\n }', 'Never').includes('"restartPolicy": "Never"\n'));
    assert.ok(after('{ "restartPolicy": ¦\n "nodeName": "b" }', 'Never').includes('"Never",\n "nodeName"'));
    assert.ok(after('{ "hostNetwork": ¦ }', 'true').includes('"hostNetwork": true }'));
    const modes = '{ "apiVersion": "v1", "kind": "PersistentVolumeClaim", "spec": { "accessModes": [¦] } }';
    assert.ok(taken(modes, 'ReadWriteOnce').includes('["ReadWriteOnce"]'));
    assert.ok(taken('{ "apiVersion": "apps/v1", "kind": "¦" }', 'DaemonSet').includes('"kind": "DaemonSet" }'));
    assert.ok(offered('kubernetes', '{ ¦ }').includes('apiVersion'));
  });

  it('offers names and labels of the file', () => {
    const list = (spec: string): string =>
      `{ "kind": "List", "apiVersion": "v1", "items": [{ "kind": "Pod", "apiVersion": "v1", "metadata": { "name": "p", "labels": { "app": "shop" } } }, { "kind": "ConfigMap", "metadata": { "name": "settings" } }, ${spec}] }`;
    const service = (selector: string): string =>
      list(`{ "apiVersion": "v1", "kind": "Service", "spec": { "selector": { ${selector} } } }`);
    assert.deepEqual(offered('kubernetes', service('¦')), ['app']);
    assert.ok(taken(service('"app": ¦'), 'shop').includes('"app": "shop"'));
    const reference = '"spec": { "containers": [{ "envFrom": [{ "configMapRef": { "name": "¦" } }] }] }';
    assert.deepEqual(offered('kubernetes', list(`{ "apiVersion": "v1", "kind": "Pod", ${reference} }`)), ['settings']);
    const volumes = '{ "volumes": [{ "name": "data" }], "containers": [{ "volumeMounts": [{ "name": ¦ }] }] }';
    assert.deepEqual(offered('kubernetes', pod(volumes)), ['data']);
  });

  it('leads to definitions and references', () => {
    const { text, at } = marked(
      pod('{ "volumes": [{ "name": "data" }], "containers": [{ "volumeMounts": [{ "name": "da¦ta" }] }] }'),
    );
    const names = namesIn('kubernetes', readParts(kubernetes, text));
    const places = (find: typeof usesAt): readonly number[] => find(names, at).map(({ name }) => name.span.start);
    const [first, second] = [text.indexOf('"data"') + 1, text.lastIndexOf('"data"') + 1];
    assert.deepEqual(places(definitionsAt), [first]);
    assert.deepEqual(places(usesAt), [first, second]);
  });

  it('offers the options of daemon.json and their values', () => {
    assert.equal(taken('{ ¦ }', 'log-opts', 'daemon-json'), '{ "log-opts": {} }');
    assert.equal(
      taken('{ "dns": [], "live¦": true }', 'live-restore', 'daemon-json'),
      '{ "dns": [], "live-restore": true }',
    );
    assert.equal(taken('{ "debug": ¦ }', 'true', 'daemon-json'), '{ "debug": true }');
    assert.ok(offered('daemon-json', '{ "log-opts": { "¦" } }').includes('max-size'));
  });

  it('never throws, whatever is cut off or left out', () => {
    const text = pod('{ "containers": [{ "name": "a", "env": [{ "name": "b" }] }], "x" }');
    for (let at = 0; at <= text.length; at += 1) {
      for (const broken of [text, text.slice(0, at), text.slice(at), text.slice(0, at) + text.slice(at + 1)]) {
        for (const { span } of completionsAt('kubernetes', broken, Math.min(at, broken.length)))
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= broken.length, `${at} in ${broken}`);
      }
    }
  });
});
