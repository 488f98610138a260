import { commandLine } from '../../../core/quoted';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import { textOf } from '../answer';
import type { DockerClient } from '../client';
import { rawOf, toResource as toContainer } from '../kinds/container';
import type { AttachedRaw } from '../kinds/network';
import { allContainers } from '../observe';
import { pathOf } from '../transport';
import { refuseName } from './container-life';
import { inspected } from './inspect';

/** What can be done with a network: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Network */
export function networkVerbs(client: DockerClient): readonly Verb<Resource>[] {
  return [
    inspected(
      client,
      'networks',
      ({ id }) => id,
      ({ name }) => commandLine('docker', 'network', 'inspect', name),
    ),
    {
      id: 'connect',
      applies: ({ name }) => name !== 'host' && name !== 'none',
      questions: () => [
        {
          id: 'container',
          title: { en: 'Container', zh: '容器' },
          ask: 'choice',
          choices: async (_answers, signal) =>
            (await client.list(allContainers, signal))
              .map((raw) => toContainer(raw))
              .map(({ name, summary }) => ({ value: name, label: name, detail: summary })),
        },
      ],
      commandLine: ({ name }, answers) =>
        commandLine('docker', 'network', 'connect', name, answerTo(answers, 'container')),
      run: ({ id }, answers, signal) => join(client, id, 'connect', answerTo(answers, 'container'), signal),
    },
    {
      id: 'remove',
      applies: ({ state }) => state === 'custom',
      commandLine: ({ name }) => commandLine('docker', 'network', 'rm', name),
      destroys: ({ name }) => fill(removed, { name }),
      run: async ({ id }, _answers, signal) => {
        await client.act({ method: 'DELETE', path: pathOf('networks', id), accept: [404] }, signal);
      },
    },
  ];
}

const removed: Text = { en: 'The network {name} is deleted.', zh: '网络 {name} 会被删除。' };

async function join(
  client: DockerClient,
  network: string,
  verb: 'connect' | 'disconnect',
  container: string,
  signal: AbortSignal,
): Promise<void> {
  const body = { Container: container };
  await client.act({ method: 'POST', path: pathOf('networks', network, verb), body, timeout: 60_000 }, signal);
}

/** A container that stands below its network leaves it. */
export function detachVerb(client: DockerClient): Verb<Resource> {
  const of = ({ raw }: Resource) => raw as AttachedRaw;
  return {
    id: 'disconnect',
    applies: () => true,
    commandLine: (row) => commandLine('docker', 'network', 'disconnect', of(row).networkName, of(row).name),
    run: (row, _answers, signal) => join(client, of(row).network, 'disconnect', of(row).container, signal),
  };
}

/** A container joins networks and leaves them. */
export function containerNetworkVerbs(client: DockerClient): readonly Verb<Resource>[] {
  const question =
    (choices: (container: Resource, signal: AbortSignal) => Promise<readonly string[]>) => (container: Resource) =>
      [
        {
          id: 'network',
          title: { en: 'Network', zh: '网络' },
          ask: 'choice',
          choices: async (_answers: unknown, signal: AbortSignal) =>
            (await choices(container, signal)).map((name) => ({ value: name, label: name })),
        },
      ] as const;
  const verb = (id: 'connect' | 'disconnect'): Pick<Verb<Resource>, 'id' | 'commandLine' | 'run'> => ({
    id,
    commandLine: ({ name }, answers) => commandLine('docker', 'network', id, answerTo(answers, 'network'), name),
    run: (container, answers, signal) => join(client, answerTo(answers, 'network'), id, container.id, signal),
  });
  return [
    {
      ...verb('connect'),
      applies: ({ state }) => state !== 'removing',
      questions: question(async (container, signal) =>
        (await client.list({ path: '/networks' }, signal))
          .map((raw) => textOf(raw['Name']))
          .filter((name) => name !== 'host' && name !== 'none' && !rawOf(container).networks.includes(name))
          .sort(),
      ),
    },
    {
      ...verb('disconnect'),
      applies: (container) => rawOf(container).networks.length > 0,
      questions: question((container) => Promise.resolve(rawOf(container).networks)),
    },
  ];
}

/** Makes a network. */
export function createNetworkVerb(client: DockerClient): Verb<undefined> {
  return {
    id: 'create',
    applies: () => true,
    questions: () => [
      { id: 'name', title: { en: 'Name', zh: '名称' }, ask: 'text', refuse: refuseName },
      {
        id: 'driver',
        title: { en: 'Driver', zh: '驱动' },
        ask: 'choice',
        free: true,
        choices: () => [{ value: 'bridge', label: 'bridge', isPicked: true }, ...other],
      },
      {
        id: 'subnet',
        title: { en: 'Subnet (may be empty)', zh: '子网（可以留空）' },
        ask: 'text',
        example: '172.30.0.0/16',
      },
    ],
    commandLine: (_none, answers) => {
      const one = (option: string, id: string) => (answerTo(answers, id) === '' ? [] : [option, answerTo(answers, id)]);
      const options = [...one('--driver', 'driver'), ...one('--subnet', 'subnet')];
      return commandLine('docker', 'network', 'create', ...options, answerTo(answers, 'name'));
    },
    run: async (_none, answers, signal) => {
      const Subnet = answerTo(answers, 'subnet');
      const body = {
        Name: answerTo(answers, 'name'),
        Driver: answerTo(answers, 'driver') || 'bridge',
        CheckDuplicate: true,
        ...(Subnet !== '' && { IPAM: { Config: [{ Subnet }] } }),
      };
      await client.act({ method: 'POST', path: '/networks/create', body }, signal);
    },
  };
}

const other = ['overlay', 'macvlan', 'ipvlan'].map((value) => ({ value, label: value }));
