import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';

// A wall that falls silently fails here: each forbidden import must be reported, where it stands, by its rule.
const forbidden: readonly [file: string, code: string, rule: string][] = [
  ['src/core/text.ts', "import 'vscode';", '@typescript-eslint/no-restricted-imports'],
  ['src/core/text.ts', "import 'dockerode';", '@typescript-eslint/no-restricted-imports'],
  ['src/core/text.ts', "import 'node:fs';", 'import-x/no-nodejs-modules'],
  ['src/core/text.ts', "import '../host/log';", 'import-x/no-restricted-paths'],
  ['src/core/text.ts', "import '../backends/workspace';", 'import-x/no-restricted-paths'],
  ['src/core/text.ts', 'export const now = Date.now();', 'no-restricted-syntax'],
  ['src/core/text.ts', "export const answer = fetch('/');", 'no-restricted-globals'],
  ['src/core/errors/course.ts', "import '../course/judge';", 'import-x/no-cycle'],
  ['src/backends/workspace/observe.ts', "import 'vscode';", '@typescript-eslint/no-restricted-imports'],
  ['src/backends/workspace/observe.ts', "import '../../host/log';", 'import-x/no-restricted-paths'],
  ['src/host/log.ts', "import '../features/course';", 'import-x/no-restricted-paths'],
  ['src/host/log.ts', "import '../backends/docker';", 'import-x/no-restricted-paths'],
  ['src/features/course/index.ts', "import '../../backends/docker';", 'import-x/no-restricted-paths'],
  ['src/features/course/index.ts', "import '../explorers';", 'import-x/no-restricted-paths'],
  [
    'src/features/course/index.ts',
    "import * as v from 'vscode'; void v.window.showErrorMessage('x');",
    'no-restricted-syntax',
  ],
  ['src/features/progress/page.ts', "import '@vscode/webview-ui-toolkit';", '@typescript-eslint/no-restricted-imports'],
  ['src/cli/check.ts', "import 'vscode';", '@typescript-eslint/no-restricted-imports'],
  ['src/cli/check.ts', "import '../features/course';", 'import-x/no-restricted-paths'],
];

describe('architecture', function () {
  this.timeout(120_000);
  const eslint = new ESLint({ cwd: process.cwd() });
  const rulesOf = async (code: string, file: string): Promise<readonly (string | null)[]> => {
    const [result] = await eslint.lintText(code, { filePath: path.resolve(file) });
    return (result?.messages ?? []).map((message) => message.ruleId);
  };

  for (const [file, code, rule] of forbidden) {
    it(`${file} may not: ${code}`, async () => {
      const rules = await rulesOf(code, file);
      assert.ok(rules.includes(rule), `${rule} must report it; reported: ${rules.join(', ')}`);
    });
  }

  it('src/features/course/index.ts may import core and host', async () => {
    const code = "import '../../core/text';\nimport '../../host/log';\n";
    assert.deepEqual(await rulesOf(code, 'src/features/course/index.ts'), []);
  });
});
