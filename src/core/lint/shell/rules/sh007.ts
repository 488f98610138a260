import { brief, type Rule } from '../../rule';
import type { ShellFile } from '../file';

/** A placeholder that was never filled in. */
export const sh007: Rule<ShellFile> = {
  code: 'SH007',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Placeholder in angle brackets', zh: '尖括号占位符没有替换' },
  message: {
    en: '{what} is a placeholder: the shell takes < and > for files to read and to write.',
    zh: '{what} 是占位符：shell 会把 < 和 > 当作读写文件。',
  },
  why: {
    en: 'In a manual `<name>` means "put your own name here", brackets and all. For the shell `<` reads a file and `>` writes one: the command fails over a file that does not exist, or leaves an odd file behind. Write the name itself.',
    zh: '手册里的 `<name>` 表示“在这里换成自己的名字”，尖括号也要去掉。对 shell 来说，`<` 是读文件，`>` 是写文件：命令会因找不到文件而失败，或者留下一个奇怪的文件。请直接写名字。',
  },
  lesson: 'docker/commands',
  *check({ text, commands }) {
    for (const { redirects } of commands) {
      let stop = 0;
      for (const { operator, span } of redirects) {
        if (operator !== '<' || span.start < stop) continue;
        const found = placeholder.exec(text.slice(span.start, span.start + 80))?.[0];
        if (found === undefined) continue;
        stop = span.start + found.length;
        if (telling.test(found) || isOdd(text, span.start, found))
          yield { span: { start: span.start, end: stop }, args: { what: brief(found, 40) } };
      }
    }
  },
  examples: {
    bad: [
      { text: 'docker push «<your_image_name>»\n' },
      { text: 'docker exec -it «<container name or id>» sh\n' },
      { text: 'ssh user@«<server-ip>»\n' },
    ],
    good: [
      'sort <input >output\nsort <in>out\ncat < file\ndiff <(a) <(b)\ncat <<EOF\n<your_name>\nEOF\necho "<your_name>"\n',
    ],
  },
};

const placeholder = /^<[A-Za-z][\w.-]*(?: [\w.-]+){0,5}>/;
const telling =
  /[<_ -](?:your|my|name|id|ip|image|container|pod|password|version|tag|host|hostname|user|username|token|namespace|path|address|node|port)[>_ -]/i;

/** A name that is no file's, in a place where nobody would redirect anything. */
function isOdd(text: string, start: number, found: string): boolean {
  const end = start + found.length;
  const isGlued = /^(?:$|\r?\n|[:/@])/.test(text.slice(end, end + 2)) || (text[start - 1] ?? ' ') > ' ';
  return isGlued && !/[./]/.test(found) && /[_-]|[A-Z]{2}/.test(found);
}
