import type { Rule } from '../../rule';
import { mayBeOption } from '../apt';
import type { DockerFile } from '../file';
import { isMounted } from '../flags';
import { insertAfter } from '../insert';
import { installs } from '../installs';
import { commandsIn, hasOption } from '../run-commands';

/** apk add without --no-cache. */
export const dl3019: Rule<DockerFile> = {
  code: 'DL3019',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'apk add without --no-cache', zh: 'apk add 没有加 --no-cache' },
  message: {
    en: 'Without --no-cache the package index stays in this layer, megabytes that no container needs.',
    zh: '不加 --no-cache，软件包索引会留在这一层，占几兆却没有用。',
  },
  why: {
    en: '`apk add --no-cache` fetches the index, uses it and throws it away. Without it the index stays under `/var/cache/apk`, and an index from an old layer may name packages that the mirror no longer has.',
    zh: '`apk add --no-cache` 会取回索引，用完就丢。不加它，索引会留在 `/var/cache/apk`；旧层里的索引还可能列着镜像源上早已没有的软件包。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    for (const { instruction, options, verb, first, command } of installs(file, ['apk'], ['add'])) {
      const isMountedHere = isMounted(instruction, /^\/(etc|var\/cache)\/apk/);
      const isClean = commandsIn(instruction, file).some((run) =>
        run.options.some(({ value }) => /^\/var\/cache\/(apk|\*)/.test(value)),
      );
      if (
        hasOption(options, '--no-cache') ||
        isMountedHere ||
        isClean ||
        options.some(({ value }) => mayBeOption(value))
      )
        continue;
      const title = { en: 'Add --no-cache', zh: '加上 --no-cache' };
      yield {
        span: { start: first.span.start, end: verb.span.end },
        fix: { title, edits: [insertAfter(verb, command, '--no-cache')], safe: true },
      };
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nRUN «apk add» curl\n', fixed: 'FROM alpine:3.22\nRUN apk add --no-cache curl\n' }],
    good: [
      'FROM alpine:3.22\nRUN apk add --no-cache curl && apk --no-cache add git\n',
      'FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk add curl\nRUN apk add git && rm -rf /var/cache/apk/*\n',
    ],
  },
};
