import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { kubernetesNotWritten } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Choice, type Question, type Verb } from '../../../core/resources/verb';
import { fill } from '../../../core/text';
import { specOf, pathOf, type Cluster } from '../cluster';
import { currentFile, type Surroundings } from '../kubeconfig';
import { listOf, metadataOf, wordOf } from '../object';
import { ask, kubectl } from './kubectl';
import { commandLine } from '../../../core/quoted';

/** What the verbs that choose need to know of all clusters. */
export type Chooser = {
  readonly contexts: (signal: AbortSignal) => Promise<readonly string[]>;
  readonly choose: (context: string) => void;
  readonly surroundings: () => Surroundings;
};

/** Where a choice is kept: here alone, unless the learner says otherwise. */
const keepQuestion: Question = {
  id: 'keep',
  title: { en: 'Where this is kept', zh: '保存位置' },
  ask: 'choice',
  choices: () => [
    {
      value: 'here',
      label: 'Cloud Native Tutor',
      detail: { en: 'Here only; kubectl stays as it is', zh: '仅在此处，不影响 kubectl' },
      isPicked: true,
    },
    {
      value: 'kubeconfig',
      label: 'kubeconfig',
      detail: { en: 'For kubectl too', zh: '同时写入 kubeconfig，kubectl 也会使用' },
    },
  ],
};

const isKept = (answers: Answers): boolean => answerTo(answers, 'keep') === 'kubeconfig';

const picked: Pick<Choice, 'isPicked'> = { isPicked: true };

const used = { en: 'Now used: {name}.', zh: '当前使用：{name}。' };
const allNamespaces = { en: 'All namespaces', zh: '所有命名空间' };

/** Uses another context; nothing is written unless asked for. */
export const useContext = (cluster: Cluster, chooser: Chooser): Verb<undefined> => ({
  id: 'useContext',
  applies: () => true,
  reads: true,
  questions: () => [
    {
      id: 'context',
      title: { en: 'Which context', zh: '选择 context' },
      ask: 'choice',
      choices: async (_answers, signal) =>
        (await chooser.contexts(signal)).map((name) => ({
          value: name,
          label: name,
          ...(name === cluster.context && picked),
        })),
    },
    keepQuestion,
  ],
  commandLine: (_target, answers) =>
    commandLine('kubectl', 'config', 'use-context', answerTo(answers, 'context') || cluster.context),
  run: async (_target, answers) => {
    const name = answerTo(answers, 'context') || cluster.context;
    chooser.choose(name);
    if (isKept(answers)) await keep(chooser, (config) => config.setIn(['current-context'], name));
    return { show: 'words', words: fill(used, { name }) };
  },
});

/** Looks at one namespace, or at all. */
export const useNamespace = (cluster: Cluster): Verb<Resource | undefined> => ({
  id: 'useNamespace',
  applies: (target) => target === undefined || target.name !== cluster.namespace,
  reads: true,
  questions: (target) => (target === undefined ? [namespaceQuestion(cluster)] : []),
  commandLine: (target, answers) => {
    const name = target?.name ?? answerTo(answers, 'namespace');
    return kubectl(cluster, undefined, 'config', 'set-context', cluster.context, `--namespace=${name}`);
  },
  run: (target, answers) => {
    const name = target?.name ?? answerTo(answers, 'namespace');
    cluster.useNamespace(name === '' ? undefined : name);
    return Promise.resolve({ show: 'words', words: name === '' ? allNamespaces : fill(used, { name }) });
  },
});

const namespaceQuestion = (cluster: Cluster): Question => ({
  id: 'namespace',
  title: { en: 'Which namespace', zh: '选择命名空间' },
  ask: 'choice',
  free: true,
  choices: async (_answers, signal) => {
    const type = await cluster.typeOf(specOf('namespace'), signal);
    const found = await ask(cluster, { path: pathOf(type), wish: { verb: 'list', resource: 'namespaces' } }, signal);
    const names = listOf(found, 'items').map((one) => wordOf(metadataOf(one), 'name'));
    const all: Choice = { value: '', label: '*', detail: allNamespaces };
    return [all, ...names.map((name) => ({ value: name, label: name, ...(name === cluster.namespace && picked) }))];
  },
});

type Config = { readonly setIn: (path: readonly unknown[], value: unknown) => void };

/** Changes the kubeconfig as kubectl does: under its lock, as a whole, the rest of it as it was. */
async function keep({ surroundings }: Chooser, change: (config: Config) => void): Promise<void> {
  const file = await currentFile(surroundings());
  const lock = `${file}.lock`;
  try {
    await (await open(lock, 'wx')).close();
    try {
      const { parseDocument } = await import('yaml');
      const document = parseDocument(await readFile(file, 'utf8'));
      change(document);
      const { mode } = await stat(file);
      await writeFile(`${file}.tutor`, document.toString({ lineWidth: 0 }), { mode });
      await rename(`${file}.tutor`, file);
    } finally {
      await rm(lock, { force: true });
    }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'YAML';
    throw kubernetesNotWritten({ path: file, why }, error);
  }
}
