import { brief, type Rule, type Span } from '../../rule';
import { itemsOf, type Item } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { mountOf } from '../mounts';

/** Two mounts at one place. */
export const dc047: Rule<ComposeFile> = {
  code: 'DC047',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Two mounts at one place', zh: '同一位置挂载了两次' },
  message: {
    en: 'Something else is mounted at {target} already; only this one counts, and the other is dropped.',
    zh: '{target} 已经挂载了别的内容；只有这一个生效，前一个会被悄悄丢弃。',
  },
  why: {
    en: 'At one path of a container there can be one mount. Compose keeps the last one and says nothing, so that files of the first are missing. Mount them at different paths, or single files below the folder.',
    zh: '容器里的一个路径只能有一个挂载。Compose 保留最后一个，而且不作提示，结果前一个的文件就不见了。请挂到不同的路径，或者把单个文件挂到目录下面。',
  },
  lesson: 'docker/volumes',
  *check(file) {
    for (const service of file.services) {
      const earlier = new Map<string, Span>();
      for (const item of itemsOf(service.entry('volumes')?.value)) {
        const target = targetOf(item);
        const first = target === undefined ? undefined : earlier.get(target);
        const message = { en: 'It is mounted here first.', zh: '第一次挂载在这里。' };
        if (target !== undefined && first !== undefined)
          yield { span: item.span, args: { target: brief(target, 40) }, related: [{ span: first, message }] };
        else if (target !== undefined) earlier.set(target, item.span);
      }
    }
  },
  examples: {
    bad: [
      { text: 'services:\n  web:\n    build: .\n    volumes:\n      - ./a:/data\n      - «./b:/data»\n' },
      {
        text: 'services:\n  web:\n    build: .\n    volumes: ["data:/data:ro", «{ type: bind, source: ./b, target: /data }»]\nvolumes:\n  data:\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    volumes: ["./a:/data", "./b:/data/b", "./c:${TARGET}", "./d:${TARGET}"]\n  api:\n    build: ./api\n    volumes: ["./a:/data"]\n',
    ],
  },
};

/** Where an item is mounted, when that is known. */
function targetOf(item: Item): string | undefined {
  const target = mountOf(item.value)?.target;
  return target?.startsWith('/') === true && target.length > 1 ? target.replace(/\/+$/, '') : undefined;
}
