import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { object } from '../examples';
import { meaningOf } from '../yaml11';
import { isBase64, encoded } from '../base64';

/** Secret data that is not base64. */
export const k8s058: Rule<KubernetesFile> = {
  code: 'K8S058',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Secret data that is not base64', zh: 'Secret 的 data 不是 base64' },
  message: {
    en: 'data of a Secret is base64, "{value}" is not. Plain text belongs in stringData.',
    zh: 'Secret 的 data 必须是 base64，“{value}”不是。明文请写在 stringData 里。',
  },
  why: {
    en: '`data` holds bytes, and JSON has no bytes, so the API takes base64 only and refuses the rest: "illegal base64 data". `stringData` takes plain text and the server encodes it. Base64 hides nothing.',
    zh: '`data` 存的是字节，而 JSON 没有字节类型，所以 API 只接受 base64，其余一律拒绝：“illegal base64 data”。`stringData` 接受明文，由服务器编码。base64 并不能保密。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    const tables = [
      ...file.walk.all('V1Secret').map(({ map }) => mappingAt(map, 'data')),
      ...file.walk.all('V1ConfigMap').map(({ map }) => mappingAt(map, 'binaryData')),
    ];
    for (const { value } of tables.flatMap((table) => [...(table?.all.values() ?? [])])) {
      // What is between these signs is put in by somebody before the API sees it.
      if (value?.kind !== 'scalar' || meaningOf(value) !== 'text' || isBase64(value.text) || /[<>${}]/.test(value.text))
        continue;
      const isBlock = value.style === 'block';
      const fix = isBlock ? undefined : { ...changeTo(value.span, encoded(value.text), false), title: encode };
      yield { span: isBlock ? value.span : value.part(), args: { value: brief(value.text, 16) }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: object('v1', 'Secret', 'data:\n  password: «hello!»'),
        fixed: object('v1', 'Secret', 'data:\n  password: aGVsbG8h'),
      },
      {
        text: object('v1', 'Secret', 'data:\n  password: «cGFzcw=»'),
        fixed: object('v1', 'Secret', 'data:\n  password: Y0dGemN3PQ=='),
      },
    ],
    good: [
      object(
        'v1',
        'Secret',
        'data:\n  user: YWRtaW4=\n  empty: ""\n  other: "${PASSWORD}"\nstringData: { password: hello }',
      ),
    ],
  },
};

const encode = { en: 'Encode it as base64', zh: '编码为 base64' };
