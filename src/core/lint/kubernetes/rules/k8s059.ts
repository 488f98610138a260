import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { object } from '../examples';
import { isBase64, decoded, encoded } from '../base64';

/** Secret value with a newline at its end. */
export const k8s059: Rule<KubernetesFile> = {
  code: 'K8S059',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Secret value with a newline at its end', zh: 'Secret 的值末尾有换行' },
  message: {
    en: 'This value ends with a newline that echo has added: it is part of the password.',
    zh: '这个值末尾带有 echo 加上的换行，换行也算密码的一部分。',
  },
  why: {
    en: '`echo secret | base64` encodes the newline, too, and a login with such a password fails although it looks right. Use `echo -n` or `printf`, or write plain text under `stringData`.',
    zh: '`echo secret | base64` 会把换行一起编码，这样的密码看起来没错，登录却会失败。请用 `echo -n`、`printf`，或者在 `stringData` 里写明文。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const { map } of file.walk.all('V1Secret')) {
      for (const { value } of mappingAt(map, 'data')?.all.values() ?? []) {
        if (value?.kind !== 'scalar' || value.text.length > 400 || !isBase64(value.text)) continue;
        const text = decoded(value.text);
        if (!/^[\x20-\x7e]+\n$/.test(text)) continue;
        yield {
          span: value.span,
          fix:
            value.style === 'block' ? undefined : { ...changeTo(value.part(), encoded(text.trimEnd()), false), title },
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: object('v1', 'Secret', 'data:\n  password: «aGVsbG8K»'),
        fixed: object('v1', 'Secret', 'data:\n  password: aGVsbG8='),
      },
    ],
    good: [object('v1', 'Secret', 'data:\n  password: aGVsbG8=\n  lines: YQpiCg==')],
  },
};

const title = { en: 'Encode it without the newline', zh: '去掉换行重新编码' };
