import type { Health, Resource, Trouble } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, removal, type Desk } from '../desk';
import { factsOf, joined, keptOf, markOf, nameOf, numberAt, sizeOf, textAt } from '../fields';
import { factNames, lessons } from '../words';
import { upload } from './image-upload';

// https://docs.openstack.org/glance/latest/user/statuses.html
const healths: Readonly<Record<string, Health>> = {
  active: 'running',
  saving: 'changing',
  uploading: 'changing',
  importing: 'changing',
  pending_delete: 'changing',
  // It waits for its data, maybe for ever.
  queued: 'stopped',
  deactivated: 'stopped',
  killed: 'failed',
};

const troubles: Readonly<Record<string, Text>> = {
  killed: {
    en: 'Its upload failed. Look at the log of Glance and at the space of its store, delete it, then upload it again.',
    zh: '上传失败。请查看 Glance 的日志和存储空间，删除后重新上传。',
  },
  queued: {
    en: 'It has a name but no data yet: servers cannot use it. Upload its data, or delete it.',
    zh: '它只有名称，还没有数据，云主机无法使用。请上传数据，或将其删除。',
  },
  deactivated: {
    en: 'An administrator has deactivated it: its data cannot be read.',
    zh: '管理员已停用它：无法读取其数据。',
  },
};

/** An image of `GET /v2/images`: https://docs.openstack.org/api-ref/image/v2/#list-images */
export function imageOf(raw: Raw): Resource {
  const status = textAt(raw, 'status');
  const [disk, ram] = [numberAt(raw, 'min_disk'), numberAt(raw, 'min_ram')];
  const size = numberAt(raw, 'size') === 0 ? '' : sizeOf(numberAt(raw, 'size'));
  const why = troubles[status];
  const trouble: Trouble | undefined = why && { why, lesson: lessons.images };
  return {
    kind: 'images',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: status,
    health: healths[status] ?? 'unknown',
    summary: verbatim(joined(status, size, textAt(raw, 'visibility'))),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.size, size],
      [factNames.format, joined(textAt(raw, 'disk_format'), textAt(raw, 'container_format'))],
      [factNames.visibility, textAt(raw, 'visibility')],
      [factNames.least, joined(disk === 0 ? '' : `${disk} GB`, ram === 0 ? '' : `${ram} MB RAM`)],
      [factNames.checksum, textAt(raw, 'checksum')],
      [factNames.created, textAt(raw, 'created_at')],
    ),
    ...markOf(raw),
    ...(trouble && { trouble }),
    raw: { protected: raw['protected'] === true },
  };
}

/** Images. */
export function images(desk: Desk): Kind {
  const path = ({ id }: Resource) => `/v2/images/${id}`;
  const goes = { en: 'The image {name} with its data.', zh: '镜像 {name} 及其数据。' };
  const remove = removal(desk, ['image'], 'image', path, goes);
  return {
    id: 'images',
    title: { en: 'Images', zh: '镜像' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('image', '/v2/images?limit=500', 'images', signal)).map(imageOf),
    ),
    verbs: [
      inspect(desk, ['image'], 'image', path),
      { ...remove, applies: (image) => keptOf(image)['protected'] !== true },
    ],
    general: [upload(desk)],
  };
}
