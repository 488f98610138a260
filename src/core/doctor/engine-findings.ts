import { helpedByLab, labName } from '../lab';
import { fill, verbatim, type Text } from '../text';
import type { Finding } from './finding';
import { code, prose } from './markdown';
import type { EngineSight, Seen } from './sights';
import { isOlder } from './version';

/** The API that Engine 29 wants of clients at least; engines below it are of before 2024. */
const recommended = '1.44';

const words = {
  current: { en: 'Engine that the tutor uses', zh: '教程使用的引擎' },
  context: { en: 'Engine of the context {name}', zh: 'context {name} 的引擎' },
  socket: { en: 'Another engine', zh: '另一个引擎' },
  lab: { en: 'practice lab, {address}', zh: '练习环境，{address}' },
  there: { en: '{name}, API {api}, {address}', zh: '{name}，API {api}，{address}' },
  away: {
    en: '{what}; it is not on this machine, others may work with it',
    zh: '{what}；它不在本机上，可能有其他人在使用',
  },
  old: {
    en: '{what}; older than API 1.44: most lessons work, and Docker clients of today may not',
    zh: '{what}；低于 API 1.44：多数课程仍可进行，但如今的 Docker 客户端可能用不了',
  },
  update: { en: 'Update the engine, or go on in the practice lab.', zh: '请升级引擎，或者改用练习环境。' },
  late: { en: 'did not answer in time ({address})', zh: '没有及时应答（{address}）' },
  lateRepair: {
    en: 'Look whether `docker version` hangs as well; restart the engine, or go on in the practice lab.',
    zh: '请看看 `docker version` 是否也会卡住；重启引擎，或者改用练习环境。',
  },
  unasked: {
    en: 'not asked: it is reached over SSH ({address}), which would log in to another machine',
    zh: '没有询问：它要经 SSH 访问（{address}），那会登录到另一台机器',
  },
  sshRepair: { en: 'Try `docker version` in a terminal.', zh: '请在终端中试一试 `docker version`。' },
} as const satisfies Readonly<Record<string, Text>>;

/** What a look for an engine found. */
export function engineFinding(sight: EngineSight): Finding {
  const { by, name, seen } = sight;
  const address = code(sight.address);
  const id = by === 'current' ? 'engine' : `engine:${by}:${name || sight.address}`;
  const title = by === 'context' ? fill(words.context, { name: code(name) }) : words[by];
  const base = { id, group: 'docker', name: title, ...(by !== 'current' && { optional: true as const }) } as const;
  switch (seen.state) {
    case 'told':
      return { ...base, ...answered(seen, address) };
    case 'failed': {
      const lab = helpedByLab(seen.error) ? { lab: true as const } : {};
      const detail = verbatim(address);
      return {
        ...base,
        state: 'unreachable',
        detail,
        repair: prose(seen.error.text),
        lesson: 'docker/install',
        ...lab,
      };
    }
    case 'broken':
      return { ...base, state: 'unknown', detail: verbatim(code(seen.message)) };
    case 'late':
      return {
        ...base,
        state: 'unreachable',
        detail: fill(words.late, { address }),
        repair: words.lateRepair,
        lab: true,
      };
    case 'unasked':
      return { ...base, state: 'unknown', detail: fill(words.unasked, { address }), repair: words.sshRepair };
  }
}

type Answered = Extract<Seen<Extract<EngineSight['seen'], { state: 'told' }>['value']>, { state: 'told' }>;

function answered(
  { value }: Answered,
  address: string,
): Pick<Finding, 'state' | 'version' | 'detail' | 'repair' | 'lab'> {
  const { name, apiVersion, remoteHost, lab } = value;
  if (lab) return { state: 'found', version: `API ${apiVersion}`, detail: fill(words.lab, { address }) };
  const version = /\d+(\.\d+)+/.exec(name)?.[0];
  const there = fill(words.there, { name: code(name.replace(labName, '')), api: apiVersion, address });
  const what = remoteHost === undefined ? there : fill(words.away, { what: there });
  const known = version === undefined ? {} : { version };
  if (!isOlder(apiVersion, recommended)) return { state: 'found', ...known, detail: what };
  return { state: 'old', ...known, detail: fill(words.old, { what }), repair: words.update, lab: true };
}
