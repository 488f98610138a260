import type { Area } from '../step';

/** docker compose: what it makes of the engine, rather than how it shows its progress. */
export const compose: Area = {
  name: 'compose',
  files: {
    'compose.yaml': `name: diff-shop
services:
  web:
    image: nginx:1.30-alpine
    ports: ["127.0.0.1:18095:80"]
    depends_on:
      store: {condition: service_healthy}
    labels: {tutor: diff}
  store:
    image: redis:8-alpine
    command: redis-server --appendonly yes
    volumes: ["data:/data"]
    healthcheck: {test: ["CMD", "redis-cli", "ping"], interval: 1s, retries: 10}
  worker:
    image: busybox:1.37
    command: ["sh", "-c", "echo working as $$ROLE; sleep 1000"]
    environment: {ROLE: "\${ROLE:?set ROLE}"}
    init: true
    deploy: {resources: {limits: {memory: 64m}}}
    networks: [default, back]
    secrets: [key]
  built:
    build: {context: ., dockerfile: Dockerfile}
    image: diff/built:1
networks:
  back: {}
volumes:
  data: {}
secrets:
  key: {file: key.txt}
`,
    '.env': 'ROLE=helper\nCOMPOSE_PROGRESS=quiet\n',
    'key.txt': 'the key\n',
    Dockerfile: 'FROM busybox:1.37\nRUN echo built > /built\nCMD ["cat", "/built"]\nLABEL diff=compose\n',
    'bad.yaml': 'name: diff-bad\nservices:\n  a:\n    image: diff-nosuch-image:1\n',
    'broken.yaml': 'services:\n  a:\n    imagex: busybox\n',
    'depends.yaml':
      'name: diff-dep\nservices:\n  a:\n    image: busybox:1.37\n    command: "true"\n    depends_on: {b: {condition: service_completed_successfully}}\n  b:\n    image: busybox:1.37\n    command: "false"\n',
  },
  steps: [
    'docker compose config --services | sort',
    'docker compose config --images | sort',
    'ROLE= docker compose config -q',
    'docker compose -f broken.yaml config -q',
    { run: 'docker compose up -d --quiet-pull --wait web store worker', unordered: true },
    {
      run: 'docker compose ps -a --format "{{.Name}} {{.Service}} {{.State}} {{.Health}} {{.Ports}}"',
      unordered: true,
    },
    { run: "docker ps --filter label=com.docker.compose.project=diff-shop --format '{{.Names}}'", unordered: true },
    "docker inspect -f '{{json .Config.Labels}}' diff-shop-web-1",
    "docker inspect -f '{{json .NetworkSettings.Networks}}' diff-shop-worker-1",
    "docker inspect -f '{{json .Mounts}} {{.HostConfig.Memory}} {{.HostConfig.Init}}' diff-shop-worker-1",
    "docker inspect -f '{{json .HostConfig}}' diff-shop-worker-1",
    "docker network inspect -f '{{json .Labels}}' diff-shop_default diff-shop_back",
    "docker volume inspect -f '{{json .Labels}}' diff-shop_data",
    'docker compose logs worker',
    'docker compose logs --no-log-prefix worker',
    'docker compose exec worker cat /run/secrets/key',
    'docker compose exec -T store redis-cli -h store ping',
    'docker compose exec -T worker ping -c 1 -W 2 store >/dev/null; echo $?',
    'docker compose exec nosuch true',
    'docker compose port web 80',
    { run: 'curl -sS -o /dev/null -w "%{http_code}\\n" http://127.0.0.1:18095/', until: /200/ },
    'docker compose run --rm --no-deps worker echo one-off',
    'docker compose stop -t 0 worker; docker compose ps -a --format "{{.State}}" worker',
    'docker compose start worker; docker compose ps -a --format "{{.State}}" worker',
    'docker compose restart -t 0 worker; docker compose ps -a --format "{{.State}}" worker',
    'docker compose pause worker; docker compose ps -a --format "{{.State}}" worker; docker compose unpause worker',
    'docker compose up -d -t 0 --scale worker=2 worker; docker compose ps --format "{{.Name}}" worker | sort',
    {
      run: 'docker compose kill worker; docker compose rm -f worker; docker compose ps -a -q worker | wc -l',
      unordered: true,
    },
    'DOCKER_BUILDKIT=0 docker compose build -q built && docker compose run --rm built',
    'docker compose up -d -t 0 --no-deps --force-recreate web; docker compose ps --format "{{.Name}}" web',
    { run: 'docker compose images --format json | tr , "\\n" | grep -c Repository' },
    { run: 'docker compose top store | sed -n 1p' },
    'docker compose -f bad.yaml up -d',
    'docker compose -f depends.yaml up -d >/dev/null 2>&1; echo $?',
    "docker compose -f depends.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort",
    'docker compose -f depends.yaml down -t 0',
    { run: 'docker compose ls -a --filter name=diff-shop --format json', only: 'shape' },
    { run: 'docker compose down -t 0', unordered: true },
    'docker volume ls -q --filter name=diff-shop',
    {
      run: 'docker compose up -d -t 0 store && docker compose down -t 0 -v; docker volume ls -q --filter name=diff-shop',
      unordered: true,
    },
    'docker ps -aq --filter label=com.docker.compose.project=diff-shop | wc -l; docker network ls -q --filter name=diff-shop | wc -l',
    'docker rmi diff/built:1 | grep Untagged',
  ],
};
