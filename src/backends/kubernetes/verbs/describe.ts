import type { Resource } from '../../../core/resources/resource';
import type { Verb } from '../../../core/resources/verb';
import type { Raw } from '../../docker/answer';
import type { Cluster } from '../cluster';
import type { Held } from '../kinds/spec';
import { labelsIn } from '../kinds/pod';
import { listOf, metadataOf, within, wordOf } from '../object';
import { hidden } from './edit';
import { ask, heldOf, kubectl, named, readLive } from './kubectl';
import { table } from './nodes';

/** Shows an object for people: its fields, its conditions, and what happened to it. */
export const describe = (cluster: Cluster): Verb<Resource> => ({
  id: 'describe',
  applies: () => true,
  reads: true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'describe', named(heldOf(target))),
  run: async (target, _answers, signal) => {
    const held = heldOf(target);
    const [raw, events] = await Promise.all([readLive(cluster, held, signal), eventsOf(cluster, held, signal)]);
    return { show: 'text', title: held.name, language: 'yaml', text: await describing(hidden(held, raw), events) };
  },
});

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/: those of cluster-wide objects are in `default` */
async function eventsOf(cluster: Cluster, held: Held, signal: AbortSignal): Promise<readonly Raw[]> {
  const { namespace = 'default', type, name, uid } = held;
  // Events of nodes have the name of the node for a uid.
  const whose = type.kind === 'Node' ? '' : `,involvedObject.uid=${uid}`;
  const query = { fieldSelector: `involvedObject.kind=${type.kind},involvedObject.name=${name}${whose}` };
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
  const found = await ask(cluster, { path, query, wish: { verb: 'list', resource: 'events', namespace } }, signal);
  return listOf(found, 'items').toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
}

const timeOf = (event: Raw): string => wordOf(event, 'lastTimestamp') || wordOf(event, 'eventTime');

/** The text of a description; pure but for the loading of the YAML library. */
export async function describing(raw: Raw, events: readonly Raw[]): Promise<string> {
  const { stringify } = await import('yaml');
  const { metadata, apiVersion, kind, status, ...rest } = raw;
  const { conditions, ...state } = within({ status }, 'status');
  const head = {
    Name: wordOf(within({ metadata }, 'metadata'), 'name'),
    Namespace: wordOf(metadataOf(raw), 'namespace'),
    Kind: `${wordOf({ kind }, 'kind')} (${wordOf({ apiVersion }, 'apiVersion')})`,
    Labels: labelsIn(metadataOf(raw), 'labels'),
    Annotations: labelsIn(metadataOf(raw), 'annotations').slice(0, 1000),
    Created: wordOf(metadataOf(raw), 'creationTimestamp'),
    'Controlled by': listOf(metadataOf(raw), 'ownerReferences')
      .map((one) => `${wordOf(one, 'kind')}/${wordOf(one, 'name')}`)
      .join(', '),
  };
  const parts = [
    stringify(Object.fromEntries(Object.entries(head).filter(([, value]) => value !== '')), { lineWidth: 0 }),
  ];
  if (Object.keys(rest).length > 0) parts.push(stringify(rest, { lineWidth: 0 }));
  if (Object.keys(state).length > 0) parts.push(stringify({ status: state }, { lineWidth: 0 }));
  const rows = listOf({ conditions }, 'conditions').map((one) => [
    wordOf(one, 'type'),
    wordOf(one, 'status'),
    wordOf(one, 'reason'),
    wordOf(one, 'message'),
  ]);
  if (rows.length > 0) parts.push(commented('Conditions', [['TYPE', 'STATUS', 'REASON', 'MESSAGE'], ...rows]));
  const happened = events.map((one) => [
    timeOf(one),
    wordOf(one, 'type'),
    wordOf(one, 'reason'),
    wordOf(one, 'message'),
  ]);
  parts.push(commented('Events', [['LAST SEEN', 'TYPE', 'REASON', 'MESSAGE'], ...happened]));
  return parts.join('\n');
}

/** A table as comments, so that the whole stays YAML and is coloured as such. */
const commented = (title: string, rows: readonly (readonly string[])[]): string =>
  `# ${title}\n${table(rows).replace(/^/gm, '#   ').replace(/#\s+$/, '')}`;
