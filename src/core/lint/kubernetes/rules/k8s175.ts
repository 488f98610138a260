import type { Fix, Rule, Edit } from '../../rule';
import type { Entry } from '../../yaml/tree';
import { marginOf } from '../../yaml/lines';
import type { KubernetesFile } from '../file';
import { mappingAt, textAt, entryOf } from '../object';

/** Field of an older kubeadm. */
export const k8s175: Rule<KubernetesFile> = {
  code: 'K8S175',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Field of an older kubeadm', zh: '旧版 kubeadm 的字段' },
  message: { en: '{what}: kubeadm refuses the file.', zh: '{what}，kubeadm 会拒绝该文件。' },
  why: {
    en: 'Since `kubeadm.k8s.io/v1beta4` extra arguments are a list of names and values, so that one may be given twice; some fields are gone. `kubeadm config migrate` rewrites an old file.',
    zh: '从 `kubeadm.k8s.io/v1beta4` 起，extraArgs 是 name/value 列表，同名参数可以写多次；有些字段已取消。`kubeadm config migrate` 可以改写旧文件。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check(file) {
    for (const root of file.roots) {
      if (textAt(root, 'apiVersion') !== 'kubeadm.k8s.io/v1beta4') continue;
      for (const part of parts) {
        const entry = entryOf(
          mappingAt(root, ...part),
          part[0] === 'nodeRegistration' ? 'kubeletExtraArgs' : 'extraArgs',
        );
        if (entry?.value?.kind === 'mapping')
          yield { span: entry.key.span, args: { what: list }, fix: listOf(file, entry) };
      }
      const timeout = entryOf(mappingAt(root, 'apiServer'), 'timeoutForControlPlane');
      const type = entryOf(mappingAt(root, 'dns'), 'type');
      for (const old of [timeout, type]) if (old !== undefined) yield { span: old.key.span, args: { what: gone } };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  «extraArgs»:\n    audit-log-maxage: "30"\n',
        fixed:
          'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - name: audit-log-maxage\n      value: "30"\n',
      },
      { text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ndns:\n  «type»: CoreDNS\n' },
    ],
    good: [
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - { name: audit-log-maxage, value: "30" }\n',
    ],
  },
};

const parts: readonly (readonly string[])[] = [
  ['apiServer'],
  ['controllerManager'],
  ['scheduler'],
  ['etcd', 'local'],
  ['nodeRegistration'],
];
const list = { en: 'In v1beta4 this is a list of name and value', zh: '在 v1beta4 中，这里是 name/value 列表' };
const gone = { en: 'v1beta4 has no such field', zh: 'v1beta4 没有这个字段' };

function listOf(file: KubernetesFile, { value }: Entry): Fix | undefined {
  if (value?.kind !== 'mapping' || value.isFlow) return undefined;
  const edits = value.own.flatMap(({ key, value: one }): Edit[] => {
    const margin = marginOf(file.text, key.span);
    if (one?.kind !== 'scalar' || margin === undefined || one.style === 'block') return [];
    const word = file.text.slice(one.span.start, one.span.end);
    const text = one.style === 'plain' ? JSON.stringify(word) : word;
    return [
      {
        span: { start: key.span.start, end: one.span.end },
        text: `- name: ${key.text}${file.eol}${margin}  value: ${text}`,
      },
    ];
  });
  return edits.length === value.own.length
    ? { title: { en: 'Make it a list', zh: '改成列表' }, edits, safe: false }
    : undefined;
}
