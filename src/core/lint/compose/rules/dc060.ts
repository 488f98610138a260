import { strayCharacter } from '../../yaml/rules/characters';

/** Typographic and full-width characters in code. */
export const dc060 = strayCharacter({
  code: 'DC060',
  lesson: 'docker/compose',
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    image«：»nginx:1.30\n    restart: always\n',
        fixed: 'services:\n  web:\n    image: nginx:1.30\n    restart: always\n',
      },
      {
        text: 'services:\n  web«：»\n    build: .\n',
        fixed: 'services:\n  web:\n    build: .\n',
      },
      {
        text: 'services:\n  web:\n    image: «“»nginx:1.30”\n',
        fixed: 'services:\n  web:\n    image: "nginx:1.30"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    ports:\n      «–» "8080:80"\n',
        fixed: 'services:\n  web:\n    build: .\n    ports:\n      - "8080:80"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n«\u00a0»\u00a0\u00a0 restart: always\n',
        fixed: 'services:\n  web:\n    build: .\n    restart: always\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    ports: [8080«：»80]\n',
        fixed: 'services:\n  web:\n    build: .\n    ports: [8080:80]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      GREETING: «‘»hello there’\n',
        fixed: "services:\n  web:\n    build: .\n    environment:\n      GREETING: 'hello there'\n",
      },
    ],
    good: [
      'services:\n  web: # 前端：给浏览器用\n    build: .\n    environment:\n      TITLE: 欢迎光临：今日特价“八折”\n      NOTE: “八折”\n      YEARS: 2020–2024\n      TEXT: "hello，world"\n',
      'services:\n  web:\n    build: .\n    labels:\n      text: it is “quoted” — inside\n      path: /数据，备份\n    command: |\n      echo “hello”：world\n',
    ],
  },
});
