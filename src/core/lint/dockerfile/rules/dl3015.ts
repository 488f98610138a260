import type { Rule } from '../../rule';
import { aptCommands, mayBeOption, spanOfApt } from '../apt';
import type { DockerFile } from '../file';

/** apt-get install with recommended packages. */
export const dl3015: Rule<DockerFile> = {
  code: 'DL3015',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Recommended packages are installed too', zh: '把推荐的软件包也装进来了' },
  message: {
    en: 'Without --no-install-recommends the image also gets every package that these ones merely recommend.',
    zh: '不加 --no-install-recommends，只是“推荐”的软件包也会装进镜像。',
  },
  why: {
    en: 'On a desktop, recommended packages are a comfort. In an image they are weight, and each is one more thing to keep free of known holes. Name what you need, and leave the rest out.',
    zh: '在桌面系统上，推荐的软件包是方便；在镜像里，它们只是体积，而且每一个都要跟着修补漏洞。需要什么就写什么，其余的不要。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    // The configuration of apt may say so once for all.
    if (/install-recommends/i.test(file.text.replace(/--(no-)?install-recommends/g, ''))) return;
    for (const instruction of file.instructions) {
      for (const apt of aptCommands(instruction, file)) {
        const { command, options, verb } = apt;
        if (verb.value !== 'install') continue;
        if (options.some(({ value }) => value === '--no-install-recommends' || mayBeOption(value))) continue;
        const place = { start: verb.span.end, end: verb.span.end };
        const text = command.form === 'json' ? ', "--no-install-recommends"' : ' --no-install-recommends';
        yield {
          span: spanOfApt(apt),
          fix: {
            title: { en: 'Add --no-install-recommends', zh: '加上 --no-install-recommends' },
            edits: [{ span: place, text }],
            safe: true,
          },
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM team/base:1\nRUN «apt-get install» -y curl\n',
        fixed: 'FROM team/base:1\nRUN apt-get install --no-install-recommends -y curl\n',
      },
      {
        text: 'FROM team/base:1\nRUN [«"apt-get", "-y", "install"», "curl"]\n',
        fixed: 'FROM team/base:1\nRUN ["apt-get", "-y", "install", "--no-install-recommends", "curl"]\n',
      },
    ],
    good: [
      'FROM team/base:1\nRUN apt-get install -y --no-install-recommends curl && apt-get -y $OPTIONS install git\n',
      'FROM team/base:1\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/few && apt-get install -y curl\n',
    ],
  },
};
