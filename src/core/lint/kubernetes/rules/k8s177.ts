import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { scalarAt, textAt } from '../object';
import { mappingsIn } from '../pod';
import { nearest } from '../fixes';

/** Name that this kubeconfig does not define. */
export const k8s177: Rule<KubernetesFile> = {
  code: 'K8S177',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Name that this kubeconfig does not define', zh: 'kubeconfig 中没有定义的名字' },
  message: {
    en: 'There is no {kind} "{name}" in this file: kubectl cannot use the context.',
    zh: '此文件里没有名为“{name}”的 {kind}，kubectl 用不了这个上下文。',
  },
  why: {
    en: 'A context ties a cluster to a user by their names, and `current-context` names a context. kubectl merges several files of `KUBECONFIG`; within one file the names should fit.',
    zh: '上下文按名称把集群和用户连在一起，`current-context` 再指定一个上下文。`KUBECONFIG` 可以合并多个文件，但单个文件里的名字也应该对得上。',
  },
  lesson: 'kubernetes/environment',
  *check(file) {
    for (const root of file.roots) {
      if (textAt(root, 'kind') !== 'Config' || textAt(root, 'apiVersion') !== 'v1' || !root.all.has('clusters'))
        continue;
      const names = (list: string): readonly string[] =>
        mappingsIn(root.get(list)).flatMap((one) => textAt(one, 'name') ?? []);
      const current = scalarOf(root.get('current-context'));
      const contexts = mappingsIn(root.get('contexts'));
      const all = [
        [current, 'context', names('contexts')] as const,
        ...contexts.map((one) => [scalarAt(one, 'context', 'cluster'), 'cluster', names('clusters')] as const),
        ...contexts.map((one) => [scalarAt(one, 'context', 'user'), 'user', names('users')] as const),
      ];
      for (const [name, kind, known] of all) {
        if (name === undefined || name.text === '' || known.length === 0 || known.includes(name.text)) continue;
        yield {
          span: name.part(),
          args: { kind, name: brief(name.text) },
          fix: changeTo(name.part(), nearest(name.text, known)),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: Config\nclusters: [{ name: lab, cluster: { server: "https://127.0.0.1:6443" } }]\nusers: [{ name: admin, user: {} }]\ncontexts: [{ name: admin@lab, context: { cluster: lab, user: «admn» } }]\ncurrent-context: admin@lab\n',
        fixed:
          'apiVersion: v1\nkind: Config\nclusters: [{ name: lab, cluster: { server: "https://127.0.0.1:6443" } }]\nusers: [{ name: admin, user: {} }]\ncontexts: [{ name: admin@lab, context: { cluster: lab, user: admin } }]\ncurrent-context: admin@lab\n',
      },
    ],
    good: [
      'apiVersion: v1\nkind: Config\nclusters: [{ name: lab, cluster: { server: "https://127.0.0.1:6443" } }]\nusers: [{ name: admin, user: {} }]\ncontexts: [{ name: admin@lab, context: { cluster: lab, user: admin } }]\ncurrent-context: ""\n',
    ],
  },
};
