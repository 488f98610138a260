import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { nearest, meantOr } from '../fixes';
import { folderOf, kustomizationsIn, namedBy } from '../kustomize';

/** kustomization names what is not there. */
export const k8s180: Rule<KubernetesFile> = {
  code: 'K8S180',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'kustomization names what is not there', zh: 'kustomization 引用的文件不存在' },
  message: {
    en: 'There is no {path} beside this file: kustomize stops. {then}',
    zh: '此文件旁边没有 {path}，kustomize 会报错。{then}',
  },
  why: {
    en: 'A kustomization lists files and folders relative to itself, and each must be there when it is built.',
    zh: 'kustomization 用相对于自身的路径列出文件和文件夹，构建时每一个都必须存在。',
  },
  lesson: 'kubernetes-operations/helm',
  *check(file, nearby) {
    for (const root of kustomizationsIn(file)) {
      for (const name of namedBy(root)) {
        if (nearby.at(name.text)?.kind !== 'nothing') continue;
        const folder = nearby.at(folderOf(name.text));
        const base = name.text.slice(name.text.lastIndexOf('/') + 1);
        const meant = folder?.kind === 'folder' ? nearest(base, folder.names) : undefined;
        const start = name.text.length - base.length;
        yield {
          span: name.part(),
          args: { path: brief(name.text, 32), then: meant === undefined ? nothing : meantOr(meant, nothing) },
          fix: changeTo(name.part(start), meant),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - «deploymnt.yaml»\n',
        fixed: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - deployment.yaml\n',
        beside: { 'deployment.yaml': '' },
      },
    ],
    good: [
      {
        text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - deployment.yaml\n  - ../base\n  - https://github.com/example/app//deploy?ref=v1\n',
        beside: { 'deployment.yaml': '', '../base/kustomization.yaml': '' },
      },
    ],
  },
};

const nothing = { en: '', zh: '' };
