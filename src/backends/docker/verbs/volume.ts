import { commandLine } from '../../../core/quoted';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import type { DockerClient } from '../client';
import { pathOf } from '../transport';
import { refuseName } from './container-life';
import { inspected } from './inspect';

/** What can be done with a volume: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Volume */
export function volumeVerbs(client: DockerClient): readonly Verb<Resource>[] {
  return [
    inspected(
      client,
      'volumes',
      ({ id }) => id,
      ({ name }) => commandLine('docker', 'volume', 'inspect', name),
    ),
    {
      id: 'remove',
      // The engine refuses to take it away from a container.
      applies: ({ state }) => state === 'unused',
      commandLine: ({ name }) => commandLine('docker', 'volume', 'rm', name),
      destroys: ({ name }) => fill(removed, { name }),
      run: async ({ id }, _answers, signal) => {
        await client.act({ method: 'DELETE', path: pathOf('volumes', id), accept: [404], timeout: 60_000 }, signal);
      },
    },
  ];
}

const removed: Text = {
  en: 'The volume {name} and all data in it are deleted.',
  zh: '数据卷 {name} 以及其中的所有数据都会被删除。',
};

/** Makes a volume. */
export function createVolumeVerb(client: DockerClient): Verb<undefined> {
  return {
    id: 'create',
    applies: () => true,
    questions: () => [{ id: 'name', title: { en: 'Name', zh: '名称' }, ask: 'text', refuse: refuseName }],
    commandLine: (_none, answers) => commandLine('docker', 'volume', 'create', answerTo(answers, 'name')),
    run: async (_none, answers, signal) => {
      await client.act({ method: 'POST', path: '/volumes/create', body: { Name: answerTo(answers, 'name') } }, signal);
    },
  };
}
