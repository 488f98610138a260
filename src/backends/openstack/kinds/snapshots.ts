import type { Health, Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, removal, type Desk } from '../desk';
import { factsOf, joined, markOf, nameOf, textAt } from '../fields';
import { factNames, lessons } from '../words';

const healths: Readonly<Record<string, Health>> = {
  available: 'running',
  creating: 'changing',
  deleting: 'changing',
  'backing-up': 'changing',
  error: 'failed',
  error_deleting: 'failed',
};

/** A snapshot of `GET /snapshots/detail`: https://docs.openstack.org/api-ref/block-storage/v3/#list-snapshots-and-details */
export function snapshotOf(raw: Raw): Resource {
  const status = textAt(raw, 'status');
  const size = `${textAt(raw, 'size')} GB`;
  return {
    kind: 'snapshots',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: status,
    health: healths[status] ?? 'unknown',
    summary: verbatim(joined(status, size)),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.size, size],
      [factNames.owner, textAt(raw, 'volume_id')],
      [factNames.created, textAt(raw, 'created_at')],
    ),
    ...markOf(raw),
    ...(status.startsWith('error') && { trouble }),
  };
}

const trouble = {
  why: {
    en: 'The back end failed; the log of cinder-volume says why. Delete it, then make it again.',
    zh: '后端操作失败，原因见 cinder-volume 的日志。请删除后重新创建。',
  },
  lesson: lessons.volumes,
};

/** Snapshots of volumes. */
export function snapshots(desk: Desk): Kind {
  const path = ({ id }: Resource) => `/snapshots/${id}`;
  const goes = { en: 'The snapshot {name}; its volume stays.', zh: '快照 {name}；原卷会保留。' };
  return {
    id: 'snapshots',
    title: { en: 'Volume Snapshots', zh: '卷快照' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('volume', '/snapshots/detail', 'snapshots', signal)).map(snapshotOf),
    ),
    verbs: [
      inspect(desk, ['volume', 'snapshot'], 'volume', path),
      removal(desk, ['volume', 'snapshot'], 'volume', path, goes),
    ],
  };
}
