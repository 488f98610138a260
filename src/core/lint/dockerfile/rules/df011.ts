import { changeTo } from '../../change-to';
import { type Fix, type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import type { Word } from '../logical';

/** An image reference that cannot be one. */
export const df011: Rule<DockerFile> = {
  code: 'DF011',
  aliases: ['INVALID_REFERENCE_FORMAT'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Impossible image reference', zh: '不可能的镜像名' },
  message: {
    en: '"{image}" cannot be the name of an image, so there is nothing that could be pulled.',
    zh: '“{image}”不可能是镜像名，没有东西可拉取。',
  },
  why: {
    en: 'A reference is `registry/path/name:tag`: the path in lower case, digits, `.`, `_` and `-`; no blank and no `https://`; one tag after the last colon. Names are compared letter by letter, so Docker does not guess what was meant.',
    zh: '镜像引用的格式是 `仓库地址/路径/名字:标签`：路径只能用小写字母、数字、`.`、`_`、`-`；不能有空格，也不能写 `https://`；最后一个冒号后是标签。名字逐字比较，Docker 不会去猜你的意思。',
  },
  lesson: 'docker/registry',
  *check(file) {
    for (const { image, parent, from } of file.stages) {
      if (image === undefined || parent !== undefined || /[$<>{}%@\s]/.test(image.value.replace(/@sha\d+:/, '')))
        continue;
      const next = from.words[1];
      const split = next !== undefined && /[:/@]$/.test(image.text) && from.words.length !== 3;
      if (split)
        yield {
          span: { start: image.span.start, end: next.span.end },
          args: { image: brief(`${image.text} ${next.text}`, 40) },
          fix: join(file, image, next),
        };
      else if (!isReference(image.value) && !/^[a-z-]+-(image|layout):\/\//.test(image.value))
        yield { span: image.span, args: { image: brief(image.value, 40) }, fix: respell(image) };
    }
  },
  examples: {
    bad: [
      { text: 'FROM «nginx: 1.30»\n', fixed: 'FROM nginx:1.30\n' },
      { text: 'FROM «Nginx:1.30»\n', fixed: 'FROM nginx:1.30\n' },
      { text: 'FROM «https://registry.example.com/team/app:1»\n', fixed: 'FROM registry.example.com/team/app:1\n' },
      { text: 'FROM «nginx:1.30:2»\n' },
    ],
    good: [
      'FROM nginx:1.30-Beta_1 AS One\nFROM one\nFROM Registry.example.com:5000/team/a_b/c--d:1\nFROM scratch\nFROM localhost:5000/a@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1\n',
    ],
  },
};

const part = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;

function isReference(image: string): boolean {
  const [before = '', digest] = image.split('@');
  const colon = before.lastIndexOf(':');
  const hasTag = colon > before.lastIndexOf('/');
  const name = hasTag ? before.slice(0, colon) : before;
  const isTag = !hasTag || /^\w[\w.-]{0,127}$/.test(before.slice(colon + 1));
  return isTag && isName(name) && (digest === undefined || /^\w+:\w+$/.test(digest));
}

/** A path in lower case, perhaps with the host of a registry in front. */
function isName(name: string): boolean {
  const slash = name.indexOf('/');
  const head = name.slice(0, Math.max(slash, 0));
  const hasHost = /[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase();
  const path = hasHost ? name.slice(slash + 1) : name;
  return (!hasHost || /^[\w.-]+(:\d+)?$/.test(head)) && path.split('/').every((one) => part.test(one));
}

function respell({ text, value, span }: Word): Fix | undefined {
  const meant = value.replace(/^https?:\/\//, '');
  const slash = meant.lastIndexOf(':') > meant.lastIndexOf('/') ? meant.lastIndexOf(':') : meant.length;
  const lower = value === meant ? meant.slice(0, slash).toLowerCase() + meant.slice(slash) : meant;
  if (text !== value || !isReference(lower)) return undefined;
  return changeTo(span, lower);
}

function join({ text }: DockerFile, image: Word, next: Word): Fix | undefined {
  const between = { start: image.span.end, end: next.span.start };
  if (!isReference(image.text + next.text) || text.slice(between.start, between.end).trim() !== '') return undefined;
  return { title: { en: 'Remove the blank', zh: '去掉空格' }, edits: [{ span: between, text: '' }], safe: true };
}
