import { commandLine } from '../../../core/quoted';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import type { DockerClient } from '../client';
import { checkFiles, composeWords, runDocker, type ComposeOptions } from '../compose';
import type { ProjectRaw } from '../kinds/container-book';

const filesOf = ({ raw }: Resource): readonly string[] => (raw as ProjectRaw).files;

/** What can be done with a Compose project, all by the docker command: https://docs.docker.com/reference/cli/docker/compose/ */
export function projectVerbs(client: DockerClient, options: ComposeOptions): readonly Verb<Resource>[] {
  const upWords = (project: Resource) => composeWords(filesOf(project), project.name, 'up', '--detach');
  return [
    {
      id: 'composeUp',
      applies: (project) => filesOf(project).length > 0,
      commandLine: (project) => commandLine('docker', ...upWords(project)),
      run: async (project) => {
        await checkFiles(filesOf(project), options);
        return streamed(client, options, project.name, upWords(project));
      },
    },
    ...(['start', 'stop', 'restart'] as const).map((id) => byName(client, options, id, [id])),
    { ...byName(client, options, 'logs', ['logs', '--follow', '--tail', '1000']), reads: true },
    { ...byName(client, options, 'composeDown', ['down']), destroys: ({ name }) => fill(down, { name }) },
  ];
}

// These find what is the project's by its labels; no Compose file is read.
function byName(
  client: DockerClient,
  options: ComposeOptions,
  id: Verb<Resource>['id'],
  command: readonly string[],
): Verb<Resource> {
  const words = ({ name }: Resource) => composeWords([], name, ...command);
  return {
    id,
    applies: () => true,
    commandLine: (project) => commandLine('docker', ...words(project)),
    run: (project) => Promise.resolve(streamed(client, options, project.name, words(project))),
  };
}

const streamed = (client: DockerClient, options: ComposeOptions, title: string, words: readonly string[]) => ({
  show: 'stream' as const,
  title,
  read: (signal: AbortSignal) => runDocker(client, options, words, signal),
});

const down: Text = {
  en: 'All containers and networks of the project {name} are removed, with what was written inside the containers; volumes and images stay.',
  zh: '项目 {name} 的所有容器和网络都会被删除，写入容器内的内容也会丢失；数据卷和镜像会保留。',
};

/** Brings up what a Compose file describes. */
export function composeUpVerb(client: DockerClient, options: ComposeOptions): Verb<undefined> {
  const words = (file: string) => composeWords([file], '', 'up', '--detach');
  return {
    id: 'composeUp',
    applies: () => true,
    questions: () => [
      { id: 'file', title: { en: 'Compose file', zh: 'Compose 文件' }, ask: 'open', name: 'compose.yaml' },
    ],
    commandLine: (_none, answers) => commandLine('docker', ...words(answerTo(answers, 'file'))),
    run: async (_none, answers) => {
      const file = answerTo(answers, 'file');
      await checkFiles([file], options);
      return streamed(client, options, file, words(file));
    },
  };
}
