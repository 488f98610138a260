import assert from 'node:assert/strict';
import { readAs } from '../../../../src/core/course/read';
import { parseDockerfileView } from '../../../../src/core/course/readers/dockerfile';
import { parseMarkdown } from '../../../../src/core/course/readers/markdown';

describe('reader dockerfile', () => {
  it('lists instructions with their arguments, by stage', async () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'ARG TAG=1.30',
      'from nginx:$TAG as base',
      'RUN apt-get update \\',
      '  # why',
      '  && apt-get install -y curl',
      'ONBUILD COPY . /app',
      'FROM scratch',
      'COPY --from=base /a /a',
      'RUN <<EOF',
      'echo hi',
      'EOF',
    ].join('\n');
    assert.deepEqual(await parseDockerfileView(text), {
      instructions: [
        { name: 'ARG', args: 'TAG=1.30', stage: -1 },
        { name: 'FROM', args: 'nginx:$TAG as base', stage: 0 },
        { name: 'RUN', args: 'apt-get update   && apt-get install -y curl', stage: 0 },
        { name: 'ONBUILD', args: 'COPY . /app', stage: 0 },
        { name: 'FROM', args: 'scratch', stage: 1 },
        { name: 'COPY', args: '--from=base /a /a', stage: 1 },
        { name: 'RUN', args: '<<EOF\necho hi\nEOF', stage: 1 },
      ],
    });
    assert.deepEqual(await parseDockerfileView(''), { instructions: [] });
  });
});

describe('reader markdown', () => {
  it('reads front matter, headings and tables, and nothing inside code', async () => {
    const text = [
      '---',
      'title: Post mortem',
      'on: yes',
      '---',
      '# One #',
      'Two',
      '---',
      '```sh',
      '# not a heading',
      '| a |',
      '| - |',
      '```',
      '<!-- ## hidden',
      '## hidden -->',
      '### Three `x`',
      '',
      'Name | Value',
      '--- | :-:',
      'a \\| b | `c`',
      '| d |',
      '- not a row | x',
      '',
      '|only|',
      '|:--|',
    ].join('\r\n');
    assert.deepEqual(await parseMarkdown(text), {
      matter: { title: 'Post mortem', on: 'yes' },
      headings: ['# One', '## Two', '### Three `x`'],
      tables: [
        [
          ['Name', 'Value'],
          ['a | b', '`c`'],
          ['d', ''],
        ],
        [['only']],
      ],
    });
  });

  it('takes a file without any of them', async () => {
    assert.deepEqual(await parseMarkdown('#no heading\n\n---\n\na | b\n'), {
      matter: undefined,
      headings: [],
      tables: [],
    });
    assert.deepEqual(await parseMarkdown('~~~\n# x\n'), { matter: undefined, headings: [], tables: [] });
  });

  it('says the line of broken front matter as it stands in the file', async () => {
    const found = (await parseMarkdown('---\na: 1\na: 2\n---\n')) as { line: number };
    assert.equal(found.line, 3);
  });
});

describe('readers', () => {
  it('overlook a byte order mark, which only JSON refuses', async () => {
    assert.deepEqual(await readAs('yaml', '\uFEFFa: 1\n'), { a: 1 });
    assert.deepEqual(await readAs('sshd', '\uFEFFPort 22\n'), { port: '22' });
    assert.ok('invalid' in ((await readAs('json', '\uFEFF{}')) as object));
  });

  it('never throw, whatever the text is', async () => {
    const texts = ['', '\0', '\uD800', '---', '[', '{', '|\n|-', '%', '&a *a', '= =', ': :', '\\\n\\', '"', '```'];
    const readers = ['lines', 'yaml', 'json', 'ini', 'deb822', 'dockerfile', 'markdown', 'sshd'] as const;
    for (const reader of readers) for (const text of texts) await readAs(reader, text);
  });
});
