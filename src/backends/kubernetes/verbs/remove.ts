import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Question, type Verb } from '../../../core/resources/verb';
import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { pathOf, specOf as rowOf, type Cluster } from '../cluster';
import { specs } from '../kinds';
import { ownersOf } from '../kinds/pod';
import type { Held } from '../kinds/spec';
import { listOf, metadataOf, wordOf } from '../object';
import { ask, heldOf, kubectl, named, placeOf, titled, wishOf } from './kubectl';

/** What becomes of what it owns: https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion */
const cascades = [
  {
    value: 'Background',
    label: '--cascade=background',
    detail: { en: 'It goes, then what it owns', zh: '先删除它，再删除它拥有的对象' },
    isPicked: true,
  },
  {
    value: 'Foreground',
    label: '--cascade=foreground',
    detail: { en: 'What it owns goes first', zh: '先删除它拥有的对象' },
  },
  { value: 'Orphan', label: '--cascade=orphan', detail: { en: 'What it owns stays', zh: '保留它拥有的对象' } },
] as const;

const cascadeQuestion: Question = {
  id: 'cascade',
  title: { en: 'What becomes of what it owns', zh: '如何处理它拥有的对象' },
  ask: 'choice',
  choices: () => cascades,
};

const owning: readonly string[] = ['deployment', 'replicaset', 'statefulset', 'daemonset', 'job', 'cronjob', 'custom'];

/** Deletes an object; says first what goes with it. */
export const remove = (cluster: Cluster): Verb<Resource> => ({
  id: 'remove',
  applies: () => true,
  questions: (target) => (owning.includes(target.kind) ? [cascadeQuestion] : []),
  commandLine: (target, answers) => {
    const cascade = answerTo(answers, 'cascade');
    const flags = cascade === '' || cascade === 'Background' ? [] : [`--cascade=${cascade.toLowerCase()}`];
    return kubectl(cluster, heldOf(target).namespace, 'delete', named(heldOf(target)), ...flags);
  },
  destroys: async (target, answers, signal) => {
    const held = heldOf(target);
    const also = answerTo(answers, 'cascade') === 'Orphan' ? undefined : await goingWith(cluster, target, signal);
    return fill(goes, { object: titled(held), also: also ?? '' });
  },
  run: async (target, answers, signal) => {
    const held = heldOf(target);
    // Only this very object, not another that has its name by now.
    const body = { propagationPolicy: answerTo(answers, 'cascade') || 'Background', preconditions: { uid: held.uid } };
    const call = {
      path: placeOf(held),
      method: 'DELETE',
      body: JSON.stringify(body),
      wish: wishOf(held, 'delete'),
    } as const;
    await cluster.client.send(call, signal);
  },
});

const goes = { en: '{object}{also}', zh: '{object}{also}' };
const with_ = { en: ', and with it: {list}', zh: '，以及：{list}' };
const data = {
  claim: {
    en: ', and what is on its volume, unless the reclaim policy keeps it',
    zh: '，以及存储卷上的数据（除非回收策略为 Retain）',
  },
  nothing: { en: '', zh: '' },
} as const satisfies Record<string, Text>;

async function goingWith(cluster: Cluster, target: Resource, signal: AbortSignal): Promise<Text | undefined> {
  const held = heldOf(target);
  if (target.kind === 'pvc') return data.claim;
  if (target.kind === 'namespace') return said(await allIn(cluster, held.name, signal));
  if (target.kind === 'crd' && held.more?.defines !== undefined) {
    const { defines } = held.more;
    const found = await ask(
      cluster,
      { path: pathOf(defines), wish: { verb: 'list', resource: defines.plural } },
      signal,
    );
    return said(listOf(found, 'items').map((one) => `${defines.kind} ${wordOf(metadataOf(one), 'name')}`));
  }
  return owning.includes(target.kind) ? said(await ownedBy(cluster, target.kind, held, signal)) : undefined;
}

/** What an object owns, and what that owns in turn. */
async function ownedBy(cluster: Cluster, id: string, held: Held, signal: AbortSignal): Promise<readonly string[]> {
  const below = rowOf(id).below?.(held);
  if (below === undefined || below.of !== 'owner') return [];
  const spec = rowOf(below.kind);
  const type = await cluster.typeOf(spec, signal);
  const query = below.labels === undefined ? {} : { labelSelector: below.labels };
  const wish = { verb: 'list', resource: type.plural, namespace: held.namespace ?? '' } as const;
  const found = await ask(cluster, { path: pathOf(type, held.namespace), query, wish }, signal);
  const own = listOf(found, 'items').filter((one) => ownersOf(one).includes(held.uid));
  const all = await Promise.all(own.map((raw) => withOwn(cluster, below.kind, { raw, held, type }, signal)));
  return all.flat();
}

async function withOwn(
  cluster: Cluster,
  id: string,
  { raw, held, type }: { readonly raw: Raw; readonly held: Held; readonly type: Held['type'] },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const name = wordOf(metadataOf(raw), 'name');
  const more = rowOf(id).look(raw, undefined).more;
  const own: Held = {
    type,
    name,
    uid: wordOf(metadataOf(raw), 'uid'),
    ...(held.namespace !== undefined && { namespace: held.namespace }),
    ...(more && { more }),
  };
  return [`${type.kind} ${name}`, ...(await ownedBy(cluster, id, own, signal))];
}

const counted = [
  'deployment',
  'statefulset',
  'daemonset',
  'pod',
  'job',
  'service',
  'configmap',
  'secret',
  'pvc',
] as const;

/** So many of each kind are in a namespace; kinds that nobody may look at are left out. */
async function allIn(cluster: Cluster, namespace: string, signal: AbortSignal): Promise<readonly string[]> {
  const counts = specs
    .filter(({ id }) => (counted as readonly string[]).includes(id))
    .map(async (spec) => {
      const type = await cluster.typeOf(spec, signal);
      const wish = { verb: 'list', resource: type.plural, namespace } as const;
      const answer = await cluster.client.send({ path: pathOf(type, namespace), wish, accepts: [403] }, signal);
      const found = answer.status === 403 ? 0 : listOf(JSON.parse(answer.body) as Raw, 'items').length;
      return found === 0 ? [] : [`${found} ${type.kind}`];
    });
  return (await Promise.all(counts)).flat();
}

function said(names: readonly string[]): Text {
  if (names.length === 0) return data.nothing;
  const list = names.slice(0, 12).join(', ') + (names.length > 12 ? `, … (${names.length})` : '');
  return fill(with_, { list: verbatim(list) });
}
