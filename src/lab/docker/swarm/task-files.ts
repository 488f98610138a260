import { posix } from 'node:path';
import { memoryTree, type Mount } from '../../files';
import type { Clock } from '../../kernel/clock';
import { subTree } from '../containers/sub-tree';
import type { FileReference, Task } from './model';
import type { SwarmStore } from './store';
import { expandTemplate } from './task-body';

/** The secrets and configs of a task, as mounts of its container; those that have gone since are left out. */
export async function taskFiles(store: SwarmStore, clock: Clock, task: Task): Promise<readonly Mount[]> {
  const { Secrets: secrets = [], Configs: configs = [] } = task.spec.ContainerSpec;
  const given = [...secrets.map(placeOfSecret), ...configs.map(placeOfConfig)];
  const mounts: Mount[] = [];
  for (const { path, id, file, source } of given) {
    const stored = store.stored.get(id);
    if (!stored) continue;
    const tree = memoryTree({ clock });
    const plain = Buffer.from(stored.data, 'base64');
    const content = stored.templating ? Buffer.from(expandTemplate(task, plain.toString('utf8'))) : plain;
    const create = { mode: file.Mode ?? 0o444, uid: numberOf(file.UID), gid: numberOf(file.GID), mtime: clock.now() };
    await tree.write(['file'], content, { append: false, create });
    mounts.push({ path, tree: subTree(tree, ['file']), readOnly: true, source });
  }
  return mounts;
}

const numberOf = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);

const placeOfSecret = ({ SecretID: id = '', SecretName: name = '', File: file = {} }: FileReference) => ({
  id,
  file,
  path: posix.resolve('/run/secrets', file.Name ?? name),
  source: 'tmpfs',
});

const placeOfConfig = ({ ConfigID: id = '', ConfigName: name = '', File: file = {} }: FileReference) => ({
  id,
  file,
  path: posix.resolve('/', file.Name ?? name),
  source: '/dev/vda1',
});
