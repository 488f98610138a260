import { posix } from 'node:path';
import { factsOf, readParts } from '../../../src/core/lint/parts';
import { roomFor } from '../../../src/core/lint/rooms';
import { daemonJson } from '../../../src/core/lint/daemon-json';
import { compose } from '../../../src/core/lint/compose';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { cloudsYaml } from '../../../src/core/lint/clouds-yaml';
import { heat } from '../../../src/core/lint/heat';
import { cloudInit } from '../../../src/core/lint/cloud-init';
import { oslo } from '../../../src/core/lint/oslo';
import { localConf } from '../../../src/core/lint/local-conf';
import { shell } from '../../../src/core/lint/shell';
import { systemd } from '../../../src/core/lint/systemd';
import { kickstart } from '../../../src/core/lint/kickstart';
import { nginx } from '../../../src/core/lint/nginx';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { lint } from '../../../src/core/lint/engine';
import { alone, type Nearby, type Thing } from '../../../src/core/lint/nearby';
import type { Beside, Finding, Profile, Room } from '../../../src/core/lint/rule';
import { lessons } from '../../catalog';

/** Every room; `family.test.ts` proves that none is missing. */
export const allRooms: readonly Room<unknown>[] = [
  dockerfile,
  compose,
  daemonJson,
  kubernetes,
  cloudsYaml,
  heat,
  cloudInit,
  oslo,
  localConf,
  shell,
  systemd,
  nginx,
  kickstart,
];

/** Lessons that the curriculum has and whose pages are still being written. */
const coming = [
  'career/observability',
  'career/security',
  'docker-deep/image-hierarchy',
  'docker-deep/isolation',
  'docker-deep/layers',
  'docker-deep/orchestration',
  'docker-deep/private-registry',
  'kubernetes-operations/helm',
  'kubernetes-operations/kubeadm-cni',
  'kubernetes-operations/migration',
  'kubernetes-operations/namespaces-quotas',
  'kubernetes-operations/network-policy',
  'kubernetes-operations/observability',
  'kubernetes-operations/rbac',
  'kubernetes-operations/scheduling',
  'kubernetes-operations/troubleshooting',
  'kubernetes-workloads/api-objects',
  'kubernetes-workloads/daemonsets',
  'kubernetes-workloads/health-resources',
  'kubernetes-workloads/ingress-gateway',
  'kubernetes-workloads/jobs-cronjobs',
  'kubernetes-workloads/rolling-updates',
  'kubernetes-workloads/statefulsets',
  'kubernetes-workloads/storage',
  'kubernetes-workloads/wordpress-mariadb',
  'kubernetes/architecture',
  'kubernetes/configmaps-secrets',
  'kubernetes/deploy-debug',
  'kubernetes/deployments',
  'kubernetes/environment',
  'kubernetes/pods',
  'kubernetes/services',
  'linux/concepts',
  'linux/logs',
  'linux/network',
  'linux/packages',
  'linux/permissions',
  'linux/processes',
  'linux/scripts',
  'openstack-by-hand/base',
  'openstack-by-hand/first-instance',
  'openstack-by-hand/glance',
  'openstack-by-hand/horizon',
  'openstack-by-hand/keystone',
  'openstack-by-hand/neutron',
  'openstack-by-hand/nova-compute',
  'openstack-by-hand/nova-controller',
  'openstack-by-hand/placement',
  'openstack/identity',
  'openstack/lab',
  'openstack/networks',
  'openstack/servers',
  'provisioning/cobbler-fleet',
  'provisioning/kickstart',
  'provisioning/kvm',
  'start/toolbox',
];

/** The lessons that a rule may belong to. */
export const knownLessons: ReadonlySet<string> = new Set([...lessons.map(({ id }) => id), ...coming]);

const textOf = (file: Beside[string]): string => (typeof file === 'string' ? file : file.program);

/** What rules may know beside these files: all paths are known. A file of the room's own is a peer, too. */
function nearbyIn(room: Room<unknown>, beside: Beside): Nearby {
  const paths = Object.keys(beside).map((path) => path.replace(/\/$/, ''));
  const namesIn = (folder: string): readonly string[] => {
    const below =
      folder === ''
        ? paths
        : paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
    return [...new Set(below.map((path) => path.split('/')[0] ?? ''))];
  };
  const at = (path: string): Thing => {
    const normal = posix.normalize(`./${path}`).replace(/\/$/, '').replace(/^\.$/, '');
    const file = Object.hasOwn(beside, normal) ? beside[normal] : undefined;
    if (file !== undefined) return { kind: 'file', text: textOf(file), isExecutable: typeof file !== 'string' };
    const names = namesIn(normal);
    return normal === '' || names.length > 0 || paths.includes(normal)
      ? { kind: 'folder', names }
      : { kind: 'nothing' };
  };
  const all = Object.entries(beside).flatMap(([path, file]) =>
    room.facts && roomFor(path, undefined, () => textOf(file))?.id === room.id
      ? [{ path, facts: factsOf(room, readParts(room, textOf(file), path)) }]
      : [],
  );
  return { at, peers: { all } };
}

/** The findings in a text; a rule or a parser that throws fails the test. */
export function findingsIn(
  room: Room<unknown>,
  text: string,
  profile: Profile = 'learn',
  beside?: Beside,
): readonly Finding[] {
  return lint(room, text, {
    profile,
    nearby: beside ? nearbyIn(room, beside) : alone,
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}
