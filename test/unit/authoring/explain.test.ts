import assert from 'node:assert/strict';
import { grammarOf } from '../../../src/core/authoring/complete';
import { explainAt } from '../../../src/core/authoring/explain';
import { instructionFacts } from '../../../src/core/authoring/dockerfile/instructions';
import { flagFacts } from '../../../src/core/authoring/dockerfile/flags';
import { kubernetesKeys } from '../../../src/core/authoring/kubernetes/keys';
import { kubernetesValues } from '../../../src/core/authoring/kubernetes/values';
import { words } from '../../../src/core/authoring/kubernetes/words';
import { parseDockerfile } from '../../../src/core/lint/dockerfile/file';
import { knownFlags } from '../../../src/core/lint/dockerfile/flags';
import { keywords } from '../../../src/core/lint/dockerfile/keywords';
import { choicesOf } from '../../../src/core/lint/kubernetes/schema/enums';
import { fieldsOf } from '../../../src/core/lint/kubernetes/schema/models';
import type { Language } from '../../../src/core/text';
import { marked } from './marked';

function explained(room: string, source: string, language: Language = 'en'): string {
  const { text, at } = marked(source);
  const file = room === 'dockerfile' ? parseDockerfile(text) : undefined;
  return explainAt(room, text, file, at, { language, lessonLink: (lesson) => `open:${lesson}`, words })?.markdown ?? '';
}

describe('authoring: hovers', () => {
  it('explain a field of Kubernetes with its type, its words and the reference', () => {
    const text = 'apiVersion: v1\nkind: Pod\nspec:\n  restart¦Policy: Never\n';
    assert.match(
      explained('kubernetes', text),
      /\*\*restartPolicy\*\* · text · default `Always`[\s\S]*`OnFailure`[\s\S]*> Restart policy/,
    );
    assert.match(explained('kubernetes', text, 'zh'), /字符串 · 默认 `Always`[\s\S]*官方参考[\s\S]*> Restart policy/);
    assert.match(explained('kubernetes', 'apiVersion: v1\nkind: Pod\nspec:\n  contai¦ners: []\n', 'zh'), /必填/);
    assert.match(
      explained('kubernetes', 'apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Nev¦er\n', 'zh'),
      /从不重启/,
    );
    assert.equal(explained('kubernetes', 'apiVersion: v1\nkind: Pod\nspec:\n  nothi¦ng: 1\n'), '');
  });

  it('explain keys and values of Compose', () => {
    assert.match(explained('compose', 'services:\n  a:\n    health¦check: {}\n'), /\*\*healthcheck\*\* · table/);
    assert.match(explained('compose', 'services:\n  a:\n    restart: unless¦-stopped\n', 'zh'), /手动停止/);
  });

  it('explain an instruction and a flag of a Dockerfile, with the lesson', () => {
    assert.match(explained('dockerfile', 'FROM a\nCO¦PY a b\n'), /COPY[\s\S]*Mind: [\s\S]*\(open:docker\/dockerfile\)/);
    assert.match(explained('dockerfile', 'FROM a\nONBUILD RU¦N a\n'), /^\*\*RUN\*\*/);
    assert.match(explained('dockerfile', 'FROM a\nONBU¦ILD RUN a\n'), /^\*\*ONBUILD\*\*/);
    assert.match(explained('dockerfile', 'FROM a\nRUN --mou¦nt=type=cache,target=/x a\n', 'zh'), /不会进入镜像/);
    assert.equal(explained('dockerfile', 'FROM a\nRUN ec¦ho COPY\n'), '');
  });

  it('exist for every instruction and every flag', () => {
    assert.deepEqual(Object.keys(instructionFacts).sort(), [...keywords].sort());
    for (const [keyword, flags] of Object.entries(knownFlags))
      assert.deepEqual(Object.keys(flagFacts[keyword] ?? {}).sort(), Object.keys(flags).sort(), keyword);
  });

  it('tell of no field and no word that Kubernetes does not have', () => {
    for (const place of Object.keys(kubernetesKeys).filter((one) => one.includes('.'))) {
      const [type = '', field = ''] = place.split('.');
      assert.ok(fieldsOf(type).has(field), place);
    }
    for (const [place, facts] of Object.entries(kubernetesValues)) {
      const [type = '', field = ''] = place.split('.');
      assert.ok(fieldsOf(type).has(field), place);
      const choice = choicesOf(type)?.get(field);
      for (const { value } of facts)
        assert.ok(choice === undefined || choice.words.includes(value), `${place} ${value}`);
    }
  });

  it('have a description for nearly every key of Compose that learners meet', () => {
    const keys = grammarOf('compose')?.at(['services', 'a'], [])?.keys ?? [];
    const silent = keys.filter(({ about }) => about === undefined).map(({ name }) => name);
    assert.ok(keys.length > 60 && silent.length < 30, silent.join(' '));
  });
});
