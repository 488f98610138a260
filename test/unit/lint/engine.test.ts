import assert from 'node:assert/strict';
import { readParts } from '../../../src/core/lint/parts';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { closest } from '../../../src/core/lint/distance';
import { ignoreHere, lint, moreFindings } from '../../../src/core/lint/engine';
import { Lines } from '../../../src/core/lint/lines';
import { roomFor } from '../../../src/core/lint/rooms';
import { applyEdits, type Problem, type Room, type Rule } from '../../../src/core/lint/rule';

const words = { en: 'x', zh: '某' };
const rule = (
  code: string,
  check: (text: string) => Iterable<Problem>,
  more: Partial<Rule<string>> = {},
): Rule<string> => ({
  code,
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: words,
  message: words,
  why: words,
  lesson: 'docker/dockerfile',
  check,
  examples: { bad: [], good: [] },
  ...more,
});
const room = (...rules: Rule<string>[]): Room<string> => ({
  id: 'test',
  fence: 'text',
  rules,
  parse: (text) => text,
  pragmas: () => [],
  ignoreHere: () => ({ span: { start: 0, end: 0 }, text: '' }),
});
const at = (start: number, end: number): Problem[] => [{ span: { start, end } }];

describe('the engine', () => {
  it('drops a rule that throws for this text, tells of it, and goes on', () => {
    const failures: string[] = [];
    const half = rule('HALF', function* () {
      yield* at(0, 1);
      throw new Error('late');
    });
    const found = lint(
      room(
        half,
        rule('GOOD', () => at(2, 3)),
      ),
      'abc',
      { onFailure: (what) => failures.push(what) },
    );
    assert.deepEqual([found.map(({ code }) => code), failures], [['GOOD'], ['HALF']]);
  });

  it('shows a rule once at a place, and tells the parser the name of the file', () => {
    const twice = rule('TWICE', () => [...at(0, 1), ...at(0, 1), ...at(1, 2)]);
    assert.equal(lint(room(twice), 'ab').length, 2);
    const paths: unknown[] = [];
    const named = { ...room(), parse: (_: string, path?: string): string => String(paths.push(path)) };
    lint(named, 'a', { path: 'x/a.yaml' });
    lint(named, 'a');
    assert.deepEqual(paths, ['x/a.yaml', undefined]);
  });

  it('survives a parser that throws', () => {
    const failures: string[] = [];
    const broken = { ...room(), parse: (): string => assert.fail() };
    assert.deepEqual([lint(broken, 'a', { onFailure: (what) => failures.push(what) }), failures], [[], ['test']]);
    assert.deepEqual(lint(broken, 'a'), []);
  });

  it('shows one finding for one mistake: the earlier layer, then the worse, then the first rule', () => {
    const winner = (...rules: Rule<string>[]): string[] => lint(room(...rules), 'abcdef').map(({ code }) => code);
    const error = { severity: { learn: 'error', strict: 'error' } } as const;
    assert.deepEqual(
      winner(
        rule('A', () => at(0, 3)),
        rule('B', () => at(1, 2), { layer: 'syntax' }),
      ),
      ['B'],
    );
    assert.deepEqual(
      winner(
        rule('A', () => at(0, 3)),
        rule('B', () => at(1, 2), error),
      ),
      ['B'],
    );
    assert.deepEqual(
      winner(
        rule('A', () => at(0, 3)),
        rule('B', () => at(1, 2)),
      ),
      ['A'],
    );
    assert.deepEqual(
      winner(
        rule('A', () => at(0, 1)),
        rule('B', () => at(1, 2)),
      ),
      ['A', 'B'],
    );
    const wide = rule('Z', () => [{ span: { start: 0, end: 1 }, covers: { start: 0, end: 6 } }]);
    assert.deepEqual(
      winner(
        rule('A', () => at(4, 5), error),
        wide,
      ),
      ['Z'],
    );
  });

  it('follows the profile, then the author by code or alias in any case', () => {
    const practice = rule('P1', () => at(0, 1), {
      severity: { learn: 'off', strict: 'information' },
      aliases: ['Old'],
    });
    const severity = (options: Parameters<typeof lint>[2]) => lint(room(practice), 'a', options)[0]?.severity;
    assert.equal(severity({}), undefined);
    assert.equal(severity({ profile: 'strict' }), 'information');
    assert.equal(severity({ profile: 'quiet', levels: { old: 'hint' } }), 'hint');
    assert.equal(severity({ profile: 'strict', levels: { P1: 'off' } }), undefined);
  });

  it('keeps errors only in the quiet profile', () => {
    const text = 'FROM httpd\nEXPOSE 70000\n';
    assert.deepEqual(
      lint(dockerfile, text, { profile: 'quiet' }).map(({ code }) => code),
      ['DL3011'],
    );
  });

  it('shows 200 findings and one summary', () => {
    const found = lint(dockerfile, 'FROM a\n'.repeat(250), { levels: { DF075: 'off' } });
    assert.equal(found.length, 201);
    assert.deepEqual([found.at(-1)?.code, found.at(-1)?.message.en.slice(0, 3)], [moreFindings, '50 ']);
  });
});

