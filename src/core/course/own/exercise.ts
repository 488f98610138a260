import type { ErrorCode } from '../../errors';
import type { Text } from '../../text';
import type { Probe } from '../check';
import type { Condition, Exercise, Expectation, FoundCase, Mutant } from '../lesson';
import { shapeTaker, type Box } from './matcher';
import { placeOf, probe, probeOf } from './probe';
import {
  choice,
  complain,
  entryOf,
  flag,
  list,
  optional,
  or,
  required,
  string,
  table,
  tableOf,
  whole,
  wrong,
  yes,
  type Spot,
  type Taker,
} from './take';
import type { Item } from './tree';
import { aText, anId, id, title, words } from './words';

type Named = ReadonlyMap<string, Probe | undefined>;

const aList = { en: 'a list', zh: '列表' };

/** Why one cannot look may excuse a condition: what this host can never show. */
const excuses = [
  'not-linux',
  'needs-root',
  'needs-adm',
  'fs-without-modes',
  'no-systemd',
  'no-client',
  'no-feature',
  'network',
  'port-not-local',
] as const satisfies readonly ErrorCode[];

/** What a lesson or an exercise of a workspace may need; `runner` would run something. */
export const needs = list(choice('files', 'linux', 'docker', 'kubernetes', 'openstack'), 0, 5);

/** How long something takes. */
export const minutes = required(whole(1, 600), { en: 'a number of minutes', zh: '分钟数' });

const aProbe: Text = { en: 'a probe or the name of one', zh: '探测或其名称' };
const aShape: Text = { en: 'what it should see', zh: '期望看到的内容' };

const unboxed = <T extends { readonly shape: Box }>({ shape, ...rest }: T) => ({ ...rest, ...shape });

function expectations(named: Named): Taker<readonly Expectation[]> {
  const one = table({ probe: required(probeOf(named), aProbe), shape: required(shapeTaker(named), aShape) });
  return (item, spot) => list(one, 1)(item, spot)?.map(unboxed);
}

function foundCases(named: Named): Taker<readonly FoundCase[]> {
  const one = table({
    id: required(id, anId),
    probe: required(probeOf(named), aProbe),
    shape: required(shapeTaker(named), aShape),
    text: required(words, aText),
    args: optional(tableOf(placeOf(named))),
  });
  return (item, spot) => list(one)(item, spot)?.map(unboxed);
}

function conditions(named: Named): Taker<readonly Condition[]> {
  const one = table({
    id: required(id, anId),
    title: required(title, aText),
    when: required(choice('now', 'once'), { en: 'now or once', zh: ' now 或 once' }),
    after: optional(id),
    optional: optional(yes),
    group: optional(id),
    expect: required(expectations(named), aList),
    or: optional(list(expectations(named), 1)),
    excusedBy: optional(list(choice(...excuses), 1)),
    settle: optional(whole(0, 120)),
    told: or(foundCases(named), []),
    notes: optional(foundCases(named)),
  });
  return (item, spot) => {
    const found: readonly Condition[] | undefined = list(one, 1, 100)(item, spot);
    return found === undefined ? undefined : inOrder(found, item, spot);
  };
}

/** Every condition has an id of its own, and comes after the one that it names. */
function inOrder(all: readonly Condition[], item: Item, spot: Spot): readonly Condition[] {
  all.forEach(({ id: mine, after }, index) => {
    const line = (item.kind === 'list' ? item.items[index]?.line : undefined) ?? item.line;
    const above = all.slice(0, index).map((one) => one.id);
    if (above.includes(mine)) complain(spot, line, 'id-taken', { found: mine });
    if (after === undefined || above.includes(after)) return;
    const expected = { en: 'a condition above this one', zh: '排在它前面的某个条件' };
    complain({ ...spot, key: 'after' }, line, 'unknown-condition', { expected, found: after });
  });
  return all;
}

const mutant: Taker<Mutant> = table({
  name: required(id, anId),
  refusedBy: required(id, { en: 'the id of a condition', zh: '某个条件的 id' }),
  told: required(id, { en: 'the id of what is told', zh: '所给出说明的 id' }),
});

/** What Reset removes by name begins like what exercises make, so that it is never something else of the learner's. */
const marked =
  (start: RegExp, expected: Text): Taker<string> =>
  (item, spot) => {
    const found = string(128)(item, spot);
    return found === undefined || start.test(found) ? found : wrong(item, spot, expected);
  };

const project = marked(/^tutor-[a-z0-9-]+$/, { en: 'a name that begins with `tutor-`', zh: '以 `tutor-` 开头的名称' });
const repository = marked(/^([a-z0-9.:-]+\/)?tutor\/[a-z0-9._/-]+$/, {
  en: 'a repository below `tutor/`',
  zh: '`tutor/` 下的镜像仓库',
});

const fieldsFor = (named: Named) => ({
  id: required(id, anId),
  title: required(title, aText),
  core: or(flag, true),
  minutes,
  needs: or(needs, ['files'] as const),
  repositories: optional(list(repository, 1, 20)),
  project: optional(project),
  preconditions: optional(conditions(named)),
  ports: or(list(whole(1, 65_535), 0, 20), []),
  probes: optional(tableOf(probe)),
  tasks: required(list(words, 1, 50), aList),
  conditions: required(conditions(named), aList),
  hints: required(list(words, 3, 3), { en: 'a list of three texts', zh: '三条文本的列表' }),
  mutants: or(list(mutant), []),
});

/** An exercise of `lesson.yaml`; probes that are used often are named below `probes`. */
export const exercise: Taker<Exercise> = (item, spot) => {
  const found = table(fieldsFor(namedIn(item, spot)))(item, spot);
  if (found === undefined) return undefined;
  const known = new Set(found.conditions.map((one) => one.id));
  for (const { refusedBy } of found.mutants) {
    if (known.has(refusedBy)) continue;
    const expected = { en: 'a condition of this exercise', zh: '本练习的某个条件' };
    complain({ ...spot, key: 'refusedBy' }, item.line, 'unknown-condition', { expected, found: refusedBy });
  }
  // The names of probes have served their turn, and of hints there are three.
  return Object.fromEntries(Object.entries(found).filter(([key]) => key !== 'probes')) as unknown as Exercise;
};

/** The named probes; what is wrong with one is told when the table is read, so here each is only looked up. */
function namedIn(item: Item, spot: Spot): Named {
  const named = entryOf(item, 'probes')?.item;
  if (named?.kind !== 'table') return new Map();
  return new Map(named.entries.map(({ key, item: inner }) => [key, probe(inner, { ...spot, key })] as const));
}
