import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { lessons, tracks } from '../catalog';
import { commands, contextKeys, settings, views } from '../../src/host/ids';

type Manifest = {
  contributes: {
    commands: { command: string }[];
    views: Record<string, { id: string }[]>;
    menus: Record<string, { command: string }[]>;
    viewsWelcome: { contents: string; when: string }[];
    configuration: { properties: Record<string, unknown> };
    walkthroughs: {
      id: string;
      steps: { id: string; description: string; media: { markdown: string }; completionEvents: string[] }[];
    }[];
  };
};

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('manifest', () => {
  const text = readFileSync('package.json', 'utf8');
  const { contributes } = read('package.json') as Manifest;
  const english = read('package.nls.json') as Record<string, string>;
  const chinese = read('package.nls.zh-cn.json') as Record<string, string>;

  it('has every command that the code registers, and no other', () => {
    assert.deepEqual(contributes.commands.map((one) => one.command).sort(), Object.values(commands).sort());
  });

  it('uses only its own commands in menus', () => {
    const known = new Set<string>(Object.values(commands));
    for (const { command } of Object.values(contributes.menus).flat()) assert.ok(known.has(command), command);
  });

  it('has the views and settings that the code names', () => {
    const ids = Object.values(contributes.views).flat();
    assert.deepEqual(ids.map((one) => one.id).sort(), Object.values(views).sort());
    for (const section of Object.values(settings)) assert.ok(section in contributes.configuration.properties, section);
  });

  it('has each of its texts in both languages, and no text that nobody uses', () => {
    const used = [...text.matchAll(/%([\w./-]+)%/g)].map(([, key]) => key ?? '');
    assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
    assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
  });

  it('has the same command links in both languages', () => {
    const linksOf = (words: string): string[] =>
      [...words.matchAll(/\]\((command:[^)]*)\)/g)].map(([, link]) => link ?? '');
    for (const [key, words] of Object.entries(english)) {
      assert.deepEqual(linksOf(chinese[key] ?? ''), linksOf(words), key);
      for (const link of linksOf(words)) {
        const id = link.replace(/^command:([^?]*).*$/, '$1');
        assert.ok(/^workbench\./.test(id) || Object.values<string>(commands).includes(id), `${key}: ${id}`);
      }
    }
  });

  it('has Chinese where it speaks Chinese', () => {
    const same = Object.keys(english).filter((key) => english[key] === chinese[key]);
    // Products have the same name everywhere.
    const products = ['view.containers', 'view.kubernetes', 'view.openstack'];
    assert.deepEqual(same, ['extension.displayName', 'extension.category', ...products]);
  });

  it('has a walkthrough for each track and a step for each lesson with exercises, ticked by our own store', () => {
    assert.deepEqual(
      contributes.walkthroughs.map((one) => one.id),
      tracks.map((one) => one.id),
    );
    const steps = contributes.walkthroughs.flatMap((one) => one.steps);
    const taught = lessons.filter((lesson) => lesson.exercises.length > 0);
    assert.deepEqual(
      steps.map((one) => one.id),
      taught.map((one) => one.id),
    );
    for (const step of steps) {
      assert.deepEqual(step.completionEvents, [`onContext:${contextKeys.done(step.id)}`]);
      assert.ok(existsSync(step.media.markdown), step.media.markdown);
      assert.ok(existsSync(step.media.markdown.replace(/\.md$/, '.nls.zh-cn.md')));
    }
  });
});
