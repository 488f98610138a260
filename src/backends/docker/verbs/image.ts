import { commandLine } from '../../../core/quoted';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Question, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import { numberOf } from '../answer';
import type { DockerClient } from '../client';
import { madeBy, shortId, type ImageRaw } from '../kinds/image';
import type { RegistryRaw } from '../kinds/registry';
import { sizeOf } from '../kinds/sizes';
import { pullImage, pushImage } from '../pull';
import { parseReference } from '../reference';
import { pathOf } from '../transport';
import { inspected } from './inspect';

const tagsOf = ({ raw }: Resource): readonly string[] => (raw as ImageRaw).tags;
const nameOf = (image: Resource): string => tagsOf(image)[0] ?? shortId(image.id);
const isNamed = (image: Resource): boolean => tagsOf(image).length > 0;

/** Asked only where there are several: which of an image's names. */
function whichName(image: Resource, many: boolean): Question {
  return {
    id: 'name',
    title: { en: 'Name', zh: '名称' },
    when: () => tagsOf(image).length > 1,
    ask: 'choice',
    ...(many && { many }),
    choices: () => tagsOf(image).map((tag) => ({ value: tag, label: tag, ...(many && { isPicked: true }) })),
  };
}
const chosen = (image: Resource, answers: Answers): string => answerTo(answers, 'name') || nameOf(image);

/** What can be done with an image, but for running it. */
export function imageVerbs(client: DockerClient): readonly Verb<Resource>[] {
  return [
    {
      id: 'tag',
      applies: () => true,
      questions: (image) => [
        {
          id: 'tag',
          title: { en: 'New name', zh: '新名称' },
          ask: 'text',
          value: nameOf(image),
          example: 'shop/web:1',
        },
      ],
      commandLine: (image, answers) => commandLine('docker', 'tag', nameOf(image), answerTo(answers, 'tag')),
      run: async ({ id }, answers, signal) => {
        const { repository: repo, tag } = parseReference(answerTo(answers, 'tag'));
        await client.act({ method: 'POST', path: pathOf('images', id, 'tag'), query: { repo, tag } }, signal);
      },
    },
    {
      id: 'push',
      applies: isNamed,
      questions: (image) => [whichName(image, false)],
      commandLine: (image, answers) => commandLine('docker', 'push', chosen(image, answers)),
      run: (image, answers) => {
        const name = chosen(image, answers);
        return Promise.resolve({ show: 'stream', title: name, read: (signal) => pushImage(client, name, signal) });
      },
    },
    {
      id: 'pull',
      applies: isNamed,
      questions: (image) => [whichName(image, false)],
      commandLine: (image, answers) => commandLine('docker', 'pull', chosen(image, answers)),
      run: (image, answers) => pulled(client, chosen(image, answers)),
    },
    history(client),
    inspected(
      client,
      'images',
      ({ id }) => id,
      (image) => commandLine('docker', 'image', 'inspect', nameOf(image)),
    ),
    remove(client),
  ];
}

const pulled = (client: DockerClient, name: string) =>
  Promise.resolve({
    show: 'stream' as const,
    title: name,
    read: (signal: AbortSignal) => pullImage(client, name, signal),
  });

/** Pulls an image that is not here yet. */
export function pullVerb(client: DockerClient): Verb<undefined> {
  return {
    id: 'pull',
    applies: () => true,
    questions: () => [
      {
        id: 'image',
        title: { en: 'Image', zh: '镜像' },
        ask: 'text',
        example: 'nginx:1.30-alpine',
        refuse: refuseEmpty,
      },
    ],
    commandLine: (_none, answers) => commandLine('docker', 'pull', answerTo(answers, 'image')),
    run: (_none, answers) => pulled(client, answerTo(answers, 'image')),
  };
}

/** Pulls a tag of a registry. */
export function pullTagVerb(client: DockerClient): Verb<Resource> {
  const reference = ({ raw }: Resource) => (raw as RegistryRaw).reference;
  return {
    id: 'pull',
    applies: () => true,
    commandLine: (tag) => commandLine('docker', 'pull', reference(tag)),
    run: (tag) => pulled(client, reference(tag)),
  };
}

const refuseEmpty = (input: string): Text | undefined => (input.trim() === '' ? empty : undefined);
const empty: Text = {
  en: 'An image has a name, such as nginx:1.30-alpine.',
  zh: '请输入镜像名，例如 nginx:1.30-alpine。',
};

function history(client: DockerClient): Verb<Resource> {
  return {
    id: 'history',
    applies: () => true,
    commandLine: (image) => commandLine('docker', 'history', '--no-trunc', nameOf(image)),
    reads: true,
    run: async (image, _answers, signal) => {
      const found = await client.list({ path: pathOf('images', image.id, 'history') }, signal);
      const lines = found.map((raw) => {
        const created = new Date(numberOf(raw['Created']) * 1000).toISOString().slice(0, 19).replace('T', ' ');
        return `${created}  ${sizeOf(numberOf(raw['Size'])).padStart(8)}  ${madeBy(raw)}`;
      });
      const text = `${'CREATED'.padEnd(19)}  ${'SIZE'.padStart(8)}  CREATED BY\n${lines.join('\n')}\n`;
      return { show: 'text', title: nameOf(image), language: 'plaintext', text };
    },
  };
}

function remove(client: DockerClient): Verb<Resource> {
  const going = (image: Resource, answers: Answers): readonly string[] => {
    const names = answers['name'] ?? tagsOf(image);
    return names.length === 0 ? [shortId(image.id)] : names;
  };
  return {
    id: 'remove',
    applies: () => true,
    questions: (image) => [whichName(image, true)],
    commandLine: (image, answers) => commandLine('docker', 'rmi', ...going(image, answers)),
    destroys: (image, answers) => {
      const names = going(image, answers);
      const isLast = tagsOf(image).every((tag) => names.includes(tag));
      return fill(isLast ? removed : untagged, { names: names.join(', '), size: sizeOfRow(image) });
    },
    run: async (image, answers, signal) => {
      for (const name of going(image, answers)) {
        await client.act({ method: 'DELETE', path: pathOf('images', name), accept: [404], timeout: 120_000 }, signal);
      }
    },
  };
}

const sizeOfRow = ({ raw }: Resource): string => sizeOf((raw as ImageRaw).size);

const removed: Text = {
  en: 'The image {names} ({size}) is deleted, with those of its layers that no other image has.',
  zh: '镜像 {names}（{size}）会被删除，包括没有其他镜像使用的层。',
};
const untagged: Text = {
  en: 'The names {names} go; the image stays under its others.',
  zh: '名称 {names} 会被删除；镜像以其他名称保留。',
};
