import type { Rule } from '../../rule';
import { marginOf } from '../../yaml/lines';
import type { KubernetesFile } from '../file';
import { secondObjectIn } from '../second-object';

/** Second object in one document. */
export const k8s005: Rule<KubernetesFile> = {
  code: 'K8S005',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Second object in one document', zh: '一个文档里有两个对象' },
  message: {
    en: 'A second object starts here without "---"; it would overwrite keys of the first.',
    zh: '此处开始第二个对象但缺少“---”，会覆盖前一个对象的字段。',
  },
  why: {
    en: 'Several objects in one file are several documents with a line of three dashes between them. Without it both share one table of keys, and kubectl either refuses the file or takes the last of each key.',
    zh: '一个文件里的多个对象是多个文档，中间用一行“---”分隔。没有它，两个对象共用一张键表，kubectl 要么拒绝该文件，要么每个键只取最后一个。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const root of file.roots) {
      const second = secondObjectIn(root);
      if (second === undefined) continue;
      const { start } = second.key.span;
      const margin = marginOf(file.text, second.key.span);
      const edits = [{ span: { start, end: start }, text: `---${file.eol}` }];
      const title = { en: 'Insert ---', zh: '插入 ---' };
      yield {
        span: second.key.span,
        covers: { start, end: root.span.end },
        fix: margin === '' ? { title, edits, safe: true } : undefined,
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n\n«apiVersion»: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
        fixed:
          'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
      },
    ],
    good: [
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
    ],
  },
};
