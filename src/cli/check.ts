import { tmpdir } from 'node:os';
import path from 'node:path';
import { exerciseIn } from '../core/course/catalog';
import type { ConditionVerdict, ExerciseVerdict } from '../core/course/judge';
import { explain, verdictSigns } from '../core/course/page';
import { checkExercise } from '../core/course/run';
import { usage } from '../core/errors';
import { render, type Language, type Text } from '../core/text';
import { catalogFor } from './course';
import { parseWords, type ExitCode, type Io } from './io';
import { clock, toolsFor, uncancelled } from './tools';

const words = {
  one: { en: 'tutor check wants one exercise', zh: 'tutor check 需要一个练习' },
  folder: {
    en: 'tutor check wants --folder DIR, the exercise folder',
    zh: 'tutor check 需要 --folder 目录，即练习文件夹',
  },
  format: { en: '--format is text or json', zh: '--format 只能是 text 或 json' },
} as const satisfies Record<string, Text>;

const exitCodes: Readonly<Record<ExerciseVerdict['verdict'], ExitCode>> = { pass: 0, fail: 1, unknown: 2 };

/** `tutor check`: judges an exercise folder and the engine once, and says every condition with its reason. */
export async function checkCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { id, folder, host, format, course } = parse(argv, io);
  const catalog = await catalogFor(course, io);
  const exercise = exerciseIn(catalog, id);
  const { observers } = toolsFor(host, path.join(tmpdir(), 'tutor-backups'), false, catalog);
  // Without a record of when it was started, all that the engine remembers counts.
  const scene = { exercise: exercise.id, folder, since: 0 };
  const { verdict } = await checkExercise(exercise, [], observers, scene, clock, uncancelled());
  io.stdout(
    format === 'json' ? `${JSON.stringify(asJson(verdict, io.language), null, 2)}\n` : asText(verdict, io.language),
  );
  return exitCodes[verdict.verdict];
}

function parse(argv: readonly string[], io: Io) {
  const { values, positionals } = parseWords(argv, {
    folder: { type: 'string' },
    'docker-host': { type: 'string' },
    format: { type: 'string' },
    course: { type: 'string' },
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw usage({ why: words.one });
  if (values.folder === undefined) throw usage({ why: words.folder });
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw usage({ why: words.format });
  const { course, 'docker-host': host } = values;
  return { id, folder: path.resolve(io.cwd, values.folder), host, format, course } as const;
}

function asText({ exercise, conditions, verdict }: ExerciseVerdict, language: Language): string {
  const line = (one: ConditionVerdict): string => {
    const reason = explain(one, language);
    const title = `${verdictSigns[one.verdict]} ${one.condition.id}: ${render(one.condition.title, language)}`;
    return reason === undefined ? title : `${title}\n    ${reason}`;
  };
  return [...conditions.map(line), `${exercise.id}: ${verdict}`, ''].join('\n');
}

function asJson({ exercise, conditions, verdict }: ExerciseVerdict, language: Language) {
  return {
    exercise: exercise.id,
    verdict,
    conditions: conditions.map((one) => ({
      id: one.condition.id,
      title: render(one.condition.title, language),
      verdict: one.verdict,
      ...(one.verdict === 'fail'
        ? {
            told: one.told.id,
            message: render(one.told.text, language),
            details: one.mismatches.map(({ path: place, expected, found }) => ({
              path: place,
              expected: render(expected, language),
              found: found ?? null,
            })),
          }
        : {}),
      ...('error' in one ? { reason: one.error.code, message: render(one.error.text, language) } : {}),
    })),
  };
}
