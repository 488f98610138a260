import type { Health, Resource, Trouble } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, line, nameLine, pick, removal, verb, type Desk } from '../desk';
import { factsOf, joined, keptOf, markOf, nameOf, objectsAt, textAt, textsAt } from '../fields';
import { factNames, lessons } from '../words';
import { serverChoice } from './choices';
import { snapshotOf } from './snapshots';

/** How a volume or snapshot does: https://docs.openstack.org/api-ref/block-storage/v3/#volumes-volumes */
export function volumeHealth(status: string): Health {
  if (status.startsWith('error')) return 'failed';
  if (status === 'available' || status === 'in-use') return 'running';
  return status === 'reserved' || status.endsWith('ing') || status.startsWith('awaiting') ? 'changing' : 'unknown';
}

/** A volume of `GET /volumes/detail`: https://docs.openstack.org/api-ref/block-storage/v3/#list-accessible-volumes-with-details */
export function volumeOf(raw: Raw, servers: ReadonlyMap<string, string> = new Map()): Resource {
  const status = textAt(raw, 'status');
  const attachments = objectsAt(raw, 'attachments');
  const ids = attachments.map((one) => textAt(one, 'server_id'));
  const where = attachments.map((one) => {
    const id = textAt(one, 'server_id');
    return `${servers.get(id) ?? id} ${textAt(one, 'device')}`.trim();
  });
  const trouble = troubleOf(status);
  return {
    kind: 'volumes',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: status,
    health: volumeHealth(status),
    summary: verbatim(joined(status, `${textAt(raw, 'size')} GB`, where.join(', '))),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.size, `${textAt(raw, 'size')} GB`],
      [factNames.type, textAt(raw, 'volume_type')],
      [factNames.attached, where.join(', ')],
      [factNames.zone, textAt(raw, 'availability_zone')],
      [factNames.created, textAt(raw, 'created_at')],
      [factNames.description, textAt(raw, 'description')],
    ),
    ...markOf(raw),
    ...(trouble && { trouble }),
    raw: { servers: ids },
  };
}

const troubles: Readonly<Record<string, Text>> = {
  error: {
    en: 'The back end did not make it: size, type or zone do not fit, no space is left, or no cinder-volume is up (see Services). Delete it and create it again.',
    zh: '后端未能创建它：大小、类型或可用域不合适，空间不足，或没有在线的 cinder-volume（请查看“服务”）。请删除后重新创建。',
  },
  error_deleting: {
    en: 'The back end could not delete it; an administrator looks at the log of cinder-volume and resets its state.',
    zh: '后端未能删除它；需要管理员查看 cinder-volume 的日志并重置其状态。',
  },
};

const otherTrouble: Text = {
  en: 'It is in the state {status}; the log of cinder-volume says why.',
  zh: '它处于 {status} 状态；原因见 cinder-volume 的日志。',
};

function troubleOf(status: string): Trouble | undefined {
  if (!status.startsWith('error')) return undefined;
  return { why: troubles[status] ?? fill(otherTrouble, { status }), lesson: lessons.volumes };
}

/** Volumes, with their snapshots below them. */
export function volumes(desk: Desk): Kind {
  const { client } = desk;
  return {
    id: 'volumes',
    title: { en: 'Volumes', zh: '卷' },
    follow: following(desk, async (signal) => {
      const found = await client.list('volume', '/volumes/detail', 'volumes', signal);
      const isUsed = found.some((raw) => objectsAt(raw, 'attachments').length > 0);
      const servers = isUsed ? await client.list('compute', '/servers', 'servers', signal) : [];
      const names = new Map(servers.map((one) => [textAt(one, 'id'), nameOf(one)]));
      return found.map((raw) => volumeOf(raw, names));
    }),
    below: ({ id }) =>
      following(desk, async (signal) =>
        (await client.list('volume', `/snapshots/detail?volume_id=${id}`, 'snapshots', signal)).map(snapshotOf),
      ),
    verbs: [attach(desk), detach(desk), snapshot(desk), inspect(desk, ['volume'], 'volume', path), remove(desk)],
    general: [create(desk)],
  };
}

