import type { Area } from '../step';

const services = "docker service ls --filter name=diff-web --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}}'";
const environment =
  "docker service inspect --format '{{range .Spec.TaskTemplate.ContainerSpec.Env}}{{println .}}{{end}}{{.UpdateStatus.State}}' diff-web";

/** One machine as a swarm. Published ports are left out: the routing mesh needs more of the kernel than a test has. */
export const swarm: Area = {
  name: 'swarm',
  steps: [
    'docker service create --name diff-web nginx:1.30-alpine',
    'docker swarm leave',
    'docker swarm init --advertise-addr 127.0.0.1 | sed -n 1p',
    'docker swarm init --advertise-addr 127.0.0.1',
    "docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}} {{.Swarm.Nodes}} {{.Swarm.Managers}}'",
    "docker node ls --format '{{.Status}} {{.Availability}} {{.ManagerStatus}} {{.EngineVersion}}' | sed 's/+.*//'",
    { run: 'docker node inspect self', only: 'shape' },
    "docker node inspect --format '{{.Spec.Role}} {{.Spec.Availability}} {{.Status.State}}' self",
    'docker node inspect diff-nosuch',
    "docker network ls --filter driver=overlay --format '{{.Name}} {{.Driver}} {{.Scope}}'",
    { name: 'swarm', api: ({ docker }) => docker.swarmInspect() as Promise<unknown>, only: 'shape' },
    'docker service create --detach --quiet --name diff-web --replicas 2 --label diff=swarm --env FIRST=1 --update-delay 1s nginx:1.30-alpine',
    { run: services, until: / 2\/2 / },
    'docker service create --detach --name diff-web nginx:1.30-alpine',
    'docker service create --detach --name "bad name" nginx:1.30-alpine',
    'docker service create --detach --name diff-other --mode nosuch nginx:1.30-alpine',
    {
      run: "docker service ps diff-web --format '{{.Name}} {{.DesiredState}} {{.Error}}'",
      unordered: true,
    },
    "docker service inspect --format '{{json .Spec}}' diff-web",
    { run: 'docker service inspect diff-web', only: 'shape' },
    "docker service inspect --pretty diff-web | grep -E '^(Name|Service Mode| Replicas|UpdateConfig| Parallelism| Delay)'",
    'docker service inspect diff-nosuch',
    'docker service ps diff-nosuch',
    "docker ps --filter label=com.docker.swarm.service.name=diff-web --format '{{.Image}}' | wc -l",
    "docker inspect --format '{{.Config.Env}}' $(docker ps -q --filter label=com.docker.swarm.service.name=diff-web | sed -n 1p) | grep -o FIRST=1",
    'docker service scale --detach diff-web=3',
    { run: services, until: / 3\/3 / },
    'docker service scale --detach diff-nosuch=1',
    'docker service scale --detach diff-web=x',
    'docker rm -f $(docker ps -q --filter label=com.docker.swarm.service.name=diff-web | sed -n 1p) >/dev/null; sleep 1',
    { run: services, until: / 3\/3 / },
    'docker service scale --detach diff-web=1',
    { run: services, until: / 1\/1 / },
    'docker service update --detach --quiet --env-add SECOND=2 diff-web',
    {
      run: environment,
      until: /completed/,
      // The client brings them into any order.
      unordered: true,
    },
    'docker service rollback --detach --quiet diff-web',
    {
      run: environment,
      until: /rollback_completed/,
      unordered: true,
    },
    'docker service update --detach --image nginx:1.30-alpine diff-nosuch',
    'docker service create --detach --quiet --name diff-all --mode global --label diff=swarm busybox:1.37 sleep 1000',
    {
      run: "docker service ls --filter name=diff-all --format '{{.Name}} {{.Mode}} {{.Replicas}}'",
      until: / 1\/1/,
    },
    'docker service scale --detach diff-all=2',
    { run: 'echo hidden | docker secret create --label diff=swarm diff-secret -' },
    { run: 'echo hidden | docker secret create diff-secret -' },
    "docker secret inspect --format '{{json .Spec}}' diff-secret",
    'docker secret rm diff-secret',
    'docker secret rm diff-nosuch',
    { run: 'echo shown | docker config create diff-config -' },
    "docker config inspect --format '{{json .Spec}}' diff-config",
    'docker config rm diff-config',
    'docker service rm diff-web diff-all',
    'docker service rm diff-nosuch',
    { run: 'docker service ls -q | wc -l', until: /^0/ },
    'docker swarm leave',
    'docker swarm leave --force',
    'docker node ls',
    "docker info --format '{{.Swarm.LocalNodeState}}'",
    // It stays when the swarm goes.
    'docker network rm docker_gwbridge',
  ],
};
