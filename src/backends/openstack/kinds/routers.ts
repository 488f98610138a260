import type { Health, Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, nameLine, pick, removal, verb, type Desk } from '../desk';
import { factsOf, joined, keptOf, markOf, nameOf, objectAt, objectsAt, textAt } from '../fields';
import { factNames, lessons } from '../words';
import { externalChoice, subnetChoice } from './choices';
import { portOf } from './ports';

const healths: Readonly<Record<string, Health>> = {
  ACTIVE: 'running',
  ALLOCATING: 'changing',
  ERROR: 'failed',
  DOWN: 'stopped',
};

/** A router of `GET /v2.0/routers`: https://docs.openstack.org/api-ref/network/v2/#list-routers */
export function routerOf(raw: Raw): Resource {
  const status = textAt(raw, 'status');
  const gateway = objectAt(raw, 'external_gateway_info');
  const outside = objectsAt(gateway, 'external_fixed_ips').map((one) => textAt(one, 'ip_address'));
  const hasGateway = textAt(gateway, 'network_id') !== '';
  return {
    kind: 'routers',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: status,
    health: healths[status] ?? 'unknown',
    summary: hasGateway
      ? verbatim(joined(status, `→ ${outside.join(', ')}`))
      : { en: joined(status, 'no gateway'), zh: joined(status, '无外部网关') },
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.gateway, outside.join(', ')],
      [factNames.created, textAt(raw, 'created_at')],
    ),
    ...markOf(raw),
    ...(!hasGateway && { trouble }),
    raw: { gateway: textAt(gateway, 'network_id') },
  };
}

const trouble = {
  why: {
    en: 'It has no external gateway: servers behind it reach nothing outside, and floating IPs cannot be associated with them. Set the gateway.',
    zh: '它没有外部网关：其后的云主机无法访问外部，也不能绑定浮动 IP。请设置外部网关。',
  },
  lesson: lessons.networks,
};

const path = ({ id }: Resource): string => `/routers/${id}`;
const externals = ['network', '/networks?router:external=true', 'networks'] as const;

/** Routers, with their ports below them. */
export function routers(desk: Desk): Kind {
  const goes = { en: 'The router {name} with its external address.', zh: '路由器 {name} 及其外部地址。' };
  return {
    id: 'routers',
    title: { en: 'Routers', zh: '路由器' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('network', '/routers', 'routers', signal)).map(routerOf),
    ),
    below: ({ id }) =>
      following(desk, async (signal) =>
        (await desk.client.list('network', `/ports?device_id=${id}`, 'ports', signal)).map(portOf),
      ),
    verbs: [
      wire(desk, 'connect'),
      wire(desk, 'disconnect'),
      setGateway(desk),
      inspect(desk, ['router'], 'network', path),
      removal(desk, ['router'], 'network', path, goes),
    ],
    general: [create(desk)],
  };
}

/** Connects a subnet with a router, or disconnects it: https://docs.openstack.org/api-ref/network/v2/#add-interface-to-router */
function wire(desk: Desk, id: 'connect' | 'disconnect'): Verb<Resource> {
  const isOn = id === 'connect';
  const subnet = pick(
    desk,
    'subnet',
    { en: 'The subnet', zh: '子网' },
    ['network', '/subnets', 'subnets'],
    subnetChoice,
  );
  return verb(desk, {
    id,
    questions: (router) => [isOn ? subnet : connectedSubnet(desk, router)],
    words: (router, answers) => ['router', isOn ? 'add' : 'remove', 'subnet', router.id, answerTo(answers, 'subnet')],
    run: async (router, answers, signal) => {
      const at = `${path(router)}/${isOn ? 'add' : 'remove'}_router_interface`;
      const body = { subnet_id: answerTo(answers, 'subnet') };
      await desk.client.send({ method: 'PUT', service: 'network', path: at, body }, signal);
    },
  });
}

function connectedSubnet({ client }: Desk, router: Resource) {
  return {
    ask: 'choice',
    id: 'subnet',
    title: { en: 'The subnet', zh: '子网' },
    choices: async (_answers: unknown, signal: AbortSignal) => {
      const [ports, all] = await Promise.all([
        client.list('network', `/ports?device_id=${router.id}`, 'ports', signal),
        client.list('network', '/subnets', 'subnets', signal),
      ]);
      // The port of the gateway has another owner.
      const inside = ports.filter((port) => textAt(port, 'device_owner') !== 'network:router_gateway');
      const ids = new Set(inside.flatMap((port) => objectsAt(port, 'fixed_ips')).map((ip) => textAt(ip, 'subnet_id')));
      return all.filter((one) => ids.has(textAt(one, 'id'))).map(subnetChoice);
    },
  } as const;
}

function setGateway(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'setGateway',
    applies: (router) => textAt(keptOf(router), 'gateway') === '',
    questions: () => [pick(desk, 'network', { en: 'The external network', zh: '外部网络' }, externals, externalChoice)],
    words: ({ id }, answers) => ['router', 'set', '--external-gateway', answerTo(answers, 'network'), id],
    run: async (router, answers, signal) => {
      const body = { router: { external_gateway_info: { network_id: answerTo(answers, 'network') } } };
      await desk.client.send({ method: 'PUT', service: 'network', path: path(router), body }, signal);
    },
  });
}

function create(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => [nameLine({ en: 'Name of the router', zh: '路由器名称' }, 'r1')],
    words: (_none, answers) => ['router', 'create', answerTo(answers, 'name')],
    run: async (_none, answers, signal) => {
      const body = { router: { name: answerTo(answers, 'name') } };
      await desk.client.send({ method: 'POST', service: 'network', path: '/routers', body }, signal);
    },
  });
}
