import path from 'node:path';
import { commandLine } from '../../../core/quoted';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Outcome, type Tell, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import { allBelow, packed, unpack, type Amount } from '../archive';
import type { DockerClient } from '../client';
import { sizeOf } from '../kinds/sizes';
import { pathOf } from '../transport';
import { hour } from './container-life';

const inside: Text = { en: 'Path in the container', zh: '容器内路径' };

/**
 * Files out of a container and into it, running or not.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerArchive
 */
export function fileVerbs(client: DockerClient): readonly Verb<Resource>[] {
  return [copyOut(client), copyIn(client)];
}

function copyOut(client: DockerClient): Verb<Resource> {
  return {
    id: 'copyOut',
    applies: ({ state }) => state !== 'removing',
    questions: () => [
      { id: 'path', title: inside, ask: 'text', example: '/etc/nginx/nginx.conf', refuse: refusePath },
      { id: 'folder', title: { en: 'Folder to copy into', zh: '复制到哪个文件夹' }, ask: 'open-folder' },
    ],
    commandLine: ({ name }, answers) =>
      commandLine('docker', 'cp', `${name}:${answerTo(answers, 'path')}`, answerTo(answers, 'folder')),
    reads: true,
    run: async ({ id }, answers, signal, tell) => {
      const call = { path: pathOf('containers', id, 'archive'), query: { path: answerTo(answers, 'path') } };
      const folder = answerTo(answers, 'folder');
      const amount: Amount = { files: 0, bytes: 0 };
      const archive = await client.stream(call, signal);
      await telling(amount, tell, () => unpack(archive, folder, signal, amount));
      return words(amount, folder);
    },
  };
}

function copyIn(client: DockerClient): Verb<Resource> {
  const isFolder = (answers: Answers) => answerTo(answers, 'what') === 'folder';
  const source = (answers: Answers) => answerTo(answers, isFolder(answers) ? 'folder' : 'file');
  return {
    id: 'copyIn',
    applies: ({ state }) => state !== 'removing',
    questions: () => [
      {
        id: 'what',
        title: { en: 'What to copy', zh: '复制什么' },
        ask: 'choice',
        choices: () => [
          { value: 'file', label: 'file', detail: { en: 'A file', zh: '一个文件' } },
          { value: 'folder', label: 'folder', detail: { en: 'A folder with all in it', zh: '整个文件夹' } },
        ],
      },
      {
        id: 'file',
        title: { en: 'File', zh: '文件' },
        when: (answers) => !isFolder(answers),
        ask: 'open',
      },
      { id: 'folder', title: { en: 'Folder', zh: '文件夹' }, when: isFolder, ask: 'open-folder' },
      {
        id: 'path',
        title: { en: 'Folder in the container', zh: '容器内的目标文件夹' },
        ask: 'text',
        value: '/tmp',
        refuse: refusePath,
      },
    ],
    commandLine: ({ name }, answers) =>
      commandLine('docker', 'cp', source(answers), `${name}:${intoFolder(answerTo(answers, 'path'))}`),
    run: async ({ id, name }, answers, signal, tell) => {
      const amount: Amount = { files: 0, bytes: 0 };
      const file = source(answers);
      const upload = await packed(allBelow(file, path.basename(file)), amount, signal);
      // What the archive could not be made of is more to the point than that the engine got half of it.
      const failed = new Promise<never>((_, reject) => upload.once('error', reject));
      failed.catch(() => undefined);
      const query = { path: answerTo(answers, 'path') };
      const call = { method: 'PUT', path: pathOf('containers', id, 'archive'), query, upload, timeout: hour } as const;
      try {
        await telling(amount, tell, () => Promise.race([client.act(call, signal), failed]));
      } finally {
        upload.destroy();
      }
      return words(amount, `${name}:${query.path}`);
    },
  };
}

/** Tells now and then how much it is so far. */
async function telling(amount: Amount, tell: Tell | undefined, work: () => Promise<unknown>): Promise<void> {
  const timer = setInterval(() => tell?.(fill(soFar, { files: amount.files, size: sizeOf(amount.bytes) })), 500);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}
const soFar: Text = { en: '{files} files, {size} so far', zh: '已处理 {files} 个文件，{size}' };

const intoFolder = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

const refusePath = (input: string): Text | undefined => (input.startsWith('/') ? undefined : relative);
const relative: Text = { en: 'The path begins with /.', zh: '路径要以 / 开头。' };

function words({ files, bytes }: Amount, place: string): Outcome {
  return { show: 'words', words: fill(copied, { files, size: sizeOf(bytes), place }) };
}
const copied: Text = {
  en: '{files} files ({size}) were copied to {place}.',
  zh: '已把 {files} 个文件（{size}）复制到 {place}。',
};