describe('silencing', () => {
  const bad = 'EXPOSE 70000\nWORKDIR app\nCMD npm start\n';
  const left = (text: string): string[] => lint(dockerfile, text).map(({ code }) => code);
  const file = (comment: string): string => `FROM node:24\n${comment}\n${bad}`;

  it('has something to silence', () => {
    assert.deepEqual(left(`FROM node:24\n${bad}`), ['DL3011', 'WorkdirRelativePath', 'DL3025']);
  });

  it('obeys hadolint, for the next instruction and for the file, by alias too', () => {
    assert.deepEqual(left(file('# hadolint ignore=DL3025,DL3011')), ['WorkdirRelativePath', 'DL3025']);
    assert.deepEqual(left(file('# hadolint global ignore=DL3025, DL3000')), ['DL3011']);
    assert.deepEqual(left(file('#hadolint  ignore = DL3011 # why')), ['WorkdirRelativePath', 'DL3025']);
    assert.deepEqual(left(`FROM node:24\n# hadolint ignore=DL3011\n\n# more\n${bad}`), [
      'WorkdirRelativePath',
      'DL3025',
    ]);
  });

  it('obeys BuildKit at the top of the file only, and hides errors by name only', () => {
    assert.deepEqual(left(`# check=skip=JSONArgsRecommended,WorkdirRelativePath\nFROM node:24\n${bad}`), ['DL3011']);
    assert.deepEqual(left(`# syntax=docker/dockerfile:1\n# check=skip=all\nFROM node:24\n${bad}`), ['DL3011']);
    assert.deepEqual(left(file('# check=skip=all')), ['DL3011', 'WorkdirRelativePath', 'DL3025']);
  });

  it('makes BuildKit checks errors where the file says so', () => {
    const found = lint(dockerfile, `# check=error=true;skip=JSONArgsRecommended\nFROM node\n${bad}`);
    assert.deepEqual(
      found.map(({ code, severity }) => `${code} ${severity}`),
      ['DL3006 warning', 'DL3011 error', 'WorkdirRelativePath error'],
    );
  });

  it('obeys our own comments', () => {
    assert.deepEqual(left(file('# tutor ignore=DL3011 -- the port of a joke')), ['WorkdirRelativePath', 'DL3025']);
    assert.deepEqual(left(file('# tutor ignore-file=dl3011,jsonargsrecommended')), ['WorkdirRelativePath']);
    assert.deepEqual(left('FROM node:24\nRUN <<EOF\n# tutor ignore-file=DL3011\nEOF\nEXPOSE 70000\n'), ['DL3011']);
  });

  it('can be written by the editor: the comment hides this finding and nothing else', () => {
    for (const text of [`FROM node:24\n  ${bad}`, `FROM node:24\r\n${bad.replaceAll('\n', '\r\n')}`]) {
      const [finding, ...others] = lint(dockerfile, text);
      const fix = finding && ignoreHere(dockerfile, readParts(dockerfile, text), finding);
      assert.deepEqual(
        left(applyEdits(text, fix?.edits ?? [])),
        others.map(({ code }) => code),
      );
    }
  });
});

describe('a kind of file', () => {
  it('is known by its name, or by its language', () => {
    const kind = (path: string, language?: string) => roomFor(path, language)?.id;
    for (const path of ['Dockerfile', '/a/dockerfile', 'C:\\a\\web.Dockerfile', 'Dockerfile.dev', 'x/Containerfile']) {
      assert.equal(kind(path), 'dockerfile', path);
    }
    for (const path of ['compose.yaml', '/a/compose.prod.yml', 'docker-compose.yml', 'docker-compose-dev.yaml']) {
      assert.equal(kind(path), 'compose', path);
    }
    for (const path of [
      'Dockerfile.md',
      'a.Dockerfile.bak',
      'Dockerfile.dockerignore',
      'compose.json',
      'my-compose.yaml',
      'docker-compose.yml.bak',
      '.Dockerfilex',
    ]) {
      assert.equal(kind(path), undefined, path);
    }
    assert.equal(kind('Untitled-1', 'dockercompose'), 'compose');
    assert.equal(kind('Untitled-1', 'dockerfile'), 'dockerfile');
    assert.equal(kind('Dockerfile.md', 'dockerfile'), undefined);
  });
});

describe('did you mean', () => {
  it('finds the one near word', () => {
    const known = ['FROM', 'RUN', 'ENV', 'ENTRYPOINT'];
    assert.equal(closest('FORM', known), 'FROM');
    assert.equal(closest('ENTRYPIONT', known), 'ENTRYPOINT');
    assert.equal(closest('RN', known), undefined);
    assert.equal(closest('CD', ['CMD']), undefined);
    assert.equal(closest('ABC', ['ABX', 'AYC']), undefined);
  });
});

describe('lines', () => {
  it('convert both ways, with any line end', () => {
    const text = 'a\nbc\r\n\rd';
    const lines = new Lines(text);
    for (let offset = 0; offset <= text.length; offset += 1)
      assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
    assert.deepEqual(lines.positionAt(text.length), { line: 3, character: 1 });
  });
});
