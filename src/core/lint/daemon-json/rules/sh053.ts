import type { JsonFile } from '../../json/file';
import type { Fix, Problem, Rule } from '../../rule';
import { entriesOf, hostOf, isLoopback, partOf, type Entry } from '../read';

/** A mirror that dockerd refuses, or that anybody on the way can replace. */
export const sh053: Rule<JsonFile> = {
  code: 'SH053',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Registry mirror without https', zh: '镜像加速地址没有使用 https' },
  message: { en: 'This mirror {what}.', zh: '这个镜像加速地址{what}。' },
  why: {
    en: 'A mirror answers in the place of Docker Hub, for every pull without a registry in its name. Over plain http anybody on the way can answer instead, and hand you other images under the same tags. dockerd also wants the scheme to be written out, and refuses to start over a mirror with a query, a fragment or a password in its address.',
    zh: '镜像加速站替 Docker Hub 回答所有不带仓库地址的拉取请求。走明文 http，网络路径上的任何人都可以冒名顶替，用同样的标签塞给你别的镜像。此外 dockerd 要求把协议写完整；地址里带有查询参数、片段或密码时，它会拒绝启动。',
  },
  lesson: 'docker/install',
  *check(file) {
    for (const entry of entriesOf(file, 'registry-mirrors')) {
      const problem = problemOf(entry);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: '{ "registry-mirrors": ["«mirror.example:8443»"] }\n',
        fixed: '{ "registry-mirrors": ["https://mirror.example:8443"] }\n',
      },
      {
        text: '{ "registry-mirrors": ["«http»://mirror.example"] }\n',
        fixed: '{ "registry-mirrors": ["https://mirror.example"] }\n',
      },
      {
        text: '{ "registry-mirrors": ["https://mirror.example«?id=7»"] }\n',
        fixed: '{ "registry-mirrors": ["https://mirror.example"] }\n',
      },
      { text: '{ "registry-mirrors": ["«ftp»://mirror.example"] }\n' },
      {
        text: '{ "registry-mirrors": ["https://«user:secret@»mirror.example"] }\n',
        fixed: '{ "registry-mirrors": ["https://mirror.example"] }\n',
      },
    ],
    good: [
      '{ "registry-mirrors": ["https://mirror.example", "https://mirror.example/hub/", "http://127.0.0.1:5065"] }\n',
    ],
  },
};

const words = {
  scheme: {
    en: 'lacks its scheme, https://, and so dockerd will not start',
    zh: '没有写协议 https://，dockerd 无法启动',
  },
  other: {
    en: 'has a scheme other than https, and so dockerd will not start',
    zh: '的协议不是 https，dockerd 无法启动',
  },
  query: { en: 'has a query or a fragment, and so dockerd will not start', zh: '带有查询参数或片段，dockerd 无法启动' },
  user: { en: 'has a user in its address, and so dockerd will not start', zh: '带有用户名，dockerd 无法启动' },
  plain: {
    en: 'answers over plain http: anybody on the way can change your images',
    zh: '走明文 http：网络路径上的任何人都能篡改你的镜像',
  },
  add: { en: 'Add https://', zh: '加上 https://' },
  use: { en: 'Use https', zh: '改用 https' },
  remove: { en: 'Remove it', zh: '删除它' },
};

function problemOf(entry: Entry): Problem | undefined {
  const { value } = entry;
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(value) ?? [];
  if (scheme === undefined)
    return wrong(entry, words.scheme, 0, value.length, { title: words.add, text: `https://${value}`, safe: true });
  const rest = value.slice(scheme.length + 3);
  const user = /^[^/?#]*@/.exec(rest)?.[0];
  const query = value.search(/[?#]/);
  if (!/^https?$/i.test(scheme)) return wrong(entry, words.other, 0, scheme.length);
  if (user !== undefined)
    return wrong(entry, words.user, scheme.length + 3, user.length, { title: words.remove, text: '', safe: false });
  if (query !== -1)
    return wrong(entry, words.query, query, value.length - query, { title: words.remove, text: '', safe: true });
  if (scheme.toLowerCase() === 'https' || isLoopback(hostOf(value))) return undefined;
  const fix = { title: words.use, text: 'https', safe: false };
  return { ...wrong(entry, words.plain, 0, scheme.length, fix), severity: 'information' };
}

function wrong(
  entry: Entry,
  what: (typeof words)[keyof typeof words],
  start: number,
  length: number,
  fix?: Pick<Fix, 'title' | 'safe'> & { readonly text: string },
): Problem {
  const span = partOf(entry, start, length);
  if (fix === undefined || !entry.isPlain) return { span, args: { what } };
  return { span, args: { what }, fix: { title: fix.title, edits: [{ span, text: fix.text }], safe: fix.safe } };
}
