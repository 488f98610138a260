import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { answerTo, type Outcome, type Question, type Verb } from '../../../core/resources/verb';
import { fill, verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, pick, removal, verb, type Desk } from '../desk';
import { factsOf, joined, markOf, nameOf, objectAt, objectsAt, textAt } from '../fields';
import { factNames, lessons } from '../words';
import { externalChoice } from './choices';

/** A floating IP of `GET /v2.0/floatingips`: https://docs.openstack.org/api-ref/network/v2/#list-floating-ips */
export function floatingOf(raw: Raw): Resource {
  const status = textAt(raw, 'status');
  const fixed = textAt(raw, 'fixed_ip_address');
  return {
    kind: 'floating-ips',
    id: textAt(raw, 'id'),
    name: textAt(raw, 'floating_ip_address'),
    state: textAt(raw, 'port_id') === '' ? 'free' : 'associated',
    // DOWN is that of one without a port; an agent that brings it up may be missing.
    health: status === 'ERROR' ? 'failed' : fixed === '' ? 'stopped' : 'running',
    summary: fixed === '' ? { en: 'free', zh: '未绑定' } : verbatim(joined(`→ ${fixed}`, status)),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.fixed, fixed],
      [factNames.owner, textAt(objectAt(raw, 'port_details'), 'device_id')],
      [factNames.created, textAt(raw, 'created_at')],
      [factNames.description, textAt(raw, 'description')],
    ),
    ...markOf(raw),
    ...(status === 'ERROR' && { trouble }),
  };
}

const trouble = {
  why: {
    en: 'Neutron could not set it up; the L3 agent (or OVN) of the gateway host says why in its log.',
    zh: 'Neutron 未能配置它；原因见网关主机上 L3 代理（或 OVN）的日志。',
  },
  lesson: lessons.troubleshooting,
};

const path = ({ id }: Resource): string => `/floatingips/${id}`;
const noun = ['floating', 'ip'];

/** Floating IPs. */
export function floatingIps(desk: Desk): Kind {
  const goes = {
    en: 'The address {name}: it goes back to the pool, and you may not get the same one again.',
    zh: '地址 {name}：它会归还地址池，之后不一定能再分配到同一个。',
  };
  return {
    id: 'floating-ips',
    title: { en: 'Floating IPs', zh: '浮动 IP' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('network', '/floatingips', 'floatingips', signal)).map(floatingOf),
    ),
    verbs: [
      associate(desk),
      dissociate(desk),
      inspect(desk, noun, 'network', path),
      removal(desk, noun, 'network', path, goes),
    ],
    general: [create(desk)],
  };
}

function create(desk: Desk): Verb<undefined> {
  const externals = ['network', '/networks?router:external=true', 'networks'] as const;
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => [
      pick(
        desk,
        'network',
        { en: 'The external network that it comes from', zh: '来自哪个外部网络' },
        externals,
        externalChoice,
      ),
    ],
    words: (_none, answers) => [...noun, 'create', answerTo(answers, 'network')],
    run: async (_none, answers, signal): Promise<Outcome> => {
      const body = { floatingip: { floating_network_id: answerTo(answers, 'network') } };
      const answer = await desk.client.send({ method: 'POST', service: 'network', path: '/floatingips', body }, signal);
      const address = textAt(objectAt(answer, 'floatingip'), 'floating_ip_address');
      return {
        show: 'words',
        words: fill({ en: 'The address {address} is yours.', zh: '已分配地址 {address}。' }, { address }),
      };
    },
  });
}

function associate(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'associate',
    applies: ({ state }) => state === 'free',
    questions: () => [portQuestion(desk)],
    words: ({ id }, answers) => [...noun, 'set', '--port', answerTo(answers, 'port'), id],
    run: async (resource, answers, signal) => {
      await bind(desk, resource, answerTo(answers, 'port'), signal);
    },
  });
}

function dissociate(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'dissociate',
    applies: ({ state }) => state === 'associated',
    words: ({ id }) => [...noun, 'unset', '--port', id],
    destroys: ({ name, summary }) => fill(leaving, { name, summary }),
    run: async (resource, _answers, signal) => {
      await bind(desk, resource, null, signal);
    },
  });
}

const leaving = {
  en: 'The way to {name} ({summary}): connections over this address break. The address stays yours.',
  zh: '{name} 的绑定（{summary}）：通过该地址的连接会中断。地址仍归你所有。',
};

/** https://docs.openstack.org/api-ref/network/v2/#update-floating-ip */
async function bind(desk: Desk, resource: Resource, port: string | null, signal: AbortSignal): Promise<void> {
  const body = { floatingip: { port_id: port } };
  await desk.client.send({ method: 'PUT', service: 'network', path: path(resource), body }, signal);
}

/** The ports of servers, by the names of these. */
function portQuestion({ client }: Desk): Question {
  return {
    ask: 'choice',
    id: 'port',
    title: { en: 'The server port that it leads to', zh: '要绑定到的云主机端口' },
    choices: async (_answers, signal) => {
      const [ports, servers] = await Promise.all([
        client.list('network', '/ports', 'ports', signal),
        client.list('compute', '/servers', 'servers', signal),
      ]);
      const names = new Map(servers.map((one) => [textAt(one, 'id'), nameOf(one)]));
      return ports
        .filter((one) => textAt(one, 'device_owner').startsWith('compute:'))
        .map((one) => {
          const addresses = objectsAt(one, 'fixed_ips').map((ip) => textAt(ip, 'ip_address'));
          const label = names.get(textAt(one, 'device_id')) ?? nameOf(one);
          return { value: textAt(one, 'id'), label, detail: verbatim(addresses.join(', ')) };
        });
    },
  };
}
