import type { JsonFile } from '../../json/file';
import type { Rule } from '../../rule';
import { isForeign } from '../read';

/** A daemon.json that is not JSON. */
export const sh050: Rule<JsonFile> = {
  code: 'SH050',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'daemon.json is not JSON', zh: 'daemon.json 不是合法的 JSON' },
  message: {
    en: '{what}. This is not JSON, so dockerd will not start.',
    zh: '{what}。这不是合法的 JSON，dockerd 无法启动。',
  },
  why: {
    en: "dockerd reads `daemon.json` as strict JSON: names and text in double quotes, a comma between two members and none after the last, no comments. At the first slip it gives up with a message such as `invalid character '}' looking for beginning of object key string`, and no container runs. Try a change with `dockerd --validate --config-file <file>` before you restart.",
    zh: "dockerd 按严格的 JSON 读取 `daemon.json`：名字和文本用双引号，两项之间有逗号，最后一项之后没有，也不能写注释。遇到第一个错误它就放弃，报出 `invalid character '}' looking for beginning of object key string` 之类的信息，所有容器都跑不起来。重启之前，先用 `dockerd --validate --config-file <file>` 试一试。",
  },
  lesson: 'docker/install',
  *check(file) {
    if (isForeign(file)) return;
    for (const { span, what, fix } of file.slips) yield { span, args: { what }, fix };
  },
  examples: {
    bad: [
      { text: '{\n  "debug": true«,»\n}\n', fixed: '{\n  "debug": true\n}\n' },
      { text: '{\n  "debug": true «// for now»\n}\n', fixed: '{\n  "debug": true\n}\n' },
      { text: '{ «\'log-driver\'»: "local" }\n', fixed: '{ "log-driver": "local" }\n' },
      { text: '{\n  "debug": true\n  «"mtu"»: 1450\n}\n', fixed: '{\n  "debug": true,\n  "mtu": 1450\n}\n' },
      { text: '{ "log-driver": «json-file» }\n', fixed: '{ "log-driver": "json-file" }\n' },
      { text: '{ "debug": «True» }\n', fixed: '{ "debug": true }\n' },
      { text: '{ "debug": true«，» "mtu": 1450 }\n', fixed: '{ "debug": true, "mtu": 1450 }\n' },
      { text: '{ "dns": «[»"10.0.0.2" }\n' },
      { text: '«debug»: true\n' },
    ],
    good: [
      '',
      '{}\n',
      '{ "labels": ["note=it\'s // no comment, # neither"], "dns": ["10.0.0.2"] }\n',
      '{ "data-root": "d:\\\\docker", "mtu": 1450, "debug": false }',
    ],
  },
};
