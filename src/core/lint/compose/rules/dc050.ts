import { fill } from '../../../text';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { isOpen, type ComposeFile } from '../file';
import { entryAt } from '../paths';
import { dropped } from '../removal';

/** Keys that say the same under deploy. */
const twins: readonly (readonly [string, readonly string[]])[] = [
  ['scale', ['deploy', 'replicas']],
  ['cpus', ['deploy', 'resources', 'limits', 'cpus']],
  ['mem_limit', ['deploy', 'resources', 'limits', 'memory']],
  ['mem_reservation', ['deploy', 'resources', 'reservations', 'memory']],
  ['pids_limit', ['deploy', 'resources', 'limits', 'pids']],
];

/** One limit, two values. */
export const dc050: Rule<ComposeFile> = {
  code: 'DC050',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'One limit with two values', zh: '同一个限制写了两个值' },
  message: {
    en: '{key} and {twin} mean the same and say {value} and {other}: Compose refuses the file.',
    zh: '{key} 与 {twin} 是一回事，却分别写了 {value} 和 {other}：Compose 会拒绝此文件。',
  },
  why: {
    en: 'The keys of a service such as `mem_limit` are older; those under `deploy.resources` say the same and are read by a swarm, too. Keep one of the two.',
    zh: '服务上的 `mem_limit` 等是较早的写法；`deploy.resources` 下的写法含义相同，Swarm 也认识。两者留一个即可。',
  },
  lesson: 'docker-deep/orchestration',
  *check(file) {
    for (const { body } of file.services) {
      for (const [key, path] of twins) {
        const entry = body.all.get(key);
        const [one, other] = [scalarOf(entry?.value), scalarOf(entryAt(body, ...path)?.value)];
        if (entry === undefined || one === undefined || other === undefined) continue;
        const [a, b] = [amountOf(one.text), amountOf(other.text)];
        if (a === undefined || b === undefined || a === b) continue;
        const title = fill({ en: 'Drop {key}', zh: '删除 {key}' }, { key });
        const twin = path.join('.');
        const args = { key, twin, value: brief(one.text, 8), other: brief(other.text, 8) };
        yield { span: entry.key.part(), args, fix: dropped(file, body, entry, title) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    «mem_limit»: 1g\n    deploy:\n      resources:\n        limits:\n          memory: 512M\n',
        fixed:
          'services:\n  web:\n    build: .\n    deploy:\n      resources:\n        limits:\n          memory: 512M\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    «scale»: 2\n    deploy: { replicas: 3 }\n',
        fixed: 'services:\n  web:\n    build: .\n    deploy: { replicas: 3 }\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    mem_limit: 1g\n    cpus: 0.50\n    deploy: { resources: { limits: { memory: 1024M, cpus: "0.5" } } }\n  api:\n    build: ./api\n    scale: ${COPIES}\n    deploy: { replicas: 3 }\n',
    ],
  },
};

/** A number with a unit of memory, or without; nothing when variables decide, or for anything else. */
function amountOf(text: string): number | undefined {
  const { number, unit = '' } = /^(?<number>\d+(?:\.\d+)?) ?(?<unit>[kmgtp]?)i?b?$/i.exec(text)?.groups ?? {};
  if (number === undefined || isOpen(text)) return undefined;
  return Number(number) * 1024 ** ['', 'k', 'm', 'g', 't', 'p'].indexOf(unit.toLowerCase());
}
