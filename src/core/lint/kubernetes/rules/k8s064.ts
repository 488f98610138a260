import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { mappingsIn } from '../pod';
import { inContainer } from '../examples';

/** Variable used before it is set. */
export const k8s064: Rule<KubernetesFile> = {
  code: 'K8S064',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Variable used before it is set', zh: '变量在定义之前被引用' },
  message: {
    en: '$({name}) is set below: here it stays as it is, letters and all.',
    zh: '$({name}) 在后面才定义，这里会原样保留。',
  },
  why: {
    en: 'The kubelet replaces `$(NAME)` by variables that stand above in the list. One that comes later, or never, stays literal text, and nothing warns.',
    zh: 'kubelet 只用列表中前面的变量替换 `$(NAME)`。后面才出现或根本不存在的，会原样保留，而且没有任何警告。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const variables = mappingsIn(map.get('env'));
        const places = new Map(variables.map((one, index) => [textAt(one, 'name') ?? '', index]));
        for (const [index, variable] of variables.entries()) {
          const value = scalarOf(variable.get('value'));
          for (const found of value?.text.matchAll(/(?<!\$)\$\((\w+)\)/g) ?? []) {
            const place = places.get(found[1] ?? '') ?? -1;
            if (value !== undefined && place > index)
              yield {
                span: value.part(found.index, found.index + found[0].length),
                args: { name: brief(found[1] ?? '') },
              };
          }
        }
      }
    }
  },
  examples: {
    bad: [
      { text: inContainer('env:\n  - { name: URL, value: "http://«$(HOST)»:80" }\n  - { name: HOST, value: db }') },
    ],
    good: [
      inContainer(
        'env:\n  - { name: HOST, value: db }\n  - { name: URL, value: "http://$(HOST):80/$$(HOST)/$(WEB_SERVICE_HOST)" }',
      ),
    ],
  },
};
