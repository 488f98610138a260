import type { Area } from '../step';

/** What is done inside a container, and with its files. */
export const inside: Area = {
  name: 'inside',
  files: { 'page.html': '<h1>differential</h1>\n', 'folder/a.txt': 'a\n', 'folder/deep/b.txt': 'b\n' },
  steps: [
    'docker run -d --name diff-in busybox:1.37 sleep 1000',
    'docker exec diff-in hostname',
    'docker exec diff-in echo hello',
    'docker exec diff-in sh -c "echo out; echo err >&2; exit 9"',
    'docker exec -e X=1 -w /tmp diff-in sh -c "echo $X; pwd"',
    "docker exec -e X=1 -w /tmp diff-in sh -c 'echo $X; pwd'",
    'docker exec -u 1000:1000 diff-in id -u',
    'docker exec -u nosuchuser diff-in id',
    'docker exec -w /nosuch/dir diff-in pwd',
    'docker exec diff-in nosuchcommand',
    'docker exec diff-in /etc',
    'docker exec diff-nosuch true',
    { run: 'docker exec -i diff-in cat', stdin: 'typed\n' },
    { run: 'docker exec -i diff-in sh', stdin: 'echo one\necho two\nexit 6\n' },
    'docker exec -t diff-in echo terminal | od -c',
    'docker exec -d diff-in touch /tmp/detached; sleep 0.5; docker exec diff-in ls /tmp',
    'script -qec "docker exec -it diff-in sh -c \'test -t 0 && echo a terminal\'" /dev/null | grep -o "a terminal"',
    'docker exec diff-in sh -c "echo hello > /tmp/note"',
    'docker exec diff-in cat /tmp/note /tmp/nosuch',
    { run: 'docker exec diff-in ps -o pid,args', mask: [/^ +\d+ ps.*$/gm, /^ +/gm, /(?<=PID) +/] },
    'docker exec diff-in ls -A /home',
    'docker exec diff-in sh -c "mkdir -p /data/a/b && touch /data/a/b/c && find /data | sort"',
    'docker exec diff-in sh -c "seq 3 | tail -n 1; printf \'%s-%s\\n\' a b; basename /x/y.z .z"',
    'docker exec diff-in sh -c \'for i in 1 2; do echo $i; done | while read x; do echo "<$x>"; done\'',
    'docker exec diff-in sh -c \'x=5; echo $((x * 2)) ${x:-none} ${y:-none} "${#x}"; case $x in 5) echo five;; esac\'',
    'docker exec diff-in sh -c "cd /nosuch; echo $?"',
    'docker exec diff-in sh -c "nosuch; echo \\$?"',
    'docker exec diff-in sh -c "ls /nosuch; echo \\$?"',
    'docker exec diff-in sh -c "echo b > /tmp/l; echo a >> /tmp/l; sort /tmp/l; wc -l /tmp/l; grep -n a /tmp/l; sed s/a/A/ /tmp/l"',
    { run: 'docker diff diff-in', unordered: true },
    'docker cp page.html diff-in:/tmp/page.html',
    'docker exec diff-in cat /tmp/page.html',
    'docker cp folder diff-in:/tmp/',
    { run: 'docker exec diff-in find /tmp/folder -type f', unordered: true },
    'docker cp folder/. diff-in:/tmp/flat/',
    'docker cp folder diff-in:/nosuch/x',
    'docker cp nosuchfile diff-in:/tmp/',
    'docker cp diff-in:/nosuch .',
    'docker cp diff-in:/tmp/note copied && cat copied',
    'docker cp diff-in:/tmp/folder out && find out -type f | sort',
    'docker cp diff-in:/tmp/note - | tar -t',
    'tar -c page.html | docker cp - diff-in:/data && docker exec diff-in ls /data',
    'docker cp diff-in:/etc/hostname - | tar -xO | wc -c',
    'docker cp page.html diff-nosuch:/tmp',
    'docker cp a b',
    { run: 'docker top diff-in', only: 'exit' },
    { run: "docker top diff-in -o pid,cmd | tail -n 1 | awk '{print $2, $3}'" },
    'docker stats --no-stream --format "{{.Name}} {{.PIDs}}" diff-in',
    {
      run: 'docker stats --no-stream --format json diff-in',
      skip: /^(?:MemUsage|NetIO|BlockIO|MemPerc|CPUPerc)$/,
    },
    'docker stats --no-stream diff-nosuch',
    'docker export diff-in | tar -t tmp/note data/a/b/c',
    'docker stop -t 0 diff-in',
    'docker exec diff-in true',
    'docker top diff-in',
    'docker cp diff-in:/tmp/note copied-later && cat copied-later',
    { run: 'docker diff diff-in', unordered: true },
    'docker diff diff-nosuch',
    'docker start diff-in && docker exec diff-in cat /tmp/note',
    'docker rm -f diff-in',
    'docker run -dit --name diff-shell busybox:1.37 sh',
    {
      run: `{ sleep 1; echo 'echo typed $((1+1))'; sleep 1; echo 'exit 5'; } | script -qec 'docker attach diff-shell' /dev/null >/dev/null; docker wait diff-shell`,
    },
    { run: 'docker logs diff-shell | tr -d "\\r" | grep -c "typed 2"' },
    'docker attach diff-shell',
    'docker start diff-shell',
    `{ sleep 1; printf '\\020\\021'; sleep 1; } | script -qec 'docker attach diff-shell' /dev/null | grep -o 'read escape sequence'; docker inspect -f '{{.State.Status}}' diff-shell`,
    'docker rm -f diff-shell',
    `docker run -d --name diff-watch busybox:1.37 sh -c 'sleep 2; echo seen; exit 3'`,
    'docker attach --sig-proxy=false diff-watch; echo $?',
    'docker rm diff-watch',
    {
      name: 'exec through the API',
      api: async ({ docker, request }) => {
        const made = await docker.createContainer({
          Image: 'busybox:1.37',
          name: 'diff-exec-api',
          Cmd: ['sleep', '99'],
        });
        await made.start();
        const exec = await made.exec({ Cmd: ['sh', '-c', 'echo hi; exit 4'], AttachStdout: true, AttachStderr: true });
        const stream = await exec.start({});
        const bytes: number[] = [];
        for await (const chunk of stream) bytes.push(...(chunk as Buffer));
        const shown = await exec.inspect();
        const again = await request('POST', `/v1.45/exec/${exec.id}/start`, '{}');
        const missing = await request('GET', '/v1.45/exec/nosuch/json');
        const empty = await request('POST', '/v1.45/containers/diff-exec-api/exec', '{}');
        return { bytes, shown, again, missing, empty };
      },
      skip: /Pid$/,
    },
    {
      name: 'top through the API',
      api: ({ request }) => request('GET', '/v1.45/containers/diff-exec-api/top?ps_args=-o+pid,cmd'),
      skip: /\[0\]$/,
    },
    {
      name: 'stats through the API',
      api: ({ docker }) => docker.getContainer('diff-exec-api').stats({ stream: false }),
      only: 'shape',
    },
    {
      name: 'archive through the API',
      api: async ({ request }) => ({
        missing: await request('GET', '/v1.45/containers/diff-exec-api/archive?path=/nosuch'),
        noPath: await request('GET', '/v1.45/containers/diff-exec-api/archive'),
        put: await request('PUT', '/v1.45/containers/diff-exec-api/archive?path=/nosuch', 'x'),
      }),
    },
    'docker rm -f diff-exec-api',
  ],
};
