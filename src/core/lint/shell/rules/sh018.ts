import { brief, type Problem, type Rule, type Span } from '../../rule';
import { withoutPrefix, type ShellFile, type Word } from '../file';

/** A folder in a variable that may be empty. */
export const sh018: Rule<ShellFile> = {
  code: 'SH018',
  aliases: ['SC2115'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'rm of a variable that may be empty', zh: 'rm 的变量可能为空' },
  message: {
    en: 'Nothing here sets {name}: where it is empty, rm deletes the files of the whole system.',
    zh: '这里没有给 {name} 赋值：它为空时，rm 会删除整个系统的文件。',
  },
  why: {
    en: 'The shell puts nothing in the place of a variable that is not set, and `rm -rf "$DIR/"*` becomes `rm -rf /*`. With `${DIR:?}` the script stops instead and says which variable was empty.',
    zh: '变量没有设置时，shell 会换成空字符串，`rm -rf "$DIR/"*` 就变成 `rm -rf /*`。写成 `${DIR:?}`，变量为空时脚本会停下来，并说明是哪个变量。',
  },
  lesson: 'docker/commands',
  *check({ commands, text }) {
    const known = new Map<string, boolean>();
    for (const { words } of commands) {
      const [program, ...args] = withoutPrefix(words);
      if (program?.text !== 'rm' || !args.some((arg) => /^(?:-\w*[rR]\w*|--recursive)$/.test(arg.text))) continue;
      for (const arg of args) {
        const found = variableIn(arg);
        if (found === undefined) continue;
        const isSafe = known.get(found.name) ?? isSet(text, found.name);
        known.set(found.name, isSafe);
        if (!isSafe) yield problemOf(found);
      }
    }
  },
  examples: {
    bad: [
      { text: 'rm -rf «$BUILD»/*\n', fixed: 'rm -rf ${BUILD:?}/*\n' },
      { text: 'sudo rm -rf "«$CACHE_DIR»/"\n', fixed: 'sudo rm -rf "${CACHE_DIR:?}/"\n' },
    ],
    good: [
      'dir=$(mktemp -d)\nrm -rf "$dir/"*\nrm -rf "$HOME/cache"/*\nrm -rf "${BUILD:?}/"*\nfor one in a b; do rm -rf "$one/"; done\nrm -rf "$OTHER/build"\n',
      'if [ -z "$BUILD" ]; then exit 1; fi\nrm -rf "$BUILD"/*\n',
    ],
  },
};

type Found = { readonly name: string; readonly span: Span };

/** The variable of a word that is a folder's whole content. */
function variableIn({ text, span }: Word): Found | undefined {
  const found = /^"?(\$(?:(\w+)|\{(\w+)\}))"?\/"?\*?"?$/.exec(text);
  const name = found?.[2] ?? found?.[3];
  if (found?.[1] === undefined || name === undefined) return undefined;
  const start = span.start + text.indexOf('$');
  return { name, span: { start, end: start + found[1].length } };
}

function problemOf({ name, span }: Found): Problem {
  const title = { en: 'Stop when it is empty', zh: '为空时停止' };
  return {
    span,
    args: { name: brief(name) },
    fix: { title, edits: [{ span, text: `\${${name}:?}` }], safe: false },
  };
}

/** Is it set, or looked at, anywhere, or one of those that a shell has always? */
function isSet(text: string, name: string): boolean {
  if (/^(?:HOME|PWD|OLDPWD|\d+)$/.test(name)) return true;
  // A script that another one calls may get it there, so any other mention of the variable is enough.
  const other = new RegExp(
    `\\b${name}\\+?=|-[nz] +"?\\$\\{?${name}\\b|\\$\\{${name}:|\\b(?:for|read|select)\\b[^\\n]{0,80}\\b${name}\\b`,
  );
  return other.test(text) || /^[ \t]*(?:\.|source)[ \t]/m.test(text);
}
