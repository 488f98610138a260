import { tornKey } from '../../yaml/rules/torn';

/** No blank after the colon. */
export const dc002 = tornKey({
  code: 'DC002',
  lesson: 'docker/compose',
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    «build:».\n    ports:\n      - "8080:80"\n',
        fixed: 'services:\n  web:\n    build: .\n    ports:\n      - "8080:80"\n',
      },
      {
        text: 'services:\n  web:\n    «image:»nginx:1.30\n',
        fixed: 'services:\n  web:\n    image: nginx:1.30\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes:\n      - «type:»bind\n        source: ./html\n        target: /html\n',
        fixed:
          'services:\n  web:\n    build: .\n    volumes:\n      - type: bind\n        source: ./html\n        target: /html\n',
      },
      {
        text: 'services:\r\n  web:\r\n    build: .\r\n    environment:\r\n      «MODE:»test\r\n',
        fixed: 'services:\r\n  web:\r\n    build: .\r\n    environment:\r\n      MODE: test\r\n',
      },
    ],
    good: [
      'services:\n  web:\n    image: nginx:1.30\n    ports:\n      - 8080:80\n    volumes:\n      - ./html:/usr/share/nginx/html:ro\n',
      'services:\n  web:\n    image:\n      nginx:1.30\n    command:\n      serve\n      root:/html\n',
      'services:\n  web:\n    build: .\n    command: |\n      build:.\n    environment:\n      - MODE=key:value\n',
    ],
  },
});
