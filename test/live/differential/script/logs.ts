import type { Area } from '../step';

/** docker logs. */
export const logs: Area = {
  name: 'logs',
  steps: [
    `docker run --name diff-logs busybox:1.37 sh -c 'for n in 1 2 3 4 5; do echo "line $n"; done; sleep 0.2; echo problem >&2' >/dev/null 2>&1`,
    'docker logs diff-logs',
    'docker logs diff-logs 2>/dev/null',
    'docker logs --tail 2 diff-logs',
    'docker logs --tail 0 diff-logs',
    'docker logs -n all diff-logs 2>&1 | wc -l',
    'docker logs -t diff-logs',
    'docker logs --details diff-logs',
    'docker logs -f diff-logs',
    // The client counts whole seconds.
    'sleep 1; docker logs --since 1h --until 0s diff-logs 2>&1 | wc -l',
    'docker logs --since 2099-01-01 diff-logs',
    'docker logs --until 2001-01-01T00:00:00Z diff-logs',
    'docker logs --since nonsense diff-logs',
    'docker logs --tail nonsense diff-logs 2>/dev/null | wc -l',
    'docker logs diff-nosuch',
    'docker start diff-logs && docker wait diff-logs && docker logs diff-logs 2>/dev/null | wc -l',
    'docker rm diff-logs',
    `docker run -d --name diff-ticks busybox:1.37 sh -c 'n=0; while true; do n=$((n+1)); echo tick $n; sleep 0.2; done'`,
    'docker logs -f diff-ticks | head -n 3',
    'timeout -s INT 2 docker logs -f --tail 1 diff-ticks >/dev/null; echo $?',
    'docker rm -f diff-ticks',
    'docker run -d --name diff-none --log-driver none busybox:1.37 echo unseen; docker wait diff-none',
    'docker logs diff-none',
    "docker inspect -f '{{json .HostConfig.LogConfig}}{{.LogPath}}' diff-none",
    'docker rm diff-none',
    'docker run --name diff-opts --log-opt max-size=1k --log-opt max-file=2 busybox:1.37 echo small',
    "docker inspect -f '{{json .HostConfig.LogConfig}}' diff-opts",
    'docker rm diff-opts',
    'docker rm diff-driver',
    'docker run --name diff-badopt --log-opt nosuch=1 busybox:1.37 true',
    'docker rm diff-badopt',
    'docker run -t --name diff-tty busybox:1.37 sh -c "echo one; echo two >&2"',
    'docker logs diff-tty | od -c | sed -n 1,3p',
    'docker rm diff-tty',
    'docker run -d --name diff-web nginx:1.30-alpine',
    `docker run --rm --network container:diff-web busybox:1.37 wget -qO /dev/null http://127.0.0.1/diff-page`,
    { run: 'docker logs diff-web 2>/dev/null | grep -o "GET /diff-page HTTP/1.1. 404"', until: /404/ },
    'docker rm -f diff-web',
    {
      name: 'logs without streams',
      api: async ({ docker, request }) => {
        const made = await docker.createContainer({
          Image: 'busybox:1.37',
          name: 'diff-logs-api',
          Cmd: ['echo', 'hi'],
        });
        await made.start();
        await made.wait();
        const text = await made.logs({ stdout: true, stderr: true, follow: false });
        const refused = await request('GET', '/v1.45/containers/diff-logs-api/logs');
        return { bytes: [...Buffer.from(text)], refused };
      },
    },
    'docker rm diff-logs-api',
  ],
};
