import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';

/** Deprecated field of a kustomization. */
export const k8s181: Rule<KubernetesFile> = {
  code: 'K8S181',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Deprecated field of a kustomization', zh: 'kustomization 的弃用字段' },
  message: { en: '"{old}" is deprecated: use {now}.', zh: '“{old}”已弃用，请改用 {now}。' },
  why: {
    en: 'kustomize reads the old fields with a warning, and `kustomize edit fix` rewrites most of them.',
    zh: 'kustomize 会警告但仍能读取旧字段；`kustomize edit fix` 可以改写大部分。',
  },
  lesson: 'kubernetes-operations/helm',
  *check(file) {
    for (const root of file.roots) {
      if (
        !(textAt(root, 'apiVersion') ?? '').startsWith('kustomize.config.k8s.io/') &&
        !/kustomization\.ya?ml$/.test(file.path ?? '')
      )
        continue;
      for (const { key } of root.own) {
        const now = renamed[key.text];
        if (now === undefined) continue;
        const fix =
          key.text === 'bases' && !root.all.has('resources') ? changeTo(key.part(), 'resources', false) : undefined;
        yield { span: key.span, args: { old: key.text, now }, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n«bases»:\n  - ../base\n',
        fixed: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../base\n',
      },
      { text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n«commonLabels»: { app: web }\n' },
    ],
    good: [
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\nlabels: [{ pairs: { app: web } }]\n',
    ],
  },
};

const renamed: Readonly<Record<string, string>> = {
  bases: 'resources',
  patchesStrategicMerge: 'patches',
  patchesJson6902: 'patches',
  commonLabels: 'labels',
  vars: 'replacements',
};
