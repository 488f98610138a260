import type { Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';

const archive = /\.(tar|gz|bz2|xz|zst|lz|lzma|Z|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|tzst)$/;

/** ADD for plain files of the build context. */
export const dl3020: Rule<DockerFile> = {
  code: 'DL3020',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'ADD for plain files', zh: '用 ADD 复制普通文件' },
  message: {
    en: 'ADD is for archives and URLs: it would unpack or download. For plain files COPY says what happens.',
    zh: 'ADD 用于归档和 URL，会自动解包或下载；复制普通文件请用 COPY，意图更清楚。',
  },
  why: {
    en: 'ADD unpacks a local archive and downloads a URL, depending on what the source happens to be. With COPY the reader, and the next author who renames a file, can rely on a plain copy.',
    zh: 'ADD 会根据来源决定行为：本地归档会被解包，URL 会被下载。用 COPY，读者和以后改文件名的人都能确信只是普通复制。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'ADD' || !isPlainCopy(instruction)) continue;
      const span = instruction.keywordSpan;
      const text = file.text.slice(span.start, span.end) === 'add' ? 'copy' : 'COPY';
      yield { span, fix: { title: { en: `Use ${text}`, zh: `改用 ${text}` }, edits: [{ span, text }], safe: true } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM httpd:2.4\n«ADD» index.html /x/\n', fixed: 'FROM httpd:2.4\nCOPY index.html /x/\n' },
      {
        text: 'from httpd:2.4\n«add» --chown=www-data ["a b.zip", "/x/"]\n',
        fixed: 'from httpd:2.4\ncopy --chown=www-data ["a b.zip", "/x/"]\n',
      },
      { text: 'FROM httpd:2.4\nONBUILD «ADD» . /x/\n', fixed: 'FROM httpd:2.4\nONBUILD COPY . /x/\n' },
    ],
    good: [
      'FROM scratch\nADD rootfs.tar.xz /\nADD "site.tgz" /x/\nADD layers*.tar* app-* /x/\n',
      'FROM alpine:3.22\nADD --checksum=sha256:0123 https://example.com/a /a\nADD git@example.com:a/b.git /src\nADD $SOURCE /x/\n',
      'FROM alpine:3.22\nADD --unpack=false a.zip /x/\nADD <<EOF /etc/motd\nhello\nEOF\n',
    ],
  },
};

/** Are all sources plain files, certainly? A pattern may also match archives, a variable may be anything. */
function isPlainCopy({ flags, json, words }: Instruction): boolean {
  if (flags.some(({ text }) => /^--(checksum|keep-git-dir|unpack)\b/.test(text))) return false;
  const sources = (json ?? words).slice(0, -1);
  return sources.length > 0 && sources.every(({ value }) => isPlain(value));
}

function isPlain(source: string): boolean {
  const isRemote = /:\/\/|^git@|^github\.com\//.test(source);
  const mayMatchArchive = /[*?\]][^./]*$/.test(source) || /\.tar[*?[]/.test(source);
  return !isRemote && !mayMatchArchive && !archive.test(source) && !/^<<|^\$|\$\{?\w+\}?$/.test(source);
}
