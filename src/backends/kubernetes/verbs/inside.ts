import { kubernetesNoPod } from '../../../core/errors';
import { wordsOf } from '../../../core/quoted';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Question, type Verb } from '../../../core/resources/verb';
import { chunksOf, type Raw } from '../../docker/answer';
import { openSession } from '../channels';
import type { Cluster } from '../cluster';
import type { Held } from '../kinds/spec';
import { newest } from '../logs';
import { listOf, metadataOf, statusOf, wordOf } from '../object';
import { ask, heldOf, kubectl, titled } from './kubectl';

/** Which container of a Pod is meant. */
const containerQuestion = ({ more: { container, containers = [] } = {} }: Held): readonly Question[] =>
  container !== undefined || containers.length < 2
    ? []
    : [
        {
          id: 'container',
          title: { en: 'Which container', zh: '哪个容器' },
          ask: 'choice',
          choices: () => containers.map((name) => ({ value: name, label: name })),
        },
      ];

const containerOf = ({ more: { container, containers = [] } = {} }: Held, answers: Answers): string | undefined =>
  container ?? (answerTo(answers, 'container') || containers[0]);

const isPod = ({ type }: Held): boolean => type.kind === 'Pod' && type.apiVersion === 'v1';

/** A Pod that runs of those that a workload or Service selects, the newest; the Pod itself where it is one. */
export async function podOf(cluster: Cluster, held: Held, signal: AbortSignal): Promise<Raw> {
  const { namespace = '', more } = held;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
  const query = isPod(held) ? { fieldSelector: `metadata.name=${held.name}` } : { labelSelector: more?.selector ?? '' };
  const wish = { verb: 'list', resource: 'pods', namespace } as const;
  const found = listOf(await ask(cluster, { path, query, wish }, signal), 'items');
  const running = found.filter((one) => wordOf(statusOf(one), 'phase') === 'Running');
  const pod = newest(running) ?? newest(found);
  if (pod === undefined) throw kubernetesNoPod({ object: titled(held) });
  return pod;
}

const since = ['1m', '10m', '1h', '24h'] as const;
const seconds: Readonly<Record<string, number>> = { '1m': 60, '10m': 600, '1h': 3600, '24h': 86_400 };

/** How a log is read, as kubectl's flags say it. */
const howQuestion = ({ more }: Held): Question => ({
  id: 'how',
  title: { en: 'Which part of the log', zh: '查看哪一部分日志' },
  ask: 'choice',
  choices: () => [
    {
      value: 'follow',
      label: '-f --tail=1000',
      detail: { en: 'The last lines, and what comes', zh: '最后若干行，并持续跟随' },
      isPicked: true,
    },
    ...(more?.hasRestarted === true
      ? [
          {
            value: 'previous',
            label: '--previous',
            detail: { en: 'Of the container before it was restarted', zh: '重启之前的容器' },
          },
        ]
      : []),
    ...since.map((one) => ({
      value: one,
      label: `-f --since=${one}`,
      detail: { en: 'Since then, and what comes', zh: '从那时起，并持续跟随' },
    })),
    { value: 'all', label: '--tail=-1', detail: { en: 'All there is', zh: '全部' } },
  ],
});

function logFlags(how: string): readonly string[] {
  if (how === 'previous') return ['--previous'];
  if (how === 'all') return ['--tail=-1'];
  return seconds[how] === undefined ? ['-f', '--tail=1000'] : ['-f', `--since=${how}`];
}

function logQuery(how: string): Record<string, string> {
  if (how === 'previous') return { previous: 'true' };
  if (how === 'all') return {};
  const from = seconds[how];
  return { follow: 'true', ...(from === undefined ? { tailLines: '1000' } : { sinceSeconds: String(from) }) };
}

/** Shows what a container writes: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod */
export const logs = (cluster: Cluster): Verb<Resource> => ({
  id: 'logs',
  applies: (target) => isPod(heldOf(target)) || heldOf(target).more?.selector !== undefined,
  reads: true,
  questions: (target) => [...containerQuestion(heldOf(target)), howQuestion(heldOf(target))],
  commandLine: (target, answers) => {
    const held = heldOf(target);
    const container = containerOf(held, answers);
    const of = container === undefined ? [] : ['-c', container];
    const object = isPod(held) ? held.name : `${held.type.cli}/${held.name}`;
    return kubectl(cluster, held.namespace, 'logs', ...logFlags(answerTo(answers, 'how')), object, ...of);
  },
  run: async (target, answers, signal) => {
    const held = heldOf(target);
    const name = isPod(held) ? held.name : wordOf(metadataOf(await podOf(cluster, held, signal)), 'name');
    const container = containerOf(held, answers);
    const query = { ...logQuery(answerTo(answers, 'how')), ...(container !== undefined && { container }) };
    const { namespace = '' } = held;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/log`;
    const wish = { verb: 'get', resource: 'pods/log', namespace, isDeed: true } as const;
    return {
      show: 'stream',
      title: container === undefined ? name : `${name} ${container}`,
      read: (reading) => readLog(cluster, { path, query, wish }, reading),
    };
  },
});

async function* readLog(
  cluster: Cluster,
  call: Parameters<Cluster['client']['stream']>[0],
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const message = await cluster.client.stream(call, signal);
  if (message === undefined) return;
  const decoder = new TextDecoder();
  try {
    for await (const chunk of chunksOf(message, signal)) yield decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw signal.aborted ? error : await cluster.client.meaningOf(error, signal);
  }
}

const anyShell = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash || exec sh'] as const;

const canBeEntered = (target: Resource): boolean => isPod(heldOf(target)) && heldOf(target).more?.hasEnded !== true;

/** Opens a shell in a container. */
export const shell = (cluster: Cluster): Verb<Resource> => inside(cluster, 'shell', [], () => anyShell);

/** Runs a command in a container. */
export const exec = (cluster: Cluster): Verb<Resource> =>
  inside(
    cluster,
    'exec',
    [
      {
        id: 'command',
        title: { en: 'The command', zh: '要执行的命令' },
        ask: 'text',
        example: 'ls -l /',
        refuse: refuseNothing,
      },
    ],
    (answers) => wordsOf(answerTo(answers, 'command')),
  );

const refuseNothing = (input: string) =>
  input.trim() === '' ? { en: 'Write a command.', zh: '请输入命令。' } : undefined;

function inside(
  cluster: Cluster,
  id: 'shell' | 'exec',
  questions: readonly Question[],
  commandOf: (answers: Answers) => readonly string[],
): Verb<Resource> {
  return {
    id,
    applies: canBeEntered,
    questions: (target) => [...containerQuestion(heldOf(target)), ...questions],
    commandLine: (target, answers) => {
      const held = heldOf(target);
      const container = containerOf(held, answers);
      const of = container === undefined ? [] : ['-c', container];
      return kubectl(cluster, held.namespace, 'exec', '-it', held.name, ...of, '--', ...commandOf(answers));
    },
    run: (target, answers) => {
      const held = heldOf(target);
      const container = containerOf(held, answers);
      const query = new URLSearchParams({ stdin: 'true', stdout: 'true', tty: 'true' });
      if (container !== undefined) query.set('container', container);
      for (const word of commandOf(answers)) query.append('command', word);
      const { namespace = '', name } = held;
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/exec?${query.toString()}`;
      const opening = { path, pod: name, right: 'pods/exec' } as const;
      return Promise.resolve({
        show: 'terminal',
        title: container === undefined ? name : `${name} ${container}`,
        open: (size, signal) => openSession(cluster.client, opening, size, signal),
      });
    },
  };
}
