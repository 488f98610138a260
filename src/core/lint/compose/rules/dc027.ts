import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, type Scalar } from '../../yaml/tree';
import { variablesIn } from '../environment';
import type { ComposeFile } from '../file';
import { interpolationIn } from '../interpolation';
import { entryAt } from '../paths';
import type { Service } from '../service';

/** Variable that only the container knows. */
export const dc027: Rule<ComposeFile> = {
  code: 'DC027',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Variable of the container', zh: '容器里的变量' },
  message: {
    en: 'Compose replaces {variable} by its own value before the container starts; write ${variable} for the container.',
    zh: '{variable} 会在容器启动前被 Compose 换成它自己的值；要留给容器，请写成 ${variable}。',
  },
  why: {
    en: 'Compose looks up `$NAME` in the shell that runs it and in `.env`; what stands under `environment:` or is set in the command itself exists only in the container. Without a value the text becomes empty. A doubled dollar sign is handed on as one, so that the shell in the container can look.',
    zh: 'Compose 会在运行它的 shell 和 `.env` 里查找 `$NAME`；`environment:` 里写的、或命令自己设置的变量，只存在于容器中。查不到就替换为空。写两个美元符号，传给容器的就是一个，由容器里的 shell 去取值。',
  },
  lesson: 'docker/compose',
  *check(file, nearby) {
    const outside = nearby.at('.env');
    const known = outside?.kind === 'file' ? (outside.text ?? '') : '';
    for (const service of file.services) {
      const commands = commandsOf(service).filter(({ text }) => text.includes('$'));
      const inside = commands.length === 0 ? undefined : literalsOf(service);
      for (const scalar of commands)
        yield* problems(scalar, (name) => inside?.has(name) === true && !sets(known, name));
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  db:\n    build: ./db\n    environment:\n      DB_USER: shop\n    healthcheck:\n      test: pg_isready -U «$DB_USER»\n',
        fixed:
          'services:\n  db:\n    build: ./db\n    environment:\n      DB_USER: shop\n    healthcheck:\n      test: pg_isready -U $$DB_USER\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    command: ["sh", "-c", "for i in 1 2; do echo «$i»; done"]\n',
        fixed: 'services:\n  web:\n    build: .\n    command: ["sh", "-c", "for i in 1 2; do echo $$i; done"]\n',
      },
    ],
    good: [
      'services:\n  db:\n    build: ./db\n    environment:\n      DB_USER: ${DB_USER}\n      NAME: shop\n    command: serve ${DB_USER} ${NAME:-shop} $HOME $$NAME\n',
      {
        text: 'services:\n  db:\n    image: example/db:1.0\n    environment: { NAME: shop }\n    command: serve $NAME\n',
        beside: { '.env': 'NAME=shop\n' },
      },
    ],
  },
};

/** Variables that the file gives a fixed value, and that nobody need know outside. */
function literalsOf(service: Service): ReadonlySet<string> {
  const variables = service.valuesOf('environment').flatMap((value) => variablesIn(value));
  return new Set(
    variables.filter(({ value }) => interpolationIn(value).references.length === 0).map(({ name }) => name),
  );
}

function commandsOf({ body }: Service): readonly Scalar[] {
  return [['command'], ['entrypoint'], ['healthcheck', 'test']].flatMap((keys) => {
    const value = entryAt(body, ...keys)?.value;
    return [value, ...itemsOf(value).map((item) => item.value)].filter((one) => one?.kind === 'scalar');
  });
}

function* problems(scalar: Scalar, isInside: (name: string) => boolean): Iterable<Problem> {
  const { references } = interpolationIn(scalar.text);
  for (const { name, start, end, operator } of references) {
    if (operator !== '' || !(isInside(name) || setsItself(scalar.text, name))) continue;
    const span = scalar.part(start, end);
    const title = { en: 'Leave it to the container: $$', zh: '留给容器处理：$$' };
    const place = { start: span.start, end: span.start };
    yield {
      span,
      args: { variable: brief(scalar.text.slice(start, end), 20) },
      fix: span === scalar.span ? undefined : { title, edits: [{ span: place, text: '$' }], safe: false },
    };
  }
}

/** Does a text in the form of `.env` set the variable? */
function sets(text: string, name: string): boolean {
  return text.split('\n').some((line) => new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`).test(line.slice(0, 300)));
}

/** Does the command itself give the variable a value? */
function setsItself(text: string, name: string): boolean {
  return new RegExp(`(?:^|[\\s;&|(])(?:for\\s+${name}\\s+in\\b|read\\s+(?:-\\w+\\s+)?${name}\\b|${name}=)`).test(text);
}
