import type { Health, Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { answerTo, type Answers, type Verb } from '../../../core/resources/verb';
import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, line, nameLine, simple, verb, type Desk } from '../desk';
import { factsOf, joined, markOf, nameOf, objectAt, textAt, textsAt } from '../fields';
import { factNames } from '../words';
import { portOf } from './ports';
import { subnetOf } from './subnets';

const healths: Readonly<Record<string, Health>> = {
  ACTIVE: 'running',
  BUILD: 'changing',
  DOWN: 'stopped',
  ERROR: 'failed',
};

/** A network of `GET /v2.0/networks`: https://docs.openstack.org/api-ref/network/v2/#list-networks */
export function networkOf(raw: Raw, ranges: ReadonlyMap<string, string> = new Map()): Resource {
  const status = textAt(raw, 'status');
  const subnets = textsAt(raw, 'subnets');
  const cidrs = subnets.map((id) => ranges.get(id) ?? '').filter((one) => one !== '');
  const special = [raw['router:external'] === true ? 'external' : '', raw['shared'] === true ? 'shared' : ''];
  return {
    kind: 'networks',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: status,
    health: healths[status] ?? 'unknown',
    summary: verbatim(joined(status, cidrs.join(', '), ...special)),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.cidr, cidrs.join(', ')],
      [factNames.mtu, textAt(raw, 'mtu')],
      [
        factNames.type,
        joined(textAt(raw, 'provider:network_type'), textAt(raw, 'provider:segmentation_id'), ...special),
      ],
      [factNames.created, textAt(raw, 'created_at')],
      [factNames.description, textAt(raw, 'description')],
    ),
    ...markOf(raw),
  };
}

const path = ({ id }: Resource): string => `/networks/${id}`;

/** Networks, with their subnets and ports below them. */
export function networks(desk: Desk): Kind {
  const { client } = desk;
  return {
    id: 'networks',
    title: { en: 'Networks', zh: '网络' },
    follow: following(desk, async (signal) => {
      const [found, subnets] = await Promise.all([
        client.list('network', '/networks', 'networks', signal),
        client.list('network', '/subnets', 'subnets', signal),
      ]);
      const ranges = new Map(subnets.map((one) => [textAt(one, 'id'), textAt(one, 'cidr')]));
      return found.map((raw) => networkOf(raw, ranges));
    }),
    below: ({ id }) =>
      following(desk, async (signal) => {
        const [subnets, ports] = await Promise.all([
          client.list('network', `/subnets?network_id=${id}`, 'subnets', signal),
          client.list('network', `/ports?network_id=${id}`, 'ports', signal),
        ]);
        return [...subnets.map(subnetOf), ...ports.map(portOf)];
      }),
    verbs: [addSubnet(desk), inspect(desk, ['network'], 'network', path), remove(desk)],
    general: [create(desk)],
  };
}

/** Makes a network, with a subnet if a range is given; a network whose subnet is refused goes again. */
function create(desk: Desk): Verb<undefined> {
  const { client } = desk;
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => [
      nameLine({ en: 'Name of the network', zh: '网络名称' }, 'private'),
      line(
        'cidr',
        { en: 'Range of its subnet; empty for none', zh: '子网网段；留空则不创建子网' },
        { example: '10.1.0.0/24', refuse: refuseRange },
      ),
    ],
    words: (_none, answers) => ['network', 'create', answerTo(answers, 'name')],
    then: (_none, answers) =>
      answerTo(answers, 'cidr') === '' ? [] : subnetWords(answerTo(answers, 'name'), withName(answers)),
    run: async (_none, answers, signal) => {
      const body = { network: { name: answerTo(answers, 'name') } };
      const made = await client.send({ method: 'POST', service: 'network', path: '/networks', body }, signal);
      const id = textAt(objectAt(made, 'network'), 'id');
      if (answerTo(answers, 'cidr') === '') return;
      try {
        const subnet = subnetFor(id, withName(answers));
        await client.send({ method: 'POST', service: 'network', path: '/subnets', body: { subnet } }, signal);
      } catch (error) {
        // The first error is the one to tell.
        await client
          .send({ method: 'DELETE', service: 'network', path: `/networks/${id}` }, new AbortController().signal)
          .catch(() => undefined);
        throw error;
      }
    },
  });
}

const refuseRange = (input: string): Text | undefined =>
  input.trim() === '' || isRange(input)
    ? undefined
    : { en: 'A range such as 10.1.0.0/24.', zh: '请输入形如 10.1.0.0/24 的网段。' };

const isRange = (input: string): boolean => /^[\da-fA-F.:]+\/\d{1,3}$/.test(input.trim());

function subnetFor(network: string, answers: Answers): Raw {
  const cidr = answerTo(answers, 'cidr').trim();
  return { network_id: network, name: answerTo(answers, 'name'), cidr, ip_version: cidr.includes(':') ? 6 : 4 };
}

/** What the subnet is called that is made together with its network. */
const withName = (answers: Answers): Answers => ({ ...answers, name: [`${answerTo(answers, 'name')}-subnet`] });

function subnetWords(network: string, answers: Answers): readonly string[] {
  const range = answerTo(answers, 'cidr').trim();
  const six = range.includes(':') ? ['--ip-version', '6'] : [];
  return ['subnet', 'create', '--network', network, '--subnet-range', range, ...six, answerTo(answers, 'name')];
}

function addSubnet(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'addSubnet',
    questions: ({ name }) => [
      nameLine({ en: 'Name of the subnet', zh: '子网名称' }, `${name}-subnet`),
      line(
        'cidr',
        { en: 'Its range', zh: '网段' },
        {
          example: '10.1.0.0/24',
          refuse: (input) => (isRange(input) ? undefined : refuseRange(input || '-')),
        },
      ),
    ],
    words: ({ id }, answers) => subnetWords(id, answers),
    run: async ({ id }, answers, signal) => {
      const subnet = subnetFor(id, answers);
      await desk.client.send({ method: 'POST', service: 'network', path: '/subnets', body: { subnet } }, signal);
    },
  });
}

function remove(desk: Desk): Verb<Resource> {
  const goes: Text = { en: 'The network {name} with its subnets {list}.', zh: '网络 {name} 及其子网 {list}。' };
  const alone: Text = { en: 'The network {name}.', zh: '网络 {name}。' };
  return simple(
    desk,
    'remove',
    ({ id }) => ['network', 'delete', id],
    (resource) => ({ method: 'DELETE', service: 'network', path: path(resource) }),
    {
      destroys: async ({ id, name }, _answers, signal) => {
        const subnets = await desk.client.list('network', `/subnets?network_id=${id}`, 'subnets', signal);
        const list = subnets.map((one) => `${nameOf(one)} (${textAt(one, 'cidr')})`).join(', ');
        return fill(list === '' ? alone : goes, { name, list });
      },
    },
  );
}
