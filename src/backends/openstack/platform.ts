import { openstackFixedProject } from '../../core/errors';
import type { Ground, Platform, Source } from '../../core/resources/source';
import { verbatim } from '../../core/text';
import { OpenstackClient } from './client';
import { chooseCloud, listClouds, type Entry } from './clouds';
import type { Desk } from './desk';
import { Pulse, usualPace, type Pace } from './follow';
import { methodOf } from './login';
import { surroundingsOf, type OpenstackOptions } from './options';
import { agents, hypervisors, services } from './kinds/administration';
import { flavors } from './kinds/flavors';
import { floatingIps } from './kinds/floating-ips';
import { images } from './kinds/images';
import { keypairs } from './kinds/keypairs';
import { networks } from './kinds/networks';
import { ports } from './kinds/ports';
import { projects } from './kinds/projects';
import { quotas } from './kinds/quotas';
import { routers } from './kinds/routers';
import { rules, securityGroups } from './kinds/security-groups';
import { servers } from './kinds/servers';
import { snapshots } from './kinds/snapshots';
import { subnets } from './kinds/subnets';
import { volumes } from './kinds/volumes';
import { isOwnAddress, type Surroundings } from './places';

/** The clouds of the learner; what was made for them is let go by `dispose`. */
export type OpenstackPlatform = Platform & { readonly dispose: () => void };

/** One place that can be asked: an entry of clouds.yaml, in one of its regions. */
type Place = { readonly id: string; readonly name: string; readonly region: string };

/** The clouds of clouds.yaml and of the OS_ variables. Nothing is contacted before a kind is followed or a verb runs. */
export function openstackPlatform(options: OpenstackOptions, pace: Pace = usualPace): OpenstackPlatform {
  const closing = new AbortController();
  const made = new Map<string, Source>();
  const surroundings = (): Surroundings => surroundingsOf(options);
  const sourceOf = (place: Place): Source => {
    const source =
      made.get(place.id) ?? cloudSource(place, surroundings, options.timeout ?? 10_000, pace, closing.signal);
    made.set(place.id, source);
    return source;
  };
  return {
    id: 'openstack',
    sources: async (signal) => {
      signal.throwIfAborted();
      const { all, chosen } = await listClouds(surroundings());
      const places = all.flatMap(placesIn);
      const first = places.find(({ name }) => name === chosen);
      return { all: places.map(sourceOf), ...(first && { chosen: first.id }) };
    },
    dispose: () => {
      closing.abort();
      made.clear();
    },
  };
}

/** An entry with several regions is several places, the first of them being the one that is meant by its name. */
const placesIn = ({ name, regions }: Entry): readonly Place[] =>
  regions.length < 2
    ? [{ id: name, name, region: '' }]
    : regions.map((region, at) => ({ id: at === 0 ? name : `${name}@${region}`, name, region }));

function cloudSource(
  place: Place,
  surroundings: () => Surroundings,
  timeout: number,
  pace: Pace,
  closed: AbortSignal,
): Source {
  let project = '';
  const here = () => narrowed(surroundings(), place, project);
  const pulse = new Pulse();
  const client = new OpenstackClient(here, timeout);
  const useProject: Desk['useProject'] = async (id, signal) => {
    const cloud = await chooseCloud(here());
    if (methodOf(cloud) === 'application_credential') throw openstackFixedProject({ cloud: cloud.name });
    const before = project;
    project = id;
    try {
      await client.opened(signal);
    } catch (error) {
      project = before;
      throw error;
    }
    pulse.touch();
  };
  const command = () => commandFor(place, project);
  const desk: Desk = { client, pulse, pace, closed, command, useProject };
  const kinds = [servers, images, flavors, keypairs, networks, subnets, ports, routers, securityGroups, rules];
  const others = [floatingIps, volumes, snapshots, quotas, projects, services, agents, hypervisors];
  return {
    id: place.id,
    label: verbatim(place.region === '' ? place.name : `${place.name} (${place.region})`),
    kinds: [...kinds, ...others].map((kind) => kind(desk)),
    sections,
    lead: 'servers',
    ground: async (signal) => {
      signal.throwIfAborted();
      return await groundOf(place.id, here());
    },
  };
}

const sections: Source['sections'] = [
  { id: 'compute', title: { en: 'Compute', zh: '计算' }, kinds: ['servers', 'images', 'flavors', 'keypairs'] },
  {
    id: 'network',
    title: { en: 'Network', zh: '网络' },
    kinds: ['networks', 'subnets', 'routers', 'security-groups', 'floating-ips'],
  },
  { id: 'volume', title: { en: 'Volumes', zh: '存储' }, kinds: ['volumes', 'snapshots'] },
  { id: 'project', title: { en: 'Project', zh: '项目' }, kinds: ['projects', 'quotas'] },
  { id: 'administration', title: { en: 'Administration', zh: '管理' }, kinds: ['services', 'agents', 'hypervisors'] },
];

/** What makes `chooseCloud` choose this place, whatever else is chosen. */
function narrowed(around: Surroundings, { name, region }: Place, project: string): Surroundings {
  const env = { ...around.env, OS_CLOUD: undefined };
  const more = { ...(region !== '' && { region }), ...(project !== '' && { project }) };
  return name === 'envvars' ? { ...around, ...more, env, cloud: '' } : { ...around, ...more, cloud: name };
}

function commandFor({ name, region }: Place, project: string): readonly string[] {
  return [
    'openstack',
    ...(name === 'envvars' ? [] : ['--os-cloud', name]),
    ...(region === '' ? [] : ['--os-region-name', region]),
    ...(project === '' ? [] : ['--os-project-id', project]),
  ];
}

async function groundOf(id: string, around: Surroundings): Promise<Ground> {
  const { name, authUrl, region, auth } = await chooseCloud(around);
  const project = auth['project_name'] ?? auth['project_id'] ?? '';
  const parts = [authUrl, region, project].filter((one) => one !== '');
  return { id: [id, ...parts].join(' '), label: `${name} (${parts.join(', ')})`, isLocal: isOwnAddress(authUrl) };
}
