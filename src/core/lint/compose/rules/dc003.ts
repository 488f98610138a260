import { duplicateKey } from '../../yaml/rules/duplicates';
import type { ComposeFile } from '../file';

/** Duplicate key in a mapping. */
export const dc003 = duplicateKey<ComposeFile>(
  {
    code: 'DC003',
    lesson: 'docker/compose',
    examples: {
      bad: [
        {
          text: 'services:\n  web:\n    build: .\n    restart: always\n    «restart»: always # again\n',
          fixed: 'services:\n  web:\n    build: .\n    restart: always\n    # again\n',
        },
        {
          text: 'services:\n  web:\n    build: .\n    environment:\n      A: x\n    ports: ["8080:80"]\n    «environment»:\n      B: y\n    restart: always\n',
          fixed:
            'services:\n  web:\n    build: .\n    environment:\n      A: x\n      B: y\n    ports: ["8080:80"]\n    restart: always\n',
        },
        { text: 'services:\n  web:\n    build: .\n  «web»:\n    build: ./other\n' },
        { text: 'services:\n  web: { build: ., "init": true, «init»: false }\n' },
      ],
      good: [
        'x-base: &base\n  restart: always\nservices:\n  web:\n    <<: *base\n    restart: "no"\n    build: .\n  api:\n    restart: always\n    build: ./api\n',
        'services:\n  web:\n    build: .\n    environment: ["A=x", "A=x"]\n',
      ],
    },
  },
  ({ root }) => [root],
);
