import { Failure } from '../failure';
import { isList, isObject, listAt, objectAt, textAt, type Json, type JsonObject } from '../text/json';
import type { Project } from './project';

const top = new Set('version name services networks volumes secrets configs include'.split(' '));

const serviceKeys = new Set(
  'annotations attach build blkio_config cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends external_links extra_hosts group_add healthcheck hostname image init ipc isolation labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits user userns_mode uts volumes volumes_from working_dir'.split(
    ' ',
  ),
);

const wrong = (file: string, sentence: string): Failure => new Failure(`validating ${file}: ${sentence}`, 15);

/** Refuses a file whose keys or kinds of values Compose does not know; throws a Failure with Compose's sentence. */
export function checkProject(tree: JsonObject, file: string): void {
  for (const key of Object.keys(tree))
    if (!top.has(key) && !key.startsWith('x-')) throw wrong(file, `(root) Additional property ${key} is not allowed`);
  if (tree['include'] !== undefined)
    throw new Failure("the practice lab's own compose does not know include: give the files with -f", 15);
  const services = tree['services'];
  if (services !== undefined && services !== null && !isObject(services))
    throw wrong(file, 'services must be a mapping');
  for (const [name, service] of Object.entries(objectAt(services))) checkService(file, name, service);
}

const lists = ['ports', 'volumes', 'cap_add', 'cap_drop', 'secrets', 'configs', 'profiles', 'devices'];

function checkService(file: string, name: string, service: Json): void {
  if (!isObject(service)) throw wrong(file, `services.${name} must be a mapping`);
  for (const key of Object.keys(service))
    if (!serviceKeys.has(key) && !key.startsWith('x-'))
      throw wrong(file, `services.${name} Additional property ${key} is not allowed`);
  for (const key of lists) {
    const value = service[key];
    if (value !== undefined && value !== null && !isList(value))
      throw wrong(file, `services.${name}.${key} must be a list`);
  }
  for (const key of ['image', 'container_name', 'network_mode', 'hostname'])
    if (service[key] !== undefined && typeof service[key] !== 'string')
      throw wrong(file, `services.${name}.${key} must be a string`);
}

const invalid = (sentence: string): Failure => new Failure(`${sentence}: invalid compose project`, 15);

/** Refuses references to what the project does not define; throws a Failure with Compose's sentence. */
export function checkReferences(project: Project): void {
  for (const [name, service] of project.services) {
    if (service['image'] === undefined && service['build'] === undefined)
      throw invalid(`service ${JSON.stringify(name)} has neither an image nor a build context specified`);
    if (service['network_mode'] !== undefined && service['networks'] !== undefined)
      throw invalid(`service ${name} declares mutually exclusive \`network_mode\` and \`networks\``);
    for (const [other, how] of Object.entries(objectAt(service, 'depends_on'))) {
      if (project.services.has(other) || objectAt(how)['required'] === false) continue;
      throw invalid(`service ${JSON.stringify(name)} depends on undefined service ${other}`);
    }
    for (const network of Object.keys(objectAt(service, 'networks')))
      if (!project.networks.has(network))
        throw invalid(`service ${JSON.stringify(name)} refers to undefined network ${network}`);
    checkMounted(project, name, service);
  }
  checkCircle(project);
}

function checkMounted(project: Project, name: string, service: JsonObject): void {
  for (const mount of listAt(service, 'volumes')) {
    const source = textAt(mount, 'source');
    if (textAt(mount, 'type') === 'volume' && source !== '' && !project.volumes.has(source))
      throw invalid(`service ${JSON.stringify(name)} refers to undefined volume ${source}`);
  }
  for (const kind of ['secret', 'config'] as const)
    for (const mount of listAt(service, `${kind}s`))
      if (!project[`${kind}s`].has(textAt(mount, 'source')))
        throw invalid(`service ${JSON.stringify(name)} refers to undefined ${kind} ${textAt(mount, 'source')}`);
}

function checkCircle(project: Project): void {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name))
      throw new Failure(`dependency cycle detected: ${[...trail.slice(trail.indexOf(name)), name].join(' -> ')}`, 15);
    if (done.has(name)) return;
    done.add(name);
    for (const other of Object.keys(objectAt(project.services.get(name), 'depends_on'))) visit(other, [...trail, name]);
  };
  for (const name of project.services.keys()) visit(name, []);
}
