import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { flagOf } from '../flags';
import { programsOf } from '../targets';

/** A script without the right to be run. */
export const df034: Rule<DockerFile> = {
  code: 'DF034',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Script that may not be run', zh: '脚本没有执行权限' },
  message: {
    en: '"{path}" may not be run as a program, and nothing here changes that: "permission denied".',
    zh: '“{path}”没有执行权限，这里也没有加上，启动时会“permission denied”。',
  },
  why: {
    en: 'COPY keeps the rights of a file. A script that is started by its own name needs the right to be run: `chmod +x` before it is copied, `COPY --chmod=755`, or start it by its interpreter: `["sh", "/start.sh"]`.',
    zh: 'COPY 会保留文件的权限。按自己名字启动的脚本必须有执行权限：复制前 `chmod +x`，或 `COPY --chmod=755`，或者由解释器启动：`["sh", "/start.sh"]`。',
  },
  lesson: 'docker/dockerfile',
  *check(file, nearby) {
    for (const { source, path, copy } of programsOf(file)) {
      const thing = nearby.at(path);
      const { instruction } = copy;
      if (thing?.kind !== 'file' || thing.isExecutable !== false || flagOf(instruction, 'chmod') !== undefined)
        continue;
      if (/\bchmod\b|\binstall -/.test(file.text)) continue;
      const place = { start: instruction.keywordSpan.end, end: instruction.keywordSpan.end };
      const title = { en: 'Add --chmod=755', zh: '加上 --chmod=755' };
      yield {
        span: source.span,
        args: { path: brief(path, 32) },
        fix: { title, edits: [{ span: place, text: ' --chmod=755' }], safe: false },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nCOPY «start.sh» /start.sh\nENTRYPOINT ["/start.sh"]\n',
        fixed: 'FROM alpine:3.22\nCOPY --chmod=755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
        beside: { 'start.sh': '#!/bin/sh\n' },
      },
    ],
    good: [
      {
        text: 'FROM alpine:3.22\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
        beside: { 'start.sh': { program: '#!/bin/sh\n' } },
      },
      {
        text: 'FROM alpine:3.22\nCOPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n',
        beside: { 'start.sh': '#!/bin/sh\n' },
      },
      {
        text: 'FROM alpine:3.22\nWORKDIR /app\nCOPY start.sh .\nRUN chmod +x start.sh\nCMD ["./start.sh"]\n',
        beside: { 'start.sh': '#!/bin/sh\n' },
      },
    ],
  },
};
