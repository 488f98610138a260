import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, scalarOf, type Value } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { entryAt } from '../paths';

/** Shell line for a health check that has no shell. */
export const dc042: Rule<ComposeFile> = {
  code: 'DC042',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Health check that needs a shell', zh: '健康检查需要 shell' },
  message: {
    en: 'CMD runs no shell: {words} is not understood, and the check always fails.',
    zh: 'CMD 不经过 shell：{words} 无法执行，检查永远失败。',
  },
  why: {
    en: 'After `CMD` the first item is the program and every other one is an argument; a whole line is then the name of a program that does not exist, and `||` a word like others. `CMD-SHELL` hands one line to `/bin/sh`, which knows all that.',
    zh: '`CMD` 之后，第一项是程序，其余每项是一个参数；把整行写在一起，就成了一个不存在的程序名，`||` 也只是普通的词。`CMD-SHELL` 会把一整行交给 `/bin/sh`，这些写法它才认识。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { body } of file.services) {
      const found = problem(entryAt(body, 'healthcheck', 'test')?.value);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD", «"curl -f http://localhost || exit 1"»]\n',
        fixed:
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD-SHELL", "curl -f http://localhost || exit 1"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost", «"||"», "exit", "1"]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD-SHELL", "curl -f http://localhost || exit 1"]\n  api:\n    build: ./api\n    healthcheck:\n      test: ["CMD", "sh", "-c", "curl -f http://localhost || exit 1"]\n  job:\n    build: .\n    healthcheck: { test: [CMD, "/path with blanks/check"] }\n',
    ],
  },
};

const operator = /^(?:\|\|?|&&|;|>|<|2>&1|>\/dev\/null)$/;

function problem(test: Value | undefined): Problem | undefined {
  const [mode, ...words] = itemsOf(test).map(({ value }) => scalarOf(value));
  const [first] = words;
  if (mode?.text !== 'CMD' || first === undefined) return undefined;
  const isLine = words.length === 1 && /\S\s+\S/.test(first.text) && !first.text.startsWith('/');
  const wrong = isLine ? first : words.find((word) => word !== undefined && operator.test(word.text));
  if (wrong === undefined) return undefined;
  const title = { en: 'Use CMD-SHELL', zh: '改用 CMD-SHELL' };
  const isHere = itemsOf(test)[0]?.isAlias === false;
  return {
    span: wrong.span,
    args: { words: brief(wrong.text, 30) },
    fix: isLine && isHere ? { title, edits: [{ span: mode.part(), text: 'CMD-SHELL' }], safe: true } : undefined,
  };
}
