import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { filesOf, lab, rows, tar, type Files } from './lab-build-fixture';

describe('files of images that the lab builds', () => {
  it('places what COPY and ADD take', async () => {
    const { run } = await lab();
    const archive = gzipSync(await tar({ 'in/': '', 'in/side': 'packed' }));
    const context: Files = {
      'site/index.html': 'page',
      'site/notes.md': 'notes',
      'site/deep/a.txt': 'a',
      'b.txt': 'b',
      link: { target: 'b.txt' },
      'x.tar.gz': { data: archive.toString('latin1') },
      '.dockerignore': '**/*.md\nDockerfile\n',
    };
    const copied = async (...lines: string[]) => {
      const { image, error } = await run(['FROM base:1', ...lines].join('\n'), context);
      assert.equal(error, undefined);
      return Object.keys(filesOf(image));
    };
    assert.deepEqual(await copied('COPY site /srv/'), ['srv/deep', 'srv/deep/a.txt', 'srv/index.html']);
    assert.deepEqual(await copied('COPY site/* /web/'), ['web', 'web/a.txt', 'web/index.html']);
    assert.deepEqual(await copied('COPY b.txt /srv'), ['srv/b.txt']);
    assert.deepEqual(await copied('COPY b.txt /new'), ['new']);
    assert.deepEqual(await copied('WORKDIR /w', 'COPY b.txt link .'), ['w', 'w/b.txt', 'w/link']);
    assert.deepEqual(await copied('COPY --parents site/deep/a.txt /p/'), [
      'p',
      'p/site',
      'p/site/deep',
      'p/site/deep/a.txt',
    ]);
    assert.deepEqual(await copied('COPY <<EOF /etc/own', 'hello', 'EOF'), ['etc/own']);
    assert.deepEqual(await copied('COPY nothing* /srv/'), []);
    const { error } = await run('FROM base:1\nCOPY ../shared.conf /etc/', context);
    assert.match(
      error?.message ?? '',
      /^failed to compute cache key: failed to calculate checksum of ref \S+: "\/shared\.conf": not found$/,
    );
    const url = await run('FROM base:1\nADD https://example.org/x /srv/', context);
    assert.match(url.error?.message ?? '', /no way to the internet/);
  });

  it('leaves a folder out that .dockerignore names, unless something in it is wanted', async () => {
    const { run } = await lab();
    const context: Files = { 'secret/': '', 'secret/a': 'a', 'old/': '', 'old/b': 'b', 'old/keep': 'k', top: 't' };
    const copied = async (rules: string) => {
      const { image } = await run('FROM base:1\nCOPY . /srv/', { ...context, '.dockerignore': rules });
      return Object.keys(filesOf(image));
    };
    const rest = ['srv/.dockerignore', 'srv/Dockerfile', 'srv/old', 'srv/old/b', 'srv/old/keep', 'srv/top'];
    assert.deepEqual((await copied('secret\n')).sort(), rest);
    assert.deepEqual((await copied('secret/\n')).sort(), rest);
    const kept = await copied('secret\nold\n!old/keep\n');
    assert.deepEqual(kept.sort(), ['srv/.dockerignore', 'srv/Dockerfile', 'srv/old', 'srv/old/keep', 'srv/top']);
  });

  it('unpacks archives with ADD only', async () => {
    const { run } = await lab();
    const files: Files = { 'x.tar': { data: (await tar({ 'in/': '', 'in/side': 'packed' })).toString('latin1') } };
    const { image } = await run('FROM base:1\nADD x.tar /srv/\nCOPY x.tar /srv/', files);
    assert.deepEqual(Object.keys(filesOf(image)), ['srv/in', 'srv/in/side', 'srv/x.tar']);
  });

  it('runs commands with secrets, caches, other files and here-documents, and leaves none of them behind', async () => {
    const { run, call, images } = await lab();
    const dockerfile = [
      '# syntax=docker/dockerfile:1',
      'FROM base:1',
      'RUN --mount=type=secret,id=token cat /run/secrets/token; echo kept > /result',
      'RUN --mount=type=cache,target=/cache echo x > /cache/x',
      'RUN --mount=type=bind,source=data,target=/mnt cat /mnt/f',
      'RUN <<EOF',
      'echo one',
      'echo two > /two',
      'EOF',
      'USER app',
      'WORKDIR /srv',
      'RUN whoami; cc -c x.c',
    ].join('\n');
    const secrets = Buffer.from('{"token":"demo-token"}').toString('base64');
    const { text, image, error } = await run(dockerfile, { 'data/f': 'mounted\n' }, { secrets });
    assert.equal(error, undefined);
    for (const told of ['demo-token', 'mounted\n', 'one\n', '1000 /srv /home/app\n'])
      assert.ok(text.includes(told), told);
    assert.ok(text.includes('[note] the practice lab does not run cc -c x.c: it counts as done\n'));
    assert.deepEqual(Object.keys(filesOf(image)), ['result', 'two']);
    assert.ok(!JSON.stringify(image).includes('demo-token'));
    assert.equal(rows(image)[3], 'RUN /bin/sh -c echo one\necho two > /two\n # buildkit');
    assert.ok((await run(dockerfile, { 'data/f': 'mounted\n' })).text.includes('Using cache'));
    const needed = await run('FROM base:1\nRUN --mount=type=secret,id=no,required=true cat x');
    assert.equal(needed.error?.message, 'secret no: not found');
    const usage = await call('/build/prune', { all: '1' }, Buffer.alloc(0));
    assert.equal((usage.answers[0]?.value as { CachesDeleted: unknown[] }).CachesDeleted.length, 7);
    assert.ok(images.size > 0);
  });
});
