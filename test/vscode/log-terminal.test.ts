import assert from 'node:assert/strict';
import { dockerConnectionLost } from '../../src/core/errors';
import { forTerminal, LogTerminal } from '../../src/features/explorers/log-terminal';
import { until } from '../unit/resources/sources';

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
