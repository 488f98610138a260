import { brief, type Problem, type Rule } from '../../rule';
import type { Mismatch } from '../schema/walk';
import type { ComposeFile } from '../file';
import { structureOf } from '../structure';

/** Time without a unit. */
export const dc044: Rule<ComposeFile> = {
  code: 'DC044',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Time without a unit', zh: '时间缺少单位' },
  message: {
    en: '"{key}" takes a time with a unit, such as 30s or 1m30s, and not {text}: Compose refuses this.',
    zh: '“{key}”要写带单位的时间，如 30s、1m30s，而不是 {text}：Compose 会拒绝。',
  },
  why: {
    en: 'A time is a number with its unit, or several of them in a row: `500ms`, `30s`, `1m30s`, `2h`. There is no unit that is meant when none is written, and none for days.',
    zh: '时间由数字加单位组成，可以连写：`500ms`、`30s`、`1m30s`、`2h`。不写单位不会有默认值，也没有“天”这个单位。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const mismatch of structureOf(file).mismatches) {
      const found = problem(mismatch);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: ./check\n      interval: «5»\n',
        fixed: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: ./check\n      interval: 5s\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    stop_grace_period: "«30»"\n',
        fixed: 'services:\n  web:\n    build: .\n    stop_grace_period: "30s"\n',
      },
      { text: 'services:\n  web:\n    build: .\n    stop_grace_period: «1 minute»\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\n    stop_grace_period: 1m30s\n    healthcheck:\n      test: ./check\n      interval: 1.5s\n      timeout: 500ms\n      start_period: ${START:-5s}\n      retries: 3\n',
    ],
  },
};

function problem(mismatch: Mismatch): Problem | undefined {
  if (mismatch.kind !== 'other form' && mismatch.kind !== 'other kind') return undefined;
  const scalar = mismatch.kind === 'other form' ? mismatch.scalar : mismatch.value;
  const form = mismatch.kind === 'other form' ? mismatch.form : mismatch.shape.kind === 'value' && mismatch.shape.form;
  if (form !== 'duration' || scalar.kind !== 'scalar') return undefined;
  const span = scalar.part();
  const isNumber = /^\d+(?:\.\d+)?$/.test(scalar.text) && scalar.inner !== undefined;
  const end = { start: span.end, end: span.end };
  const title = { en: 'Seconds', zh: '按秒计' };
  const isAlias = mismatch.kind === 'other kind' && mismatch.item.isAlias;
  return {
    span,
    args: { key: mismatch.place.key, text: brief(scalar.text, 16) },
    fix: isNumber && !isAlias ? { title, edits: [{ span: end, text: 's' }], safe: true } : undefined,
  };
}
