import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// What each room may import besides itself (src/ARCHITECTURE.md); only extension.ts and cli know everybody.
/** @type {Record<string, string[]>} */
const arrows = {
  core: [],
  backends: ['core'],
  lab: ['core'],
  host: ['core'],
  features: ['core', 'host'],
  webview: ['core'],
  cli: ['core', 'backends', 'lab'],
};

const zones = Object.entries(arrows).map(([room, others]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [room, ...others].map((name) => `./${name}`),
  message: `${room} may import only ${[room, ...others].join(', ')}`,
}));

const features = [
  'course',
  'diagnostics',
  'explorers',
  'progress',
  'lab',
  'setup',
  'authoring',
  'index',
  'reader',
  'doctor',
];
const featureZones = features.map((feature) => ({
  target: `./src/features/${feature}`,
  from: './src/features',
  except: [`./${feature}`],
  message: 'a feature does not import another feature',
}));

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-host/', 'test/fixtures/', 'walkthroughs/', 'node_modules/'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: [...zones, ...featureZones] }],
      'import-x/no-cycle': 'error',
      complexity: ['error', 12],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'import-x/no-nodejs-modules': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(vscode|dockerode|@kubernetes/|@vscode/)', message: 'core is pure: no editor, no SDK' },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'fetch', 'process', 'setTimeout', 'setInterval', 'console', 'Buffer'],
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'core has no clock' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'core has no clock' },
      ],
    },
  },
  {
    files: ['src/backends/**/*.ts', 'src/lab/**/*.ts', 'src/cli/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(vscode$|@vscode/)', message: 'this room works without an editor' }] },
      ],
    },
  },
  {
    files: ['src/host/**/*.ts', 'src/features/**/*.ts', 'src/extension.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^@vscode/', message: 'only the webview may use the toolkit' }] },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/host/report.ts', 'src/core/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^show(Error|Warning|Information)Message$/]',
          message: 'only host/report.ts shows notifications',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-expressions': 'off',
      'no-console': 'off',
    },
  },
);
