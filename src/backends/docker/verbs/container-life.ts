import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { commandLine } from '../../../core/quoted';
import type { Text } from '../../../core/text';
import type { DockerClient } from '../client';
import { pathOf } from '../transport';

const startable = new Set(['created', 'exited', 'configured', 'initialized', 'stopped']);
const stoppable = new Set(['running', 'paused', 'restarting']);

/** A container may have hours to stop; whoever waits can cancel. */
export const hour = 3_600_000;

type Simple = {
  readonly id: 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill';
  readonly states: ReadonlySet<string>;
};

const simple: readonly Simple[] = [
  { id: 'start', states: startable },
  { id: 'stop', states: stoppable },
  { id: 'restart', states: stoppable },
  { id: 'pause', states: new Set(['running']) },
  { id: 'unpause', states: new Set(['paused']) },
  { id: 'kill', states: stoppable },
];

/**
 * What changes how a container lives: 304 says that it is so already, 404 that what is to be removed is gone.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container
 */
export function lifeVerbs(client: DockerClient): readonly Verb<Resource>[] {
  return [...simple.map((one) => simpleVerb(client, one)), rename(client), remove(client)];
}

function simpleVerb(client: DockerClient, { id: verb, states }: Simple): Verb<Resource> {
  return {
    id: verb,
    applies: ({ state }) => states.has(state),
    commandLine: ({ name }) => commandLine('docker', verb, name),
    run: async ({ id }, _answers, signal) => {
      await client.act({ method: 'POST', path: pathOf('containers', id, verb), accept: [304], timeout: hour }, signal);
    },
  };
}

function rename(client: DockerClient): Verb<Resource> {
  return {
    id: 'rename',
    applies: ({ state }) => state !== 'removing',
    questions: ({ name }) => [
      { id: 'name', title: { en: 'New name', zh: '新名称' }, ask: 'text', value: name, refuse: refuseName },
    ],
    commandLine: ({ name }, answers) => commandLine('docker', 'rename', name, answerTo(answers, 'name')),
    run: async ({ id }, answers, signal) => {
      const query = { name: answerTo(answers, 'name') };
      await client.act({ method: 'POST', path: pathOf('containers', id, 'rename'), query }, signal);
    },
  };
}

/** Why a name cannot be a container's: https://github.com/moby/moby/blob/master/daemon/names/names.go */
export function refuseName(input: string): Text | undefined {
  return /^[a-zA-Z0-9][\w.-]+$/.test(input) ? undefined : badName;
}

const badName: Text = {
  en: 'A name has at least two characters: letters, digits, "_", "." and "-", and begins with a letter or a digit.',
  zh: '名称至少两个字符，只能包含字母、数字、“_”、“.”和“-”，并以字母或数字开头。',
};

function remove(client: DockerClient): Verb<Resource> {
  return {
    id: 'remove',
    applies: ({ state }) => state !== 'removing',
    commandLine: ({ name, state }) => commandLine('docker', 'rm', ...(stoppable.has(state) ? ['--force'] : []), name),
    destroys: ({ name, state }) => destroyed(name, stoppable.has(state)),
    run: async ({ id, state }, _answers, signal) => {
      const query = { force: stoppable.has(state) };
      await client.act(
        { method: 'DELETE', path: pathOf('containers', id), query, accept: [404], timeout: hour },
        signal,
      );
    },
  };
}

function destroyed(name: string, runs: boolean): Text {
  const killed = runs
    ? { en: 'It is running and will be killed. ', zh: '它正在运行，会被强制结束。' }
    : { en: '', zh: '' };
  return {
    en: `${killed.en}The container ${name}, its logs and all that was written inside it are deleted; its volumes and its image stay.`,
    zh: `${killed.zh}容器 ${name}、它的日志以及写入容器内的所有内容都会被删除；数据卷和镜像会保留。`,
  };
}
