import { brief, type Rule } from '../../rule';
import { runsOf } from '../docker-run';
import type { ShellFile, Word } from '../file';

/** An option of docker behind the image, where it is one of the program's. */
export const sh009: Rule<ShellFile> = {
  code: 'SH009',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Option behind the image', zh: '选项写在镜像之后' },
  message: {
    en: 'Behind the image stands the command of the container: it gets {option}, and docker does not.',
    zh: '镜像后面是容器要执行的命令：{option} 会传给它，docker 看不到。',
  },
  why: {
    en: 'The order is `docker run [options] image [command]`. An option behind the image is handed to the program in the container: no port is published, nothing is mounted, and the program may stop over a word that it does not know.',
    zh: '顺序是 `docker run [选项] 镜像 [命令]`。写在镜像后面的选项会传给容器里的程序：端口没有发布，目录没有挂载，程序还可能因不认识该参数而退出。',
  },
  lesson: 'docker/commands',
  *check(file) {
    for (const { behind } of runsOf(file)) {
      const [first, next] = behind;
      if (first !== undefined && isOption(first, next)) yield { span: first.span, args: { option: brief(first.text) } };
    }
  },
  examples: {
    bad: [
      { text: 'docker run nginx:1.30 «-p» 8080:80\n' },
      { text: 'docker run --name web ubuntu:24.04 «-it» bash\n' },
      { text: 'docker run -d nginx:1.30 «--publish=8080:80»\n' },
    ],
    good: [
      'docker run -p 8080:80 nginx:1.30\ndocker run redis:8 -p 6380\ndocker run quay.io/coreos/etcd:v3.5.0 --name one\ndocker run a sh -c "b" -p 1:2\ndocker run $OPTIONS nginx -p 80:80\ndocker run -e A=b --rm postgres:18 -c fsync=off\n',
    ],
  },
};

/** Only those that mean nothing to any other program. */
function isOption({ text }: Word, next: Word | undefined): boolean {
  const ports = /^(?:[\d.]+:)?\d+:\d+(?:\/(?:tcp|udp))?$/;
  if (/^-(?:it|ti|itd|dit|tid)$/.test(text)) return true;
  if (/^(?:-p|--publish)$/.test(text)) return ports.test(next?.text ?? '');
  if (/^(?:-v|--volume)$/.test(text)) return /^\/[\w./-]*:\/[\w./-]+(?::\w+)?$/.test(next?.text ?? '');
  return text.startsWith('--publish=') && ports.test(text.slice('--publish='.length));
}
