import type { Area } from '../step';

/** How newer and older clients tell where help is. */
const help = [
  /\.?(?:\n+(?:Run|See) 'docker \w* ?--help'.*)?\s*$/,
  /^DEPRECATED:[^]*?environment-variable\.\s*/m,
  /^WARNING: .*\n/gm,
];

/** A little of everything, for clients of other versions. What only one of them can do is not in it. */
export const smoke: Area = {
  name: 'smoke',
  files: {
    Dockerfile: 'FROM busybox:1.37\nRUN echo hi > /hi\nCMD ["cat", "/hi"]\nLABEL diff=smoke\n',
    'page.html': 'page\n',
  },
  steps: [
    "docker version --format '{{.Server.Version}} {{.Server.APIVersion}}'",
    "docker info --format '{{.OSType}}/{{.Architecture}}'",
    'docker run --rm busybox:1.37 echo hello',
    'docker run --rm busybox:1.37 sh -c "exit 3"',
    { run: 'docker run --rm -i busybox:1.37 cat', stdin: 'typed\n' },
    { run: 'docker run --rm diff-nosuch-image true', mask: help },
    { run: 'docker run --rm busybox:1.37 nosuchcommand', mask: help },
    'docker network create diff-smoke',
    'docker volume create diff-smoke',
    'docker run -d --name diff-smoke --network diff-smoke -v diff-smoke:/data -p 127.0.0.1:18097:80 --label diff=smoke nginx:1.30-alpine',
    { run: 'docker run -d --name diff-smoke busybox:1.37', mask: help },
    { run: 'curl -sS -o /dev/null -w "%{http_code}\\n" http://127.0.0.1:18097/', until: /200/ },
    "docker ps --filter label=diff=smoke --format '{{.Names}} {{.Image}} {{.Status}} {{.Ports}}'",
    'docker port diff-smoke',
    "docker inspect -f '{{.State.Status}} {{json .Mounts}} {{.HostConfig.NetworkMode}}' diff-smoke",
    'docker exec diff-smoke echo inside',
    'docker exec diff-smoke sh -c "exit 5"',
    "script -qec \"docker exec -it diff-smoke sh -c 'test -t 0 && echo a terminal'\" /dev/null | grep -o 'a terminal'",
    'docker cp page.html diff-smoke:/tmp/page.html 2>/dev/null && docker exec diff-smoke cat /tmp/page.html',
    'docker cp diff-smoke:/tmp/page.html - | tar -t',
    'docker logs --tail 1 diff-smoke >/dev/null 2>&1',
    { run: 'docker top diff-smoke -o pid,cmd | sed -n 1p' },
    'docker stats --no-stream --format "{{.Name}}" diff-smoke',
    'docker run --rm --network diff-smoke busybox:1.37 wget -qO /dev/null http://diff-smoke && echo reached',
    'docker network rm diff-smoke >/dev/null 2>&1; echo $?',
    'docker volume rm diff-smoke',
    'docker rm diff-smoke >/dev/null 2>&1; echo $?',
    'docker stop -t 1 diff-smoke',
    'docker rm diff-smoke',
    { run: 'docker build -q -t diff/smoke:1 . 2>/dev/null && docker run --rm diff/smoke:1' },
    "docker history --format '{{.CreatedBy}}' diff/smoke:1 | sed -n 1,2p",
    'docker tag diff/smoke:1 diff/smoke:2',
    "docker images --format '{{.Repository}}:{{.Tag}}' diff/smoke",
    'docker save diff/smoke:1 diff/smoke:2 | docker load',
    'docker rmi diff/smoke:1 diff/smoke:2 | grep -c Untagged',
    'docker pull -q busybox:1.37',
    "docker events --since 1m --until 0s --filter container=diff-smoke --filter type=container --filter event=create --format '{{.Type}} {{.Action}}' | sort -u",
    'docker network rm diff-smoke',
    'docker volume rm diff-smoke',
    'docker volume inspect diff-smoke',
  ],
};
