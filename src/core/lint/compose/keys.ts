import { mappingOf, type Scalar, type Value } from '../yaml/tree';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''));

/** The keys of a Compose file at its top level. */
export const topKeys = words('version name include services models networks volumes secrets configs');

/** The keys of a service. */
export const serviceKeys = words(`
  annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count
  cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy
  develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends
  external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links
  logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable
  oom_score_adj pid pids_limit platform ports post_start pre_start pre_stop privileged profiles provider pull_policy
  pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period
  stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir
`);

/** Keys of a service that hold keys again, and which; any, when the author chooses them. */
const tables: ReadonlyMap<string, ReadonlySet<string> | 'any'> = new Map<string, ReadonlySet<string> | 'any'>([
  ['environment', 'any'],
  ['labels', 'any'],
  ['build', words('context dockerfile target args network secrets')],
  ['healthcheck', words('test interval timeout retries start_period start_interval disable')],
  ['logging', words('driver options')],
  ['deploy', words('mode replicas resources restart_policy placement update_config labels')],
]);

/** Single values where only keys with values can stand: `web: build:.`, of which Compose would have no table. */
export function* misplaced(document: Value): Iterable<Scalar> {
  const services = mappingOf(mappingOf(document)?.get('services'));
  for (const { value: service } of services?.own ?? []) {
    if (isTorn(service, serviceKeys)) yield service;
    for (const { key, value } of mappingOf(service)?.own ?? []) {
      const known = tables.get(key.text);
      if (known !== undefined && isTorn(value, known)) yield value;
    }
  }
}

function isTorn(value: Value | undefined, keys: ReadonlySet<string> | 'any'): value is Scalar {
  return value?.kind === 'scalar' && (keys === 'any' || keys.has(value.text.slice(0, value.text.indexOf(':'))));
}
