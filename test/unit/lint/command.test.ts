import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { lintCommand } from '../../../src/cli/lint';
import type { Language } from '../../../src/core/text';

/** A Service that is defined twice: a finding with another place. */
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
const twice = `${service}---\n${service}`;

type Sarif = {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string; help: { markdown: string } }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
      fixes?: { artifactChanges: { replacements: { insertedContent?: { text: string } }[] }[] }[];
    }[];
  }[];
};

describe('tutor lint', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tutor-lint-'));
    mkdirSync(path.join(folder, 'a b'));
    writeFileSync(path.join(folder, 'Dockerfile'), 'FROM httpd\nEXPOSE 70000\n');
    writeFileSync(path.join(folder, 'a b', 'Containerfile'), '\uFEFFFROM httpd:latest\r\nCMD npm start\r\n');
    writeFileSync(path.join(folder, 'clean.Dockerfile'), 'FROM httpd:2.4\n');
    writeFileSync(path.join(folder, 'compose.yaml'), 'services:\n  web:\n    build: .\n    networks: [front]\n');
    writeFileSync(path.join(folder, 'compose.dev.yaml'), 'services:\n  web:\n    build: .\n    networks: [front]\n');
    writeFileSync(path.join(folder, 'notes.md'), '# notes\n');
    writeFileSync(path.join(folder, 'web.yaml'), twice);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function run(words: string, language: Language = 'en') {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await lintCommand(
      words.split(' ').map((word) => word.replace('+', ' ')),
      {
        stdout: (text) => out.push(text),
        stderr: (text) => err.push(text),
        cwd: folder,
        language,
      },
    );
    return { code, out: out.join(''), err: err.join('') };
  }

  it('exits with 0 for clean files, 1 for findings, 2 when it could not run', async () => {
    assert.equal((await run('clean.Dockerfile')).code, 0);
    assert.equal((await run('clean.Dockerfile Dockerfile')).code, 1);
    assert.equal((await run('Dockerfile --profile quiet')).code, 1);
    for (const words of [
      '',
      '--fromat json Dockerfile',
      'Dockerfile --format xml',
      'Dockerfile --profile',
      'Dockerfile --rule DL3006',
      'Dockerfile --rule DL9999=off',
      'Dockerfile --rule DL3006=loud',
      'Dockerfile --exclude [',
      'Dockerfile --exclude-from nowhere',
      '*.nothing',
      'Dockerfile --exclude Dockerfile',
      'notes.md',
    ]) {
      const { code, err } = await run(words);
      assert.equal(code, 2, words);
      assert.notEqual(err, '', words);
    }
  });

  it('goes on with the other files when one is missing or of another kind', async () => {
    const missing = await run('gone/Dockerfile Dockerfile --format json');
    assert.equal(missing.code, 2);
    assert.equal((JSON.parse(missing.out) as unknown[]).length, 2);
    assert.match(missing.err, /gone\/Dockerfile.*no such file/);
    const other = await run('notes.md clean.Dockerfile');
    assert.deepEqual([other.code, /notes\.md was left out/.test(other.err)], [0, true]);
    assert.match((await run('gone.md')).err, /no such file/);
  });

  it('knows each kind of file by its name', async () => {
    assert.match((await run('compose.yaml')).out, /^compose\.yaml:4:16: error DC010: /m);
    assert.match((await run('compose.yaml --lang zh')).out, /错误 DC010: 网络“front”没有在顶层声明。/);
    assert.equal((await run('compose.dev.yaml clean.Dockerfile')).code, 0);
    const log = JSON.parse((await run('compose.yaml Dockerfile --format sarif')).out) as Sarif;
    assert.deepEqual(log.runs[0]?.results.map(({ ruleId }) => ruleId).sort(), ['DC010', 'DL3006', 'DL3011']);
  });

  it('writes text with places counted from 1, in the language asked for', async () => {
    const { out } = await run('Dockerfile');
    assert.match(out, /^Dockerfile:1:6: warning DL3006: httpd has no tag/m);
    assert.match(out, /^Files: 1\. Findings: 2\.$/m);
    assert.match((await run('Dockerfile --lang zh-cn')).out, /^Dockerfile:1:6: 警告 DL3006: httpd 没有标签/m);
    assert.match((await run('Dockerfile --lang zh-cn --nope', 'en')).err, /没有选项 --nope/);
    assert.match((await run('nowhere/Dockerfile', 'zh')).err, /文件不存在/);
  });

  it('writes one JSON array, places counted from 0 as an editor shows them', async () => {
    const { out } = await run('Dockerfile a+b/Containerfile clean.Dockerfile --format=json');
    const found = JSON.parse(out) as Record<string, unknown>[];
    assert.deepEqual(
      found.map(({ file, code, severity, fixable }) => [file, code, severity, fixable]),
      [
        ['Dockerfile', 'DL3006', 'warning', true],
        ['Dockerfile', 'DL3011', 'error', false],
        ['a b/Containerfile', 'DL3007', 'warning', true],
        ['a b/Containerfile', 'DL3025', 'warning', true],
      ],
    );
    assert.deepEqual(found[2]?.['range'], { start: { line: 0, character: 11 }, end: { line: 0, character: 17 } });
    assert.deepEqual(found[3]?.['range'], { start: { line: 1, character: 4 }, end: { line: 1, character: 13 } });
    assert.equal((await run('clean.Dockerfile --format json')).out, '[]\n');
  });

  async function sarifRun(): Promise<Sarif['runs'][number]> {
    const { out } = await run('Dockerfile a+b/Containerfile --format sarif --lang zh-cn');
    const { version, runs } = JSON.parse(out) as Sarif;
    assert.deepEqual([version, runs.length], ['2.1.0', 1]);
    return runs[0] ?? assert.fail();
  }

  it('writes SARIF in which every finding has its rule and its place', async () => {
    const { results, tool } = await sarifRun();
    assert.equal(results.length, 4);
    for (const one of results) {
      assert.equal(tool.driver.rules[one.ruleIndex]?.id, one.ruleId);
      assert.match(one.message.text, /\p{Script=Han}/u);
      const numbers = one.locations.flatMap(({ physicalLocation }) => Object.values(physicalLocation.region));
      assert.ok(numbers.length === 4 && numbers.every((value) => Number.isInteger(value) && value >= 1));
    }
    assert.equal(new Set(tool.driver.rules.map(({ id }) => id)).size, tool.driver.rules.length);
  });

  it('writes SARIF with places from 1, escaped names and fixes', async () => {
    const { results } = await sarifRun();
    const { locations, fixes } = results[2] ?? assert.fail();
    const { artifactLocation, region } = locations[0]?.physicalLocation ?? assert.fail();
    assert.equal(artifactLocation.uri, 'a%20b/Containerfile');
    assert.deepEqual(region, { startLine: 1, startColumn: 12, endLine: 1, endColumn: 18 });
    assert.equal(fixes?.[0]?.artifactChanges[0]?.replacements[0]?.insertedContent?.text, '2.4');
  });

  it('writes SARIF that validates', async () => {
    const isValid = sarifValidator();
    for (const words of [
      'Dockerfile a+b/Containerfile compose.yaml web.yaml',
      'clean.Dockerfile',
      'Dockerfile gone.yaml',
    ]) {
      const log: unknown = JSON.parse((await run(`${words} --format sarif`)).out);
      assert.ok(isValid(log), JSON.stringify(isValid.errors));
      const [one] = (log as { runs: { invocations: { executionSuccessful: boolean }[] }[] }).runs;
      assert.deepEqual(one?.invocations, [{ executionSuccessful: !words.includes('gone') }]);
    }
    assert.equal(isValid({ version: '2.1.0', runs: [{ tools: 1 }] }), false);
  });
});

/** Validates by the schema of SARIF 2.1.0, which its authors bring with their matcher. */
function sarifValidator(): Ajv.ValidateFunction {
  const schema = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ schemaId: 'id', allErrors: true, unknownFormats: 'ignore', logger: false });
  ajv.addMetaSchema(
    JSON.parse(readFileSync(require.resolve('ajv/lib/refs/json-schema-draft-04.json'), 'utf8')) as object,
  );
  return ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
}