const path = ({ id }: Resource): string => `/volumes/${id}`;

function remove(desk: Desk): Verb<Resource> {
  const goes = { en: 'The volume {name} with all that is on it.', zh: '卷 {name} 及其中的全部数据。' };
  const applies = ({ state }: Resource) => !['in-use', 'deleting', 'attaching', 'detaching'].includes(state);
  return { ...removal(desk, ['volume'], 'volume', path, goes), applies };
}

function create(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => [
      nameLine({ en: 'Name of the volume', zh: '卷名称' }, 'data-1'),
      line('size', { en: 'Size in GB', zh: '大小（GB）' }, { value: '1', refuse: refuseSize }),
    ],
    words: (_none, answers) => ['volume', 'create', '--size', answerTo(answers, 'size'), answerTo(answers, 'name')],
    run: async (_none, answers, signal) => {
      const volume = { name: answerTo(answers, 'name'), size: Number(answerTo(answers, 'size')) };
      await desk.client.send({ method: 'POST', service: 'volume', path: '/volumes', body: { volume } }, signal);
    },
  });
}

const refuseSize = (input: string): Text | undefined =>
  /^[1-9]\d{0,5}$/.test(input.trim())
    ? undefined
    : { en: 'A whole number of GB, at least 1.', zh: '请输入不小于 1 的整数（GB）。' };

/** https://docs.openstack.org/api-ref/compute/#attach-a-volume-to-an-instance */
function attach(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'attach',
    applies: ({ state }) => state === 'available',
    questions: () => [
      pick(
        desk,
        'server',
        { en: 'The server to attach it to', zh: '要挂载到的云主机' },
        ['compute', '/servers/detail', 'servers'],
        serverChoice,
      ),
    ],
    words: ({ id }, answers) => ['server', 'add', 'volume', answerTo(answers, 'server'), id],
    run: async ({ id }, answers, signal) => {
      const at = `/servers/${answerTo(answers, 'server')}/os-volume_attachments`;
      const body = { volumeAttachment: { volumeId: id } };
      await desk.client.send({ method: 'POST', service: 'compute', path: at, body }, signal);
    },
  });
}

function detach(desk: Desk): Verb<Resource> {
  const serverOf = (resource: Resource) => textsAt(keptOf(resource), 'servers')[0] ?? '';
  return verb(desk, {
    id: 'detach',
    applies: (resource) => resource.state === 'in-use' && serverOf(resource) !== '',
    words: (resource) => ['server', 'remove', 'volume', serverOf(resource), resource.id],
    destroys: ({ name }) => fill(detaching, { name }),
    run: async (resource, _answers, signal) => {
      const at = `/servers/${serverOf(resource)}/os-volume_attachments/${resource.id}`;
      await desk.client.send({ method: 'DELETE', service: 'compute', path: at }, signal);
    },
  });
}

const detaching: Text = {
  en: 'The attachment of {name}; what its server has not written yet is lost, so unmount it there first. The volume itself stays.',
  zh: '{name} 的挂载关系；云主机中尚未写入的数据会丢失，请先在系统内卸载。卷本身会保留。',
};

/** One of an attached volume has to be forced before microversion 3.66: https://docs.openstack.org/api-ref/block-storage/v3/#create-a-snapshot */
function snapshot(desk: Desk): Verb<Resource> {
  const isForced = ({ state }: Resource) => state === 'in-use';
  return verb(desk, {
    id: 'snapshot',
    applies: ({ state }) => state === 'available' || state === 'in-use',
    questions: ({ name }) => [nameLine({ en: 'Name of the snapshot', zh: '快照名称' }, `${name}-snap`)],
    words: (resource, answers) => [
      ...['volume', 'snapshot', 'create', '--volume', resource.id],
      ...(isForced(resource) ? ['--force'] : []),
      answerTo(answers, 'name'),
    ],
    run: async (resource, answers, signal) => {
      const body = { snapshot: { volume_id: resource.id, name: answerTo(answers, 'name'), force: isForced(resource) } };
      await desk.client.send({ method: 'POST', service: 'volume', path: '/snapshots', body }, signal);
    },
  });
}
