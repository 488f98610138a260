import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Choice, type Verb } from '../../../core/resources/verb';
import { commandLine } from '../../../core/quoted';
import type { DockerClient } from '../client';
import { followLogs } from '../logs';
import { openExec } from '../exec';
import { rawOf } from '../kinds/container';
import type { PublicPort } from '../kinds/ports';
import { statsOf } from '../stats';
import { inspected } from './inspect';

const isRunning = ({ state }: Resource): boolean => state === 'running';

// The shell that people like, where the image has it.
const shell = 'command -v bash >/dev/null && exec bash || exec sh';

/** What looks into a container. */
export function insideVerbs(client: DockerClient): readonly Verb<Resource>[] {
  return [
    {
      id: 'logs',
      applies: ({ state }) => state !== 'removing',
      commandLine: ({ name }) => commandLine('docker', 'logs', '--follow', '--tail', '1000', name),
      reads: true,
      run: ({ id, name }) =>
        Promise.resolve({ show: 'stream', title: name, read: (signal) => followLogs(client, id, signal) }),
    },
    terminalVerb(client, 'shell', () => shell),
    {
      ...terminalVerb(client, 'exec', (answers) => answerTo(answers, 'command')),
      questions: () => [{ id: 'command', title: { en: 'Command', zh: '命令' }, ask: 'text', example: 'env | sort' }],
    },
    inspected(
      client,
      'containers',
      ({ id }) => id,
      ({ name }) => commandLine('docker', 'inspect', name),
    ),
    {
      id: 'stats',
      applies: isRunning,
      commandLine: ({ name }) => commandLine('docker', 'stats', name),
      reads: true,
      run: ({ id, name }) =>
        Promise.resolve({ show: 'stream', title: name, read: (signal) => statsOf(client, id, signal) }),
    },
    openPort(client),
  ];
}

type Command = (answers: Readonly<Record<string, readonly string[]>>) => string;

function terminalVerb(client: DockerClient, id: 'shell' | 'exec', command: Command): Verb<Resource> {
  return {
    id,
    applies: isRunning,
    commandLine: ({ name }, answers) => commandLine('docker', 'exec', '-it', name, 'sh', '-c', command(answers)),
    run: ({ id: container, name }, answers) =>
      Promise.resolve({
        show: 'terminal',
        title: name,
        open: (size, signal) => openExec(client, container, ['sh', '-c', command(answers)], size, signal),
      }),
  };
}

function openPort(client: DockerClient): Verb<Resource> {
  const portsOf = (container: Resource) => rawOf(container).ports;
  const chosen = (container: Resource, answer: string) =>
    portsOf(container).find(({ port }) => String(port) === answer) ?? portsOf(container)[0];
  return {
    id: 'open',
    applies: (container) => isRunning(container) && portsOf(container).length > 0,
    questions: (container) => [
      {
        id: 'port',
        title: { en: 'Port', zh: '端口' },
        when: () => portsOf(container).length > 1,
        ask: 'choice',
        choices: () => portsOf(container).map(toChoice),
      },
    ],
    commandLine: (container, answers) => {
      const port = chosen(container, answerTo(answers, 'port'));
      return commandLine('docker', 'port', container.name, `${port?.inside ?? 80}/tcp`);
    },
    reads: true,
    run: async (container, answers, signal) => {
      const port = chosen(container, answerTo(answers, 'port'));
      if (!port) return;
      const { endpoint } = await client.session(signal);
      return { show: 'page', url: urlOf(port, endpoint.remoteHost) };
    },
  };
}

const toChoice = ({ port, inside }: PublicPort): Choice => ({ value: String(port), label: `${port} → ${inside}` });

function urlOf({ address, port, inside }: PublicPort, remoteHost: string | undefined): string {
  const everywhere = address === '' || address === '0.0.0.0' || address === '::';
  const host = everywhere ? (remoteHost ?? 'localhost') : address;
  const scheme = inside === 443 || inside === 8443 ? 'https' : 'http';
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
