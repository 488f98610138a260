import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { dockerConnectionLost, dockerNotRunning } from '../../src/core/errors';
import type { Kind, Source } from '../../src/core/resources/source';
import { verbatim } from '../../src/core/text';
import { forTerminal, LogTerminal } from '../../src/features/explorers/log-terminal';
import type { ResourceRow, Row } from '../../src/features/explorers/row';
import { ResourceTree } from '../../src/features/explorers/tree';
import { FakeSource, resource, until } from '../unit/resources/sources';

const start = {
  id: 'start',
  applies: ({ health }: { readonly health: string }) => health === 'stopped',
  commandLine: () => 'start it',
  run: () => Promise.resolve(),
} as const;

describe('the tree of a source', () => {
  let source: FakeSource;
  let tree: ResourceTree;
  let fired: (readonly Row[] | undefined)[];

  beforeEach(() => {
    source = new FakeSource();
    tree = new ResourceTree(source);
    fired = [];
    tree.onDidChangeTreeData((rows) => fired.push(rows));
  });
  afterEach(() => {
    tree.dispose();
  });

  const show = (...resources: readonly ReturnType<typeof resource>[]) => {
    tree.show({ state: 'ready', resources, stale: false });
  };
  const item = (at = 0): vscode.TreeItem => {
    const row = tree.getChildren()[at];
    assert.ok(row);
    return tree.resolveTreeItem(tree.getTreeItem(row), row);
  };

  it('has a row for each resource', () => {
    show(resource('a'), resource('b'));
    assert.deepEqual(
      tree.getChildren().map((row) => tree.getTreeItem(row).label),
      ['a', 'b'],
    );
    assert.deepEqual(fired, [undefined]);
  });

  it('draws again only what changed, and keeps the row that the editor knows', () => {
    show(resource('a'), resource('b'));
    const [, before] = tree.getChildren();
    show(resource('a'), resource('b', { health: 'failed' }));
    assert.deepEqual(fired.slice(1), [[before]]);
    assert.equal(tree.getChildren()[1], before);
    assert.equal((item(1).iconPath as vscode.ThemeIcon).id, 'error');
  });

  it('draws nothing when nothing changed', () => {
    show(resource('a'));
    show(resource('a'));
    assert.equal(fired.length, 1);
  });

  it('has no rows when there is a reason, and they come back', () => {
    show(resource('a'));
    tree.show({ state: 'failed', error: dockerNotRunning({ endpoint: 'x' }) });
    assert.deepEqual(tree.getChildren(), []);
    show(resource('a'));
    assert.equal(tree.getChildren().length, 1);
    assert.deepEqual(fired, [undefined, undefined, undefined]);
  });

  it('has an id that does not change with the state, an icon of a shape for each health, and words for the ear', () => {
    const healths = ['running', 'changing', 'stopped', 'failed', 'unknown'] as const;
    const drawn = healths.map((health) => {
      show(resource('a', { health, summary: verbatim(`is ${health}`) }));
      return item();
    });
    assert.deepEqual([...new Set(drawn.map(({ id }) => id))], ['fake/thing/a']);
    assert.equal(new Set(drawn.map(({ iconPath }) => (iconPath as vscode.ThemeIcon).id)).size, healths.length);
    assert.equal(drawn[0]?.description, 'is running');
    assert.equal(drawn[0].accessibilityInformation?.label, 'a, is running');
  });

  it('marks what belongs to an exercise', () => {
    show(resource('a', { exercise: 'docker-two-webs' }));
    assert.match(String(item().description), /^exercise · /);
    assert.match(item().contextValue ?? '', /\bmine\b/);
    assert.match(item().accessibilityInformation?.label ?? '', /docker-two-webs/);
    // VS Code 1.100 escapes a dash in Markdown, later ones do not.
    const tooltip = (item().tooltip as vscode.MarkdownString).value.replaceAll('\\-', '-');
    assert.match(tooltip, /Exercise: docker-two-webs/);
  });

  it('tells what can be done', () => {
    const [kind] = source.kinds;
    assert.ok(kind);
    const able: Kind = { ...kind, actions: [start], logs: () => nothing() };
    const other = new ResourceTree({ ...withKinds(source, [able]) });
    other.show({ state: 'ready', resources: [resource('a'), resource('b', { health: 'stopped' })], stale: false });
    const values = other.getChildren().map((row) => other.getTreeItem(row).contextValue);
    assert.deepEqual(values, ['thing can-logs', 'thing can-start can-logs']);
    other.dispose();
  });

  it('takes nothing that a platform says for Markdown', () => {
    const evil = '[x](command:evil) <img src=x> **b** `c`';
    show(resource(evil, { facts: [{ name: { en: 'Image', zh: '镜像' }, value: evil }] }));
    const tooltip = item().tooltip as vscode.MarkdownString;
    assert.ok(!tooltip.isTrusted && !tooltip.supportHtml);
    assert.ok(!tooltip.value.includes('[x](command:evil)'), tooltip.value);
    assert.match(tooltip.value, /Image: /);
  });

  it('puts several kinds under a row each', () => {
    const [kind] = source.kinds;
    assert.ok(kind);
    const many = new ResourceTree(
      withKinds(source, [kind, { ...kind, id: 'other', title: { en: 'Others', zh: '其他' } }]),
    );
    many.show({ state: 'ready', resources: [resource('a'), resource('b', { kind: 'other' })], stale: false });
    const roots = many.getChildren();
    assert.deepEqual(
      roots.map((row) => many.getTreeItem(row).label),
      ['Things', 'Others'],
    );
    const [inOthers] = many.getChildren(roots[1]) as ResourceRow[];
    assert.ok(inOthers);
    assert.equal(inOthers.resource.name, 'b');
    assert.equal(many.getParent(inOthers), roots[1]);
    assert.deepEqual(many.getChildren(inOthers), []);
    many.dispose();
  });
});

