import { brief, type Fix, type Rule } from '../../rule';
import { itemsOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { isOpen } from '../file';
import { entryAt } from '../paths';

/** Health check that does not say how it runs. */
export const dc041: Rule<ComposeFile> = {
  code: 'DC041',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Health check without CMD', zh: '健康检查缺少 CMD' },
  message: {
    en: 'A health check in a list begins with CMD, CMD-SHELL or NONE, not with {word}: Compose refuses it.',
    zh: '列表形式的健康检查必须以 CMD、CMD-SHELL 或 NONE 开头，而不是 {word}：Compose 会拒绝。',
  },
  why: {
    en: 'The first word of the list says how the rest is run: `CMD` starts the program itself, with each item as one argument; `CMD-SHELL` hands one line to the shell; `NONE` switches off the check of the image. Text without a list is a line for the shell.',
    zh: '列表的第一项说明其余部分如何执行：`CMD` 直接启动程序，每一项是一个参数；`CMD-SHELL` 把一行交给 shell；`NONE` 关闭镜像自带的检查。不写成列表的文本，就是一行 shell 命令。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { body } of file.services) {
      const test = entryAt(body, 'healthcheck', 'test')?.value;
      const [first] = itemsOf(test);
      const word = first?.value;
      if (word?.kind !== 'scalar' || isOpen(word.text) || /^(?:CMD|CMD-SHELL|NONE)$/.test(word.text)) continue;
      const isFlow = test?.kind === 'sequence' && test.isFlow && first?.isAlias === false;
      yield { span: word.span, args: { word: brief(word.text) }, fix: fixOf(word, isFlow) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: [«"curl"», "-f", "http://localhost"]\n',
        fixed:
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: [«"curl -f http://localhost || exit 1"»]\n',
        fixed:
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD-SHELL", "curl -f http://localhost || exit 1"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    healthcheck:\n      test:\n        - «cmd»\n        - ./check\n',
        fixed: 'services:\n  web:\n    build: .\n    healthcheck:\n      test:\n        - CMD\n        - ./check\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD", "./check"]\n  api:\n    build: ./api\n    healthcheck:\n      test: ["CMD-SHELL", "a || b"]\n  job:\n    build: ./job\n    healthcheck: { test: [NONE] }\n  one:\n    build: .\n    healthcheck: { test: curl -f http://localhost }\n',
    ],
  },
};

function fixOf(word: Scalar, isFlow: boolean): Fix | undefined {
  if (/^(?:CMD|CMD[-_]SHELL|NONE)$/i.test(word.text)) {
    const edits = [{ span: word.part(), text: word.text.toUpperCase().replace('_', '-') }];
    return { title: { en: 'Write it in capitals', zh: '改成大写' }, edits, safe: true };
  }
  const mode = /\s/.test(word.text) ? 'CMD-SHELL' : 'CMD';
  const { start } = word.span;
  const edits = [{ span: { start, end: start }, text: `"${mode}", ` }];
  return isFlow ? { title: { en: `Begin with ${mode}`, zh: `以 ${mode} 开头` }, edits, safe: true } : undefined;
}
