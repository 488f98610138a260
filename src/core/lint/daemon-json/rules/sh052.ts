import type { JsonFile } from '../../json/file';
import { brief, type Problem, type Rule } from '../../rule';
import { entriesOf, partOf, type Entry } from '../read';

/** A registry entry with a scheme. */
export const sh052: Rule<JsonFile> = {
  code: 'SH052',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Insecure registry with a scheme or a path', zh: 'insecure-registries 条目带有协议或路径' },
  message: { en: 'An entry is host:port: dockerd {effect}.', zh: '条目应为 host:port：dockerd {effect}。' },
  why: {
    en: 'An entry of `insecure-registries` is `host:port`, or a network such as `10.1.0.0/16`, because it is compared with the first part of an image name, and that has no scheme. dockerd cuts `http://` off and says so only in its own log; a path behind it keeps dockerd from starting.',
    zh: '`insecure-registries` 的条目是 `host:port`，或者 `10.1.0.0/16` 这样的网段，因为它要和镜像名的第一部分比较，而镜像名里没有协议。dockerd 会去掉 `http://`，但只在自己的日志里说一声；如果后面还有路径，dockerd 就无法启动。',
  },
  lesson: 'docker/registry',
  *check(file) {
    for (const entry of entriesOf(file, 'insecure-registries')) {
      const problem = problemOf(entry);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: '{ "insecure-registries": ["«http://»localhost:5000"] }\n',
        fixed: '{ "insecure-registries": ["localhost:5000"] }\n',
      },
      {
        text: '{ "insecure-registries": ["localhost:5000«/team»"] }\n',
        fixed: '{ "insecure-registries": ["localhost:5000"] }\n',
      },
      {
        text: '{ "insecure-registries": ["«https://»localhost:5000/"] }\n',
        fixed: '{ "insecure-registries": ["localhost:5000"] }\n',
      },
    ],
    good: ['{ "insecure-registries": ["localhost:5000", "127.0.0.0/8", "::1/128"] }\n'],
  },
};

const effects = {
  scheme: { en: 'cuts the scheme off, and says so only in its own log', zh: '会去掉协议，而且只在自己的日志里说明' },
  path: { en: 'refuses one with a path behind it, and will not start', zh: '拒绝后面带路径的条目，无法启动' },
};

function problemOf(entry: Entry): Problem | undefined {
  const scheme = /^https?:\/\//i.exec(entry.value)?.[0] ?? '';
  const rest = entry.value.slice(scheme.length);
  // A network such as 10.1.0.0/16 has a slash by right.
  const host = /^[^/]*\/\d{1,3}$/.test(rest) ? rest : rest.replace(/\/.*$/s, '');
  const path = rest.length - host.length;
  if (scheme === '' && path === 0) return undefined;
  const title = { en: `Write ${brief(host)}`, zh: `写成 ${brief(host)}` };
  return {
    span: scheme === '' ? partOf(entry, host.length, path) : partOf(entry, 0, scheme.length),
    args: { effect: path === 0 ? effects.scheme : effects.path },
    fix: entry.isPlain && host !== '' ? { title, edits: [{ span: entry.span, text: host }], safe: true } : undefined,
    severity: path === 0 ? 'warning' : 'error',
  };
}
