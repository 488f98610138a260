import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileUnreadable, openstackUploadFailed, unreadableBecause } from '../../../core/errors';
import { answerTo, type Answers, type Outcome, type Question, type Verb } from '../../../core/resources/verb';
import { nameLine, verb, type Desk } from '../desk';
import { sizeOf, textAt } from '../fields';
import { sendFile } from '../upload';

/** What Glance takes, the usual ones first: https://docs.openstack.org/glance/latest/user/formats.html */
const formats = ['qcow2', 'raw', 'iso', 'vmdk', 'vdi', 'vhd', 'vhdx', 'ami', 'ari', 'aki', 'ploop'];

/** By the end of a file's name. */
const byEnding: Readonly<Record<string, string>> = { img: 'qcow2', vpc: 'vhd', bin: 'raw' };

/** Uploads an image, with progress: https://docs.openstack.org/api-ref/image/v2/#upload-binary-image-data */
export function upload(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'upload',
    questions: () => questions,
    words: (_none, answers) => [
      ...['image', 'create', '--disk-format', answerTo(answers, 'format'), '--container-format', 'bare'],
      ...['--file', answerTo(answers, 'file'), answerTo(answers, 'name')],
    ],
    run: async (_none, answers): Promise<Outcome> => {
      const file = answerTo(answers, 'file');
      const { size } = await stat(file).catch((error: unknown) => {
        throw fileUnreadable({ path: file, why: unreadableBecause.denied }, error);
      });
      const read = (signal: AbortSignal) => uploading(desk, answers, size, signal);
      return { show: 'stream', title: answerTo(answers, 'name'), read };
    },
  });
}

const formatOf = (file: string): string => {
  const ending = path.extname(file).slice(1).toLowerCase();
  return formats.includes(ending) ? ending : (byEnding[ending] ?? 'qcow2');
};

const questions: readonly Question[] = [
  { ask: 'open', id: 'file', title: { en: 'The file of the image', zh: '镜像文件' } },
  nameLine({ en: 'Name of the image', zh: '镜像名称' }, 'tutor-image'),
  {
    ask: 'choice',
    id: 'format',
    title: { en: 'Its format', zh: '磁盘格式' },
    choices: (answers) => {
      const guess = formatOf(answerTo(answers, 'file'));
      return formats.map((value) => ({ value, label: value, ...(value === guess && { isPicked: true as const }) }));
    },
  },
];

/** Makes the image, sends its data and waits until it is active; what did not arrive as a whole is deleted again. */
async function* uploading(
  desk: Desk,
  answers: Answers,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const { client, pulse } = desk;
  const [name, file] = [answerTo(answers, 'name'), answerTo(answers, 'file')];
  const body = { name, disk_format: answerTo(answers, 'format'), container_format: 'bare' };
  const made = await client.send({ method: 'POST', service: 'image', path: '/v2/images', body }, signal);
  const image = `/v2/images/${textAt(made, 'id')}`;
  let isWhole = false;
  try {
    yield `${file} → ${name} (${textAt(made, 'id')})\n`;
    pulse.touch();
    for await (const sent of sendFile(client, `${image}/file`, file, size, signal)) {
      yield `${String(Math.floor((sent / Math.max(size, 1)) * 100)).padStart(3)} %  ${sizeOf(sent)} / ${sizeOf(size)}\n`;
    }
    const status = textAt(await client.send({ method: 'GET', service: 'image', path: image }, signal), 'status');
    // Some stores go on with it by themselves.
    if (!['active', 'saving', 'importing'].includes(status)) throw openstackUploadFailed({ name, status });
    isWhole = true;
    yield `${status}\n`;
  } finally {
    if (!isWhole) await forget(desk, image);
    pulse.touch();
  }
}

/** Deletes what was half made; the error that led here is the one to tell. */
async function forget({ client }: Desk, path: string): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  await client.send({ method: 'DELETE', service: 'image', path }, signal).catch(() => undefined);
}
