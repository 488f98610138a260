import type { Edit, Fix, Rule } from '../../rule';
import { aptCommands, needsNoAnswer, type AptCommand } from '../apt';
import type { DockerFile } from '../file';

/** apt instead of apt-get. */
export const dl3027: Rule<DockerFile> = {
  code: 'DL3027',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'apt in a RUN', zh: '在 RUN 里使用 apt' },
  message: {
    en: 'apt is made for people: its options and output may change, and it warns of that. In a build use apt-get.',
    zh: 'apt 是给人用的：选项和输出随时可能变化，它自己也会警告。构建时请用 apt-get。',
  },
  why: {
    en: 'apt shows progress bars and colours, and promises nothing about its command line: "apt does not have a stable CLI interface" is what it prints when no person looks on. apt-get does the same work and stays as it is.',
    zh: 'apt 会显示进度条和颜色，对命令行格式不作任何保证：没有人看着的时候，它会打印 “apt does not have a stable CLI interface”。apt-get 做的是同样的事，而且用法不变。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      for (const apt of aptCommands(instruction, file)) {
        if (apt.name === 'apt') yield { span: apt.program.span, fix: toAptGet(apt) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM team/base:1\nRUN apt-get update && «apt» install -y curl && rm -rf /var/lib/apt/lists/*\n',
        fixed: 'FROM team/base:1\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        text: 'FROM team/base:1\nRUN [«"apt"», "install", "curl"]\n',
        fixed: 'FROM team/base:1\nRUN ["apt-get", "install", "-y", "curl"]\n',
      },
      {
        text: 'FROM team/base:1\nRUN DEBIAN_FRONTEND=noninteractive «/usr/bin/apt» full-upgrade -y\n',
        fixed: 'FROM team/base:1\nRUN DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get dist-upgrade -y\n',
      },
    ],
    good: [
      'FROM team/base:1\nRUN apt-get install -y --no-install-recommends apt curl && apt list --installed && apt-mark hold curl\n',
      'FROM team/base:1\n# apt install curl\nRUN echo "apt install curl" > /motd\n',
    ],
  },
};

/** The same with apt-get, which calls one verb otherwise, and with the answer that nobody could give. */
function toAptGet(apt: AptCommand): Fix {
  const { command, program, verb } = apt;
  const at = program.span.end - (command.form === 'json' ? 1 : 0);
  const edits: Edit[] = [{ span: { start: at, end: at }, text: '-get' }];
  if (verb.value === 'full-upgrade') {
    const text = command.form === 'json' ? '"dist-upgrade"' : 'dist-upgrade';
    edits.push({ span: verb.span, text });
  }
  if (verb.value === 'install' && !needsNoAnswer(apt)) {
    const place = { start: verb.span.end, end: verb.span.end };
    edits.push({ span: place, text: command.form === 'json' ? ', "-y"' : ' -y' });
  }
  return { title: { en: 'Use apt-get', zh: '改用 apt-get' }, edits, safe: true };
}
