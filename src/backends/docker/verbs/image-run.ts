import { commandLine } from '../../../core/quoted';
import { dockerRefused, UserError } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Question, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import { textOf, textsOf } from '../answer';
import type { DockerClient } from '../client';
import { shortId, type ImageRaw } from '../kinds/image';
import { pullImage } from '../pull';
import { pathOf } from '../transport';
import { refuseName } from './container-life';
import { refusePorts, refuseVolumes, runBody, runWords } from './run-options';

/** Runs a container of an image. */
export function runVerb(client: DockerClient): Verb<Resource> {
  const nameOf = ({ id, raw }: Resource) => (raw as ImageRaw).tags[0] ?? shortId(id);
  return {
    id: 'run',
    applies: () => true,
    questions: () => options(client),
    commandLine: (image, answers) => commandLine('docker', 'run', ...runWords(nameOf(image), answers)),
    run: (image, answers, signal) => run(client, nameOf(image), answers, signal),
  };
}

/** Runs a container of any image, which is pulled when it is not here. */
export function runAnyVerb(client: DockerClient): Verb<undefined> {
  return {
    id: 'run',
    applies: () => true,
    questions: () => [
      {
        id: 'image',
        title: { en: 'Image', zh: '镜像' },
        ask: 'choice',
        free: true,
        choices: async (_answers, signal) => {
          const images = await client.list({ path: '/images/json' }, signal);
          const tags = images.flatMap((raw) => textsOf(raw['RepoTags'])).filter((tag) => !tag.startsWith('<none>'));
          return tags.sort().map((tag) => ({ value: tag, label: tag }));
        },
      },
      ...options(client),
    ],
    commandLine: (_none, answers) => commandLine('docker', 'run', ...runWords(answerTo(answers, 'image'), answers)),
    run: (_none, answers, signal) => run(client, answerTo(answers, 'image'), answers, signal),
  };
}

function options(client: DockerClient): readonly Question[] {
  const may: Text = { en: '{what} (may be empty)', zh: '{what}（可以留空）' };
  const title = (en: string, zh: string) => fill(may, { what: { en, zh } });
  return [
    {
      id: 'name',
      title: title('Name', '名称'),
      ask: 'text',
      example: 'web',
      refuse: (input) => (input === '' ? undefined : refuseName(input)),
    },
    { id: 'ports', title: title('Ports', '端口'), ask: 'text', example: '127.0.0.1:8080:80', refuse: refusePorts },
    { id: 'volumes', title: title('Volumes', '数据卷'), ask: 'text', example: 'data:/data', refuse: refuseVolumes },
    { id: 'env', title: title('Environment', '环境变量'), ask: 'text', example: 'TZ=UTC NAME="two words"' },
    {
      id: 'network',
      title: { en: 'Network', zh: '网络' },
      ask: 'choice',
      choices: async (_answers, signal) => {
        const names = (await client.list({ path: '/networks' }, signal)).map((raw) => textOf(raw['Name'])).sort();
        return names.map((name) => ({ value: name, label: name, ...(name === 'bridge' && { isPicked: true }) }));
      },
    },
    {
      id: 'restart',
      title: { en: 'Restart policy', zh: '重启策略' },
      ask: 'choice',
      choices: () => [
        { value: 'no', label: 'no', isPicked: true },
        { value: 'on-failure', label: 'on-failure' },
        { value: 'unless-stopped', label: 'unless-stopped' },
        { value: 'always', label: 'always' },
      ],
    },
    { id: 'command', title: title('Command', '命令'), ask: 'text', example: 'sleep 600' },
  ];
}

async function run(client: DockerClient, image: string, answers: Answers, signal: AbortSignal): Promise<void> {
  const name = answerTo(answers, 'name');
  const query: Readonly<Record<string, string>> = name === '' ? {} : { name };
  const call = { method: 'POST', path: '/containers/create', query, body: runBody(image, answers) } as const;
  const make = async () => textOf((await client.make({ ...call, timeout: 120_000 }, signal))['Id']);
  const id = await make().catch(async (error: unknown) => {
    if (!(await isMissing(client, image, error, signal))) throw error;
    // What it says meanwhile is of no interest; a failure is thrown.
    for (const pulling = pullImage(client, image, signal); (await pulling.next()).done !== true;);
    return await make();
  });
  if (id === '') throw dockerRefused({ status: 201, message: 'no container was named' });
  await client.act(
    { method: 'POST', path: pathOf('containers', id, 'start'), accept: [304], timeout: 120_000 },
    signal,
  );
}

async function isMissing(client: DockerClient, image: string, error: unknown, signal: AbortSignal): Promise<boolean> {
  if (!(error instanceof UserError) || error.code !== 'docker-refused') return false;
  return (await client.get({ path: pathOf('images', image, 'json') }, signal)) === undefined;
}
