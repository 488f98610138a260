import assert from 'node:assert/strict';
import { lessonLine } from '../../../src/core/lint/page';
import { filtersFor, roomFor, rooms, type DocumentFilter } from '../../../src/core/lint/rooms';

const has = (filters: readonly DocumentFilter[], one: DocumentFilter): boolean =>
  filters.some((filter) => JSON.stringify(filter) === JSON.stringify(one));

describe('the documents that an editor asks about', () => {
  it('are all those that a room may know, by name, by language and by content', () => {
    const filters = filtersFor();
    for (const { names, languages, content } of rooms) {
      for (const name of [...names, ...(content?.names ?? [])])
        assert.ok(has(filters, { pattern: `**/${name}` }), name);
      for (const language of languages) assert.ok(has(filters, { language }), language);
    }
  });

  it('hold a manifest of any name, which is known by its content', () => {
    assert.equal(roomFor('/a/deploy.yaml', 'yaml', () => 'apiVersion: v1\nkind: Service\n')?.id, 'kubernetes');
    assert.ok(has(filtersFor(), { language: 'yaml' }) && has(filtersFor(), { pattern: '**/*.yaml' }));
  });

  it('are no YAML and no JSON for rooms that know their files by name alone', () => {
    const byName = rooms.filter(({ id }) => id === 'dockerfile' || id === 'compose');
    const filters = filtersFor(byName);
    assert.ok(has(filters, { language: 'dockerfile' }) && has(filters, { pattern: '**/compose.yaml' }));
    assert.ok(!has(filters, { language: 'yaml' }) && !has(filters, { pattern: '**/*.yaml' }));
  });
});

describe('the line that leads to a lesson', () => {
  const lessonLink = (lesson: string): string | undefined => (lesson === 'docker/images' ? 'there' : undefined);

  it('is a link where the lesson is written', () => {
    assert.equal(
      lessonLine('docker/images', { language: 'en', lessonLink }),
      '[Open the lesson `docker/images`](there)',
    );
    assert.equal(lessonLine('docker/images', { language: 'zh', lessonLink }), '[打开课程 `docker/images`](there)');
  });

  it('says so where it is not written yet', () => {
    assert.equal(
      lessonLine('linux/logs', { language: 'en', lessonLink }),
      'The lesson `linux/logs` is still being written.',
    );
    assert.equal(lessonLine('linux/logs', { language: 'zh', lessonLink }), '课程 `linux/logs` 还在编写中。');
  });

  it('is the name alone where nothing can be opened', () => {
    assert.equal(lessonLine('docker/images', { language: 'en' }), '`docker/images`');
  });
});
