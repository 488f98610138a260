import type { Rule } from '../../rule';
import { nextLine } from '../../yaml/lines';
import type { KubernetesFile } from '../file';
import { pastedIn } from '../pasted';

/** Line of a terminal in the file. */
export const k8s007: Rule<KubernetesFile> = {
  code: 'K8S007',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Line of a terminal in the file', zh: '文件里混入了终端内容' },
  message: {
    en: 'This line is from a terminal, not YAML: kubectl cannot read the file with it.',
    zh: '这一行来自终端，不是 YAML；有它在，kubectl 读不了这个文件。',
  },
  why: {
    en: 'Manifests are often copied together with the prompt, with `cat <<EOF` and its end mark, or with the answer of kubectl. The file may hold nothing but YAML.',
    zh: '复制清单时，常把提示符、`cat <<EOF` 及其结束标记，或 kubectl 的输出也带进来。文件里只能有 YAML。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const span of pastedIn(file)) {
      const stop = nextLine(file.text, span.start);
      const edits = [{ span: { start: span.start, end: stop }, text: '' }];
      yield { span, fix: { title: { en: 'Delete the line', zh: '删除这一行' }, edits, safe: false } };
    }
  },
  examples: {
    bad: [
      {
        text: '«[root@master ~]# cat web.yaml»\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
        fixed: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      },
      {
        text: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n«EOF»\n',
        fixed: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      },
    ],
    good: [
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: script\ndata:\n  run.sh: |\n    cat <<EOF\n    a\n    EOF\n# kubectl apply -f this.yaml\n',
    ],
  },
};
