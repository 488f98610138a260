import { either, field, flag, grants, hosts, pairs, size, table, text, texts, textOrTexts, ulimits } from './shape';

/** How an image is built. */
export const build = table({
  context: field(
    text,
    'The folder, or address, whose files the build may use.',
    '构建可以使用其文件的目录或地址。',
    '.',
  ),
  dockerfile: field(text, 'The Dockerfile, from the context.', 'Dockerfile 的路径，相对构建上下文。', 'Dockerfile'),
  dockerfile_inline: field(text, 'The text of the Dockerfile itself.', '直接写 Dockerfile 的内容。'),
  args: field(pairs, 'Values for ARG.', '传给 ARG 的值。'),
  target: field(text, 'The stage to build.', '要构建的阶段。'),
  additional_contexts: field(
    pairs,
    'More folders, images or services to copy from.',
    '可供复制的其他目录、镜像或服务。',
  ),
  labels: field(pairs, 'Labels of the image.', '镜像的标签。'),
  cache_from: field(texts, 'Where a cache is read from.', '从哪里读取缓存。'),
  cache_to: field(texts, 'Where the cache is written to.', '把缓存写到哪里。'),
  no_cache: field(flag, 'Builds all steps again.', '所有步骤都重新构建。', 'false'),
  no_cache_filter: field(textOrTexts),
  pull: field(flag, 'Asks for newer base images.', '检查基础镜像是否有更新。', 'false'),
  network: field(text, 'The network of RUN: host, none, or its name.', 'RUN 使用的网络：host、none 或网络名。'),
  platforms: field(texts, 'Such as linux/amd64 and linux/arm64.', '如 linux/amd64、linux/arm64。'),
  tags: field(texts, 'More names for the image.', '镜像的其他名字。'),
  secrets: field(grants, 'Secrets for RUN --mount=type=secret.', '供 RUN --mount=type=secret 使用的 secret。'),
  ssh: field(either(text, pairs), 'Keys for RUN --mount=type=ssh.', '供 RUN --mount=type=ssh 使用的密钥。'),
  extra_hosts: field(hosts),
  shm_size: field(size),
  ulimits: field(ulimits),
  privileged: field(flag),
  isolation: field(text),
  entitlements: field(texts),
  provenance: field(flagOrText()),
  sbom: field(flagOrText()),
});

function flagOrText(): typeof text {
  return { kind: 'value', takes: ['text', 'flag'] };
}