describe('the terminal with a log', () => {
  const written = (terminal: LogTerminal) => {
    const texts: string[] = [];
    terminal.onDidWrite((text) => texts.push(text));
    return texts;
  };

  it('shows it as it comes, with its colours, and says when it ends', async () => {
    const terminal = new LogTerminal(() => these('\x1b[31mred\x1b[0m\n', 'two\r\nthree\n'));
    const texts = written(terminal);
    terminal.open();
    await until(() => texts.join('').includes('ends here'));
    assert.equal(texts.slice(0, 2).join(''), '\x1b[31mred\x1b[0m\r\ntwo\r\nthree\r\n');
    terminal.dispose();
  });

  it('says why it cannot go on', async () => {
    const terminal = new LogTerminal(() => broken());
    const texts = written(terminal);
    terminal.open();
    await until(() => texts.join('').includes('broke off'));
    assert.match(texts.join(''), /^one\r\n/);
    terminal.dispose();
  });

  for (const [name, leave] of [
    [
      'is closed',
      (terminal: LogTerminal) => {
        terminal.close();
      },
    ],
    [
      'gets Ctrl+C',
      (terminal: LogTerminal) => {
        terminal.handleInput('\x03');
      },
    ],
  ] as const) {
    it(`leaves the log when it ${name}, and for nothing else`, async () => {
      let left = false;
      const terminal = new LogTerminal((signal) => waiting(signal, () => (left = true)));
      terminal.open();
      terminal.handleInput('q');
      assert.equal(left, false);
      leave(terminal);
      await until(() => left);
      terminal.dispose();
    });
  }

  it('does not swallow a flood at once', async () => {
    let taken = 0;
    const terminal = new LogTerminal((signal) => flood(signal, (bytes) => (taken += bytes)));
    const texts = written(terminal);
    terminal.open();
    await new Promise((resolve) => setTimeout(resolve, 300));
    terminal.close();
    assert.ok(taken > 0 && taken < 4 * 1024 * 1024, `${taken} bytes in 0.3 s`);
    assert.ok(texts.every((text) => text.length < 256 * 1024));
  });

  it('ends its lines as terminals want them', () => {
    assert.equal(forTerminal('a\nb\r\nc'), 'a\r\nb\r\nc');
  });
});

function withKinds(source: FakeSource, kinds: readonly Kind[]): Source {
  return { id: source.id, label: source.label, kinds, watch: (changed, signal) => source.watch(changed, signal) };
}

async function* nothing(): AsyncGenerator<string, void> {
  // nobody wrote anything
}

async function* these(...texts: readonly string[]): AsyncGenerator<string, void> {
  yield* await Promise.resolve(texts);
}

async function* broken(): AsyncGenerator<string, void> {
  yield await Promise.resolve('one\n');
  throw dockerConnectionLost({ endpoint: 'unix:///a.sock' });
}

async function* waiting(signal: AbortSignal, left: () => void): AsyncGenerator<string, void> {
  try {
    yield 'one\n';
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
  } finally {
    left();
  }
}

async function* flood(signal: AbortSignal, taken: (bytes: number) => void): AsyncGenerator<string, void> {
  const chunk = 'x'.repeat(32 * 1024);
  while (!signal.aborted) {
    taken(chunk.length);
    yield await Promise.resolve(chunk);
  }
}
