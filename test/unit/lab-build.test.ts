import assert from 'node:assert/strict';
import type { Keeper } from '../../src/lab/state/keeper';
import { filesOf, lab, rows, tar, type Files, type Lab } from './lab-build-fixture';

/** Ids differ from run to run. */
const plain = (text: string): string => text.replace(/\b[0-9a-f]{12}\b/g, 'ID');

describe('building images in the lab', () => {
  it('tells its steps like the classic builder and notes history rows like BuildKit', async () => {
    const { run, names } = await lab();
    const dockerfile = [
      'ARG BASE=base:1',
      'FROM ${BASE}',
      'ARG TOKEN',
      'LABEL a=b "c d"="e f"',
      'ENV X=1 Y="a b"',
      'WORKDIR /app',
      'COPY --chown=app --chmod=755 run.sh ./',
      'RUN echo $X $TOKEN > out; echo done',
      'VOLUME /data /data2',
      'USER app',
      'EXPOSE 80-81 8080/udp',
      'HEALTHCHECK --interval=5s --retries=3 CMD true',
      'STOPSIGNAL SIGQUIT',
      'ENTRYPOINT ["a"]',
      'CMD foo $X',
    ].join('\n');
    const query = { t: 'tutor/x', buildargs: '{"TOKEN":"abc"}', labels: '{"tutor.exercise":"x"}' };
    const { text, image, error } = await run(dockerfile, { 'run.sh': 'echo run' }, query);
    assert.equal(error, undefined);
    assert.deepEqual(rows(image), [
      'ARG TOKEN',
      'LABEL a=b c d=e f',
      'ENV X=1 Y=a b',
      'WORKDIR /app',
      'COPY --chown=app --chmod=755 run.sh ./ # buildkit',
      'RUN |1 TOKEN=abc /bin/sh -c echo $X $TOKEN > out; echo done # buildkit',
      'VOLUME [/data /data2]',
      'USER app',
      'EXPOSE map[80/tcp:{} 8080/udp:{} 81/tcp:{}]',
      'HEALTHCHECK &{["CMD-SHELL" "true"] "5s" "0s" "0s" "0s" \'\\x03\'}',
      'STOPSIGNAL SIGQUIT',
      'ENTRYPOINT ["a"]',
      'CMD ["/bin/sh" "-c" "foo $X"]',
    ]);
    assert.deepEqual(filesOf(image), {
      app: 'directory',
      'app/run.sh': '755 1000:1001 echo run',
      'app/out': '644 0:0 1 abc\n',
    });
    assert.equal(image?.layers.length, 4);
    assert.equal(image.history.filter((row) => row.empty_layer !== true).length, 4);
    assert.deepEqual(image.config, {
      Env: ['PATH=/bin', 'X=1', 'Y=a b'],
      Cmd: ['/bin/sh', '-c', 'foo $X'],
      ArgsEscaped: true,
      Labels: { a: 'b', 'c d': 'e f', 'tutor.exercise': 'x' },
      WorkingDir: '/app',
      Volumes: { '/data': {}, '/data2': {} },
      User: 'app',
      ExposedPorts: { '80/tcp': {}, '81/tcp': {}, '8080/udp': {} },
      Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 5e9, Retries: 3 },
      StopSignal: 'SIGQUIT',
      Entrypoint: ['a'],
    });
    assert.equal(names.get('tutor/x:latest'), image.id);
    const steps = plain(text).split('\n');
    assert.deepEqual(steps.slice(0, 7), [
      'Step 1/16 : ARG BASE=base:1',
      'Step 2/16 : FROM ${BASE}',
      ' ---> ID',
      'Step 3/16 : ARG TOKEN',
      ' ---> Running in ID',
      ' ---> Removed intermediate container ID',
      ' ---> ID',
    ]);
    assert.ok(
      plain(text).includes(' ---> Running in ID\ndone\n ---> Removed intermediate container ID\n ---> ID\nStep 9/16'),
    );
    assert.ok(
      text.endsWith(
        ` ---> ${image.id.slice(7, 19)}\nSuccessfully built ${image.id.slice(7, 19)}\nSuccessfully tagged tutor/x:latest\n`,
      ),
    );
    const again = await run(dockerfile, { 'run.sh': 'echo run' }, query);
    assert.equal(again.image?.id, image.id);
    assert.equal(again.text.split(' ---> Using cache\n').length - 1, 14);
  });

  it('uses its cache as long as a step, its input and what came before are the same', async () => {
    const { run, clock } = await lab();
    const dockerfile = 'FROM base:1\nLABEL v=1\nCOPY deps .\nRUN now\nCOPY app app/\nCMD ["x"]\n';
    const layers = async (files: Files, text = dockerfile, query = {}) => {
      await clock.advance(5000);
      return (await run(text, files, query)).image?.layers.map(({ diffId }) => diffId) ?? [];
    };
    const first = await layers({ deps: 'a', app: '1' });
    assert.equal(first.length, 4);
    const edited = await layers({ deps: 'a', app: '2' });
    assert.deepEqual(edited.slice(0, 3), first.slice(0, 3));
    assert.notEqual(edited[3], first[3]);
    assert.deepEqual(await layers({ deps: 'a', app: '1' }, dockerfile.replace('v=1', 'v=2')), first);
    assert.notEqual((await layers({ deps: { data: 'a', mode: 0o755 }, app: '1' }))[2], first[2]);
    assert.notEqual((await layers({ deps: 'a', app: '1' }, dockerfile, { nocache: '1' }))[2], first[2]);
    const withArg = dockerfile.replace('LABEL v=1', 'ARG V');
    const one = await layers({ deps: 'a', app: '1' }, withArg, { buildargs: '{"V":"1"}' });
    const two = await layers({ deps: 'a', app: '1' }, withArg, { buildargs: '{"V":"2"}' });
    assert.equal(one[1], two[1]);
    assert.notEqual(one[2], two[2]);
  });

  it('builds only the stages that the target needs, and copies between them', async () => {
    const { run } = await lab();
    const dockerfile = [
      'FROM base:1 AS build',
      'RUN echo made > /made',
      'FROM base:1 AS unused',
      'RUN exit 3',
      'FROM scratch AS last',
      'COPY --from=build /made /srv/',
      'COPY --from=0 /etc/passwd /srv/users',
      'FROM last',
      'ONBUILD COPY trigger /',
      'ENTRYPOINT x',
    ].join('\n');
    const { text, image, error } = await run(dockerfile, {}, { t: 'tutor/parent:1' });
    assert.equal(error, undefined);
    assert.ok(!text.includes('exit 3') && text.includes('Step 1/8 : FROM base:1 AS build'), text);
    assert.ok(image);
    const paths = image.layers.flatMap(({ entries }) => [...entries.keys()]);
    assert.deepEqual(paths, ['srv', 'srv/made', 'srv/users']);
    assert.deepEqual(image.config.OnBuild, ['COPY trigger /']);
    assert.equal(image.config.Cmd, null);
    const child = await run('FROM tutor/parent:1\nLABEL a=b', { trigger: 'shot' });
    assert.ok(child.text.includes('# Executing 1 build trigger\n'));
    assert.ok(child.image);
    assert.deepEqual(Object.keys(filesOf(child.image)), ['srv/users', 'trigger']);
    assert.equal(child.image.config.OnBuild, undefined);
    const { error: failed } = await run(dockerfile, {}, { target: 'unused' });
    assert.equal(failed?.message, "The command '/bin/sh -c exit 3' returned a non-zero code: 3");
  });

  it('tells the id alone when asked to be quiet, warns of unused arguments and stops for a client that has left', async () => {
    const { run, call, clock } = await lab();
    const quiet = await run('FROM base:1\nLABEL a=b', {}, { q: '1' });
    assert.match(quiet.text, /^sha256:[0-9a-f]{64}\n$/);
    const { text } = await run(
      'FROM base:1\nARG a\nLABEL a=b',
      {},
      { buildargs: '{"a":"1","zz":"2","HTTP_PROXY":"p"}' },
    );
    assert.ok(text.includes('[Warning] One or more build-args [zz] were not consumed\nSuccessfully built'));
    const left = new AbortController();
    const build = call('/build', {}, await tar({ Dockerfile: 'FROM base:1\nRUN echo a\nRUN echo b' }), left.signal);
    left.abort(new Error('gone'));
    assert.ok((await build).lines.every(({ aux }) => aux === undefined));
    assert.ok(clock.now() > 0);
  });

  it('keeps its cache over a restart', async () => {
    const kept = new Map<string, Map<string, () => unknown>>();
    const keeper: Keeper = {
      load: (kind) => saved.get(kind) ?? new Map(),
      put: (kind, id, value) => void (kept.get(kind) ?? kept.set(kind, new Map()).get(kind))?.set(id, value),
      drop: (kind, id) => void kept.get(kind)?.delete(id),
      flush: () => Promise.resolve(),
    };
    const saved = new Map<string, Map<string, never>>();
    const dockerfile = 'FROM base:1\nCOPY a /\nRUN now\n';
    const first: Lab = await lab(keeper);
    const before = await first.run(dockerfile, { a: '1' });
    for (const [kind, values] of kept) {
      const whole = new Map<string, never>();
      for (const [id, value] of values) whole.set(id, (await value()) as never);
      saved.set(kind, whole);
    }
    const second = await lab(keeper);
    const after = await second.run(dockerfile, { a: '1' });
    assert.deepEqual(after.image?.layers, before.image?.layers);
    assert.equal(second.builder.usage().items.length, 2);
  });
});
