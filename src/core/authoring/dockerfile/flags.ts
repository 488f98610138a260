import { means, plain, type ValueFact } from '../slot';
import type { Text } from '../../text';

/** What there is to say about a flag, and values that it takes. */
export type FlagFact = { readonly about: Text; readonly values?: readonly ValueFact[] };

const flags = plain('true', 'false');
const chown = {
  about: { en: 'Who owns the files: user:group, by name or number.', zh: '文件的属主：用户:组，可用名字或编号。' },
};
const chmod = { about: { en: 'The permissions of the files, such as 755 or u+x.', zh: '文件的权限，如 755 或 u+x。' } };
const link = {
  about: {
    en: 'A layer of its own that does not depend on those below: it is kept when the base image changes.',
    zh: '作为独立的一层，不依赖下面的层；基础镜像变化时仍可复用缓存。',
  },
  values: flags,
};
const exclude = {
  about: { en: 'Leaves out what fits this pattern; may be repeated.', zh: '排除匹配的文件，可重复使用。' },
};
const time = (en: string, zh: string): FlagFact => ({ about: { en, zh } });

/** The flags by instruction, from https://docs.docker.com/reference/dockerfile/ and the release notes (November 2026). */
export const flagFacts: Readonly<Record<string, Readonly<Record<string, FlagFact>>>> = {
  FROM: {
    platform: {
      about: { en: 'For which platform the image is taken.', zh: '使用哪个平台的镜像。' },
      values: [
        means(
          '$BUILDPLATFORM',
          'That of the machine which builds: for compilers that can cross-compile.',
          '构建机器的平台，适合交叉编译。',
        ),
        means('$TARGETPLATFORM', 'That of the result: the default.', '目标平台，这是默认值。'),
        ...plain('linux/amd64', 'linux/arm64'),
      ],
    },
  },
  COPY: {
    from: {
      about: {
        en: 'Copies from this stage, or from this image, in place of the context.',
        zh: '从指定的阶段或镜像复制，而不是从构建上下文。',
      },
    },
    chown,
    chmod,
    link,
    parents: { about: { en: 'Keeps the folders of the source path.', zh: '保留源路径的目录结构。' }, values: flags },
    exclude,
  },
  ADD: {
    chown,
    chmod,
    link,
    exclude,
    checksum: {
      about: {
        en: 'What is fetched must have this digest, sha256:…, or for a Git repository this commit.',
        zh: '下载内容必须符合的校验和 sha256:…；Git 仓库则写提交号。',
      },
    },
    'keep-git-dir': {
      about: { en: 'Keeps .git when a Git repository is added.', zh: '添加 Git 仓库时保留 .git 目录。' },
      values: flags,
    },
    unpack: { about: { en: 'Whether archives are unpacked.', zh: '是否解压压缩包。' }, values: flags },
  },
  RUN: {
    mount: {
      about: {
        en: 'Something that is there for this command only, and stays out of the image.',
        zh: '只在这条命令期间挂载的内容，不会进入镜像。',
      },
      values: [
        means(
          'type=cache,target=',
          'A folder that is kept from build to build: downloads of a package manager.',
          '跨构建保留的目录，如包管理器的下载缓存。',
        ),
        means(
          'type=bind,target=',
          'Files of the context or of a stage, without a copy.',
          '直接挂载上下文或某阶段的文件，不复制。',
        ),
        means(
          'type=secret,id=',
          'A secret as a file; it leaves no trace in the image.',
          '以文件形式提供机密，不会留在镜像里。',
        ),
        means('type=ssh', 'The SSH agent of who builds.', '使用构建者的 SSH agent。'),
        means('type=tmpfs,target=', 'A folder in memory.', '内存中的临时目录。'),
      ],
    },
    network: {
      about: { en: 'The network of this command.', zh: '这条命令使用的网络。' },
      values: [
        means('default', "The build's network: the default.", '构建的默认网络，这是默认值。'),
        means('none', 'No network.', '没有网络。'),
        means('host', "The host's network; the builder must allow it.", '主机网络，需要构建器允许。'),
      ],
    },
    security: {
      about: {
        en: 'insecure gives the command all rights; the builder must allow it.',
        zh: 'insecure 会给予全部权限，需要构建器允许。',
      },
      values: plain('sandbox', 'insecure'),
    },
    device: { about: { en: 'A device by its name in CDI.', zh: '按 CDI 名称提供设备。' } },
  },
  HEALTHCHECK: {
    interval: time('Time between two checks; 30s when left out.', '两次检查的间隔，默认 30s。'),
    timeout: time('How long one check may take; 30s when left out.', '单次检查的时限，默认 30s。'),
    'start-period': time(
      'Failures in this time after the start do not count; 0s when left out.',
      '启动后这段时间内的失败不计，默认 0s。',
    ),
    'start-interval': time(
      'Time between two checks in the start period; 5s when left out.',
      '启动期内的检查间隔，默认 5s。',
    ),
    retries: time(
      'So many failures in a row make it unhealthy; 3 when left out.',
      '连续失败多少次算不健康，默认 3 次。',
    ),
  },
};
