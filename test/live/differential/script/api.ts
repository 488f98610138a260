import { finished } from 'node:stream/promises';
import type { Area } from '../step';

/** A day in the life of a container, all through dockerode. */
export const api: Area = {
  name: 'api',
  steps: [
    {
      name: 'life of a container',
      api: async ({ docker }) => {
        const made = await docker.createContainer({
          Image: 'busybox:1.37',
          name: 'diff-life',
          Cmd: ['sh', '-c', 'echo started; while true; do sleep 0.1; done'],
          Labels: { diff: 'life' },
          HostConfig: { RestartPolicy: { Name: 'unless-stopped' }, NetworkMode: 'bridge' },
        });
        const states: unknown[] = [];
        const note = async (what: string): Promise<void> => {
          const { State } = await made.inspect();
          states.push([what, State.Status, State.Running, State.Paused, State.ExitCode, State.Error]);
        };
        await note('created');
        await made.start();
        await note('started');
        await made.pause();
        await note('paused');
        await made.unpause();
        await made.restart({ t: 0 });
        await note('restarted');
        await made.update({ Memory: 64 * 1024 * 1024, MemorySwap: -1 });
        await made.rename({ name: 'diff-life-2' });
        await made.kill({ signal: 'SIGKILL' });
        const waited: unknown = await made.wait();
        await note('killed');
        const refused: unknown = await made.kill().catch((error: unknown) => (error as { json: unknown }).json);
        await made.start();
        await made.remove({ force: true });
        return { states, waited, refused };
      },
    },
    {
      name: 'start twice, stop twice',
      api: async ({ request }) => {
        const create = await request(
          'POST',
          '/v1.45/containers/create?name=diff-twice',
          '{"Image":"busybox:1.37","Cmd":["sleep","99"]}',
        );
        const post = async (verb: string) => (await request('POST', `/v1.45/containers/diff-twice/${verb}`)).status;
        const statuses = [await post('start'), await post('start'), await post('stop?t=0'), await post('stop?t=0')];
        return { create, statuses, removed: await request('DELETE', '/v1.45/containers/diff-twice') };
      },
    },
    {
      name: 'attach before start',
      api: async ({ docker }) => {
        const made = await docker.createContainer({
          Image: 'busybox:1.37',
          name: 'diff-attach',
          Cmd: ['sh', '-c', 'read line; echo "got $line"; echo bad >&2; exit 2'],
          OpenStdin: true,
          StdinOnce: true,
          AttachStdin: true,
        });
        const stream = await made.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
        const bytes: number[] = [];
        stream.on('data', (chunk: Buffer) => void bytes.push(...chunk));
        await made.start();
        stream.write('words\n');
        stream.end();
        const waited: unknown = await made.wait();
        await finished(stream, { writable: false }).catch(() => undefined);
        await made.remove();
        // Which of the two streams comes first is a matter of luck.
        const frames = Buffer.from(bytes)
          .toString('latin1')
          .split(/(?=[\u0001\u0002]\0\0\0)/);
        return { waited, frames: frames.sort() };
      },
    },
    {
      name: 'terminal',
      api: async ({ docker }) => {
        const made = await docker.createContainer({
          Image: 'busybox:1.37',
          name: 'diff-tty-api',
          Cmd: ['sh'],
          Tty: true,
          OpenStdin: true,
        });
        const stream = await made.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
        let text = '';
        stream.on('data', (chunk: Buffer) => void (text += chunk.toString()));
        await made.start();
        await made.resize({ h: 40, w: 100 });
        stream.write('echo $((6*7)); stty size; exit 3\n');
        const waited: unknown = await made.wait();
        await finished(stream, { writable: false }).catch(() => undefined);
        await made.remove();
        // How the shell edits its line is its own business.
        return { waited, answers: /\n42\r\n/.test(text), size: /40 100\r\n/.test(text) };
      },
    },
    {
      name: 'wait for conditions',
      api: async ({ docker, request }) => {
        const made = await docker.createContainer({
          Image: 'busybox:1.37',
          name: 'diff-waits',
          Cmd: ['sh', '-c', 'exit 6'],
          HostConfig: { AutoRemove: true },
        });
        const next = request('POST', '/v1.45/containers/diff-waits/wait?condition=next-exit');
        const removed = request('POST', '/v1.45/containers/diff-waits/wait?condition=removed');
        await made.start();
        return { next: await next, removed: await removed };
      },
    },
    {
      name: 'build through the API',
      api: async ({ docker }) => {
        const { pack } = await import('tar-stream');
        const archive = pack();
        archive.entry({ name: 'Dockerfile' }, 'FROM busybox:1.37\nLABEL diff=api\nCMD ["echo", "built"]\n');
        archive.finalize();
        const stream = await docker.buildImage(archive as unknown as NodeJS.ReadableStream, {
          t: 'diff/api-build:1',
          q: true,
        });
        const lines = await new Promise<readonly unknown[]>((resolve, reject) => {
          docker.modem.followProgress(stream, (error, output) => (error ? reject(error) : resolve(output)));
        });
        const shown = await docker.getImage('diff/api-build:1').inspect();
        const removed = (await docker.getImage('diff/api-build:1').remove()) as readonly object[];
        return {
          kinds: lines.map((each) => Object.keys(each as object)),
          labels: shown.Config.Labels,
          removed: removed[0],
        };
      },
    },
    {
      name: 'pull through the API',
      api: async ({ docker }) => {
        const stream = await docker.pull('busybox:1.37');
        const lines = await new Promise<readonly { status: string }[]>((resolve, reject) => {
          docker.modem.followProgress(stream, (error, output) =>
            error ? reject(error) : resolve(output as { status: string }[]),
          );
        });
        return { first: lines[0], last: lines.at(-1)?.status };
      },
    },
    {
      name: 'pull refused',
      api: async ({ request }) => ({
        unknown: await request('POST', '/v1.45/images/create?fromImage=diff-nosuch&tag=1'),
        tag: await request('POST', '/v1.45/images/create?fromImage=busybox&tag=nosuchtag'),
        name: await request('POST', '/v1.45/images/create?fromImage=UPPER'),
      }),
    },
    {
      name: 'prune through the API',
      api: async ({ docker }) => {
        const filters = { label: ['diff=prune-api'] };
        const labels = { diff: 'prune-api' };
        await docker.createContainer({ Image: 'busybox:1.37', name: 'diff-prune-api', Labels: labels });
        await docker.createNetwork({ Name: 'diff-prune-api', Labels: labels });
        return {
          containers: (await docker.pruneContainers({ filters })) as unknown,
          networks: (await docker.pruneNetworks({ filters })) as unknown,
          volumes: (await docker.pruneVolumes({ filters })) as unknown,
          images: (await docker.pruneImages({ filters })) as unknown,
        };
      },
    },
    {
      name: 'copy in and out',
      api: async ({ docker, request }) => {
        const { pack, extract } = await import('tar-stream');
        const made = await docker.createContainer({ Image: 'busybox:1.37', name: 'diff-copy' });
        const archive = pack();
        archive.entry({ name: 'in.txt', mode: 0o640, uid: 5, gid: 6 }, 'copied');
        archive.finalize();
        await made.putArchive(archive as unknown as NodeJS.ReadableStream, { path: '/tmp' });
        const out = await made.getArchive({ path: '/tmp/in.txt' });
        const entries: unknown[] = [];
        const reader = extract();
        reader.on('entry', ({ name, mode, uid, gid, size, type }, stream, next) => {
          entries.push({ name, mode, uid, gid, bytes: size, type });
          stream.on('end', next).resume();
        });
        await finished(out.pipe(reader));
        const changes = (await made.changes()) as unknown;
        const directory = (await request('PUT', '/v1.45/containers/diff-copy/archive?path=/etc/hostname', '')).status;
        await made.remove();
        return { entries, changes, directory };
      },
    },
  ],
};
