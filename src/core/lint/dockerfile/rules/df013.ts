import type { Text } from '../../../text';
import { changeTo } from '../../change-to';
import type { Problem, Rule } from '../../rule';
import type { Directive } from '../directives';
import type { DockerFile } from '../file';

/** A parser directive that is wrong, or does nothing. */
export const df013: Rule<DockerFile> = {
  code: 'DF013',
  aliases: ['INVALID_ESCAPE_DIRECTIVE', 'DUPLICATED_ESCAPE_DIRECTIVE', 'CASING_DIRECTIVE'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Parser directive that is wrong or does nothing', zh: '解析器指令有误或不起作用' },
  message: { en: '"{directive}": {problem}', zh: '解析器指令“{directive}”：{problem}' },
  why: {
    en: '`# syntax=`, `# escape=` and `# check=` are directives only at the very top, before anything else, also before other comments; each once. Further down Docker takes them for comments, without a word.',
    zh: '`# syntax=`、`# escape=`、`# check=` 只有写在文件最开头才是解析器指令，前面连别的注释都不能有，而且每个只能写一次。写在后面，Docker 会不声不响地当成普通注释。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const seen = new Set<string>();
    for (const directive of file.directives) {
      const found = directiveProblem(directive, seen.has(directive.name), file.text);
      seen.add(directive.name);
      if (found !== undefined) yield { ...found, args: { directive: `# ${directive.name}=`, problem: found.problem } };
    }
    for (const { text, span } of file.comments) {
      const name = /^#\s*(syntax|escape)\s*=\s*([\w./:@-]+|\\|`)\s*$/i.exec(text)?.[1]?.toLowerCase();
      if (name !== undefined && !seen.has(name))
        yield { span, args: { directive: `# ${name}=`, problem: problems.late }, severity: 'warning' };
    }
  },
  examples: {
    bad: [
      { text: '# escape=«x»\nFROM alpine:3.22\n', fixed: '# escape=`\nFROM alpine:3.22\n' },
      { text: '# escape=`\n«# escape=\\»\nFROM alpine:3.22\n' },
      { text: '# our base\n«# syntax=docker/dockerfile:1»\nFROM alpine:3.22\n' },
      { text: '# «Escape»=`\nFROM alpine:3.22\n', fixed: '# escape=`\nFROM alpine:3.22\n' },
    ],
    good: [
      '# syntax=docker/dockerfile:1\n# escape=`\n# check=skip=all\nFROM alpine:3.22\n',
      '# note = this\nFROM alpine:3.22\n# syntax = of the file below\n',
    ],
  },
};

type Found = Pick<Problem, 'span' | 'fix' | 'severity'> & { readonly problem: Text };

const problems = {
  again: { en: 'given twice, so the build stops.', zh: '重复出现，构建会停下。' },
  late: {
    en: 'not at the very top, so it is only a comment and changes nothing.',
    zh: '不在文件最开头，只是一条注释，不起作用。',
  },
  mark: { en: 'the mark is \\\\ or `, so the build stops.', zh: '续行符只能是 \\\\ 或 `，构建会停下。' },
  lower: { en: 'directives are written in lower case.', zh: '解析器指令习惯用小写。' },
} as const satisfies Record<string, Text>;

function directiveProblem({ name, value, span }: Directive, isAgain: boolean, text: string): Found | undefined {
  if (isAgain) return { span, problem: problems.again };
  const written = text.slice(span.start, span.end);
  if (name === 'escape' && value !== '\\' && value !== '`') {
    const start = span.start + written.lastIndexOf(value);
    const place = { start, end: start + value.length };
    return { span: place, problem: problems.mark, fix: changeTo(place, '`', false) };
  }
  const start = span.start + written.toLowerCase().indexOf(name);
  const place = { start, end: start + name.length };
  if (text.slice(place.start, place.end) === name) return undefined;
  return { span: place, problem: problems.lower, severity: 'hint', fix: changeTo(place, name) };
}
