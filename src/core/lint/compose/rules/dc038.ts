import { brief, type Fix, type Rule } from '../../rule';
import { quoted } from '../../yaml/edits';
import { variablesIn, type Variable } from '../environment';
import { isOpen, type ComposeFile } from '../file';

/** Password in plain text. */
export const dc038: Rule<ComposeFile> = {
  code: 'DC038',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Password in plain text', zh: '明文密码' },
  message: {
    en: '{name} stands here in plain text: whoever sees this file or its Git history has it.',
    zh: '{name} 以明文写在这里：看到此文件或其 Git 历史的人都能拿到。',
  },
  why: {
    en: 'A Compose file is shared, and what was committed once stays in the history. Take the value from the environment, `${NAME:?set it in .env}`, and keep `.env` out of Git; a default (`:-`) would be the password in the file again. Many images read a secret file instead: `NAME_FILE: /run/secrets/…`.',
    zh: 'Compose 文件是要共享的，提交过的内容会一直留在历史里。请从环境取值：`${NAME:?set it in .env}`，并且不要把 `.env` 提交到 Git；写默认值（`:-`）等于又把密码写进文件。很多镜像还可以读取 secret 文件：`NAME_FILE: /run/secrets/…`。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      for (const variable of variablesIn(service.entry('environment')?.value)) {
        if (!isPassword(variable)) continue;
        yield { span: variable.part(), args: { name: brief(variable.name, 40) }, fix: fromOutside(variable) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  db:\n    build: ./db\n    environment:\n      MYSQL_ROOT_PASSWORD: «secret»\n',
        fixed:
          'services:\n  db:\n    build: ./db\n    environment:\n      MYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD:?set it in .env}\n',
      },
      {
        text: 'services:\n  db:\n    build: ./db\n    environment:\n      - "POSTGRES_PASSWORD=«a#b»"\n',
        fixed:
          'services:\n  db:\n    build: ./db\n    environment:\n      - "POSTGRES_PASSWORD=${POSTGRES_PASSWORD:?set it in .env}"\n',
      },
      {
        text: 'services:\n  db:\n    build: ./db\n    environment: { API_SECRET: «s3cr3t» }\n',
        fixed: 'services:\n  db:\n    build: ./db\n    environment: { API_SECRET: "${API_SECRET:?set it in .env}" }\n',
      },
    ],
    good: [
      'services:\n  db:\n    build: ./db\n    environment:\n      MYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD:?set it in .env}\n      MYSQL_PASSWORD:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n      DB_PASSWORD: ""\n',
      'services:\n  db:\n    build: ./db\n    environment:\n      MYSQL_RANDOM_ROOT_PASSWORD: "yes"\n      MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: 1\n      REQUIRE_PASSWORD: "true"\n      APP_SECRET: /run/secrets/app\n      PWD: /app\n',
    ],
  },
};

const name = /(PASSWORD|PASSWD|PASSPHRASE|_PASS|SECRET|SECRET_KEY|API_KEY)$/i;
const settings = /(^|_)(ALLOW|RANDOM|REQUIRE|ENABLE|DISABLE|GENERATE|USE|NO)_/i;
const switches = /^(true|false|yes|no|on|off|0|1|null|none)$/i;

/** Is it a secret itself, and not a path to one, a switch about one, or for others to fill in? */
function isPassword(variable: Variable): boolean {
  const { value } = variable;
  if (!name.test(variable.name) || settings.test(variable.name)) return false;
  return value !== '' && !isOpen(value) && !/^[./~]/.test(value) && !switches.test(value);
}

function fromOutside({ name: key, value, part, scalar, isItem, isFlow }: Variable): Fix | undefined {
  const span = part();
  const isVerbatim = span.end - span.start === value.length && scalar.style !== 'block';
  const isBare = scalar.style === 'plain' && isFlow;
  if (!isVerbatim || !/^\w+$/.test(key) || (isBare && isItem)) return undefined;
  const text = `\${${key}:?set it in .env}`;
  const edits = [{ span, text: isBare ? quoted(text) : text }];
  return { title: { en: 'Take it from .env', zh: '从 .env 取值' }, edits, safe: false };
}
