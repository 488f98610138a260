import assert from 'node:assert/strict';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { lint, type LintOptions } from '../../../src/core/lint/engine';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { applyEdits, type Finding, type Room } from '../../../src/core/lint/rule';
import { shell } from '../../../src/core/lint/shell';
import { unusedSuppression } from '../../../src/core/lint/suppressions';

const unused = (room: unknown, text: string, options: LintOptions = { profile: 'strict' }): readonly Finding[] =>
  lint(room as Room<unknown>, text, options).filter(({ code }) => code === unusedSuppression);

/** What is left when each unused comment is taken out. */
function without(room: unknown, text: string): string {
  const [first] = unused(room, text);
  return first?.fix === undefined ? text : without(room, applyEdits(text, first.fix.edits));
}

const image = 'FROM node:24\n';

describe('a comment that hides nothing', () => {
  it('is a hint in the strict profile only, unless the author asks for more', () => {
    const text = `${image}# hadolint ignore=DL3011\nEXPOSE 80\n`;
    assert.deepEqual(
      unused(dockerfile, text).map(({ severity, span }) => [severity, text.slice(span.start, span.end)]),
      [['hint', '# hadolint ignore=DL3011']],
    );
    assert.deepEqual(unused(dockerfile, text, {}), []);
    assert.deepEqual(unused(dockerfile, text, { profile: 'quiet' }), []);
    const asked = { levels: { [unusedSuppression]: 'warning' } } as const;
    assert.deepEqual(
      unused(dockerfile, text, asked).map(({ severity }) => severity),
      ['warning'],
    );
    assert.deepEqual(unused(dockerfile, text, { profile: 'strict', levels: { [unusedSuppression]: 'off' } }), []);
  });

  it('is left in peace when it hides something, in its place or in the file', () => {
    for (const comment of ['# hadolint ignore=DL3011', '# tutor ignore-file=DL3011', '# tutor ignore=DL3011,DL3025']) {
      assert.deepEqual(unused(dockerfile, `${image}${comment}\nEXPOSE 70000\n`), [], comment);
    }
  });

  it("is left in peace when it may be another tool's, or the rule was not asked", () => {
    assert.deepEqual(unused(dockerfile, `${image}# hadolint ignore=SC2086\nEXPOSE 80\n`), []);
    assert.deepEqual(unused(dockerfile, `${image}# hadolint ignore=DL3008\nEXPOSE 80\n`), []);
    assert.deepEqual(unused(compose, '# dclint disable\nservices:\n  web:\n    image: nginx:1.30\n'), []);
    const off = { profile: 'strict', levels: { DL3011: 'off' } } as const;
    assert.deepEqual(unused(dockerfile, `${image}# hadolint ignore=DL3011\nEXPOSE 80\n`, off), []);
  });

  it('is taken out by its fix, with its line when it stands there alone, and nothing else is touched', () => {
    assert.equal(without(dockerfile, `${image}# hadolint ignore=DL3011\r\nEXPOSE 80\r\n`), `${image}EXPOSE 80\r\n`);
    const services = 'services:\n  web:\n    image: nginx:1.30\n';
    assert.equal(without(compose, `\uFEFF# tutor ignore-file=DC001 -- why\n${services}`), `\uFEFF${services}`);
    assert.equal(without(compose, `${services.trimEnd()}  # tutor ignore=DC001\n`), services);
    assert.equal(
      without(compose, services.replace('  web', '  # tutor ignore=DC001\n  # why\n  web')),
      services.replace('  web', '  # why\n  web'),
    );
    assert.equal(without(shell, '#!/bin/sh\n# tutor ignore=SH001\nls -la'), '#!/bin/sh\nls -la');
  });

  it('is one of several above one node, each judged alone', () => {
    const text =
      'services:\n  # tutor ignore=DC001\n  # tutor ignore=DC004\n  web:\n    image: nginx:1.30\n    imagee: x\n';
    assert.deepEqual(
      unused(compose, text).map(({ span }) => text.slice(span.start, span.end)),
      ['# tutor ignore=DC001'],
    );
  });

  it('may be an annotation, which is shown and not taken out', () => {
    const text = [
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:',
      '    ignore-check.kube-linter.io/latest-tag: "why"\ndata: {}\n',
    ].join('\n');
    const found = unused(kubernetes, text);
    assert.deepEqual(
      found.map(({ span, fix }) => [text.slice(span.start, span.end), fix]),
      [['ignore-check.kube-linter.io/latest-tag', undefined]],
    );
  });
});
