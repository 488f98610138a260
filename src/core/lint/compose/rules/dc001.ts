import { yamlSyntax } from '../../yaml/rules/syntax';

/** YAML syntax, in words, at the cause. */
export const dc001 = yamlSyntax({
  code: 'DC001',
  lesson: 'docker/compose',
  examples: {
    bad: [
      {
        text: 'services:\n«\t»web:\n\t\timage: nginx:1.30\n\t\tports:\n\t\t\t- "8080:80"\n',
        fixed: 'services:\n  web:\n    image: nginx:1.30\n    ports:\n      - "8080:80"\n',
      },
      { text: 'services:\n  web:\n    image: nginx:1.30\n   «ports»:\n      - "8080:80"\n' },
      { text: 'services:\n  web:\n    image: nginx:1.30\n      «ports»:\n      - "8080:80"\n' },
      { text: 'services:\n  web:\n    image: nginx:1.30\n    ports:\n      - «"»8080:80\n' },
      { text: 'services:\n  web:\n    build: .\n    command: «[»"serve", "--port", "80"\n' },
      { text: 'services:\n  «web»\n    build: .\n' },
      { text: 'services:\n  web:\n    build: .\n    ports: «-» "8080:80"\n' },
      { text: 'services:\n  web:\n    build: .\n    command: «echo ready»: yes\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\n    command: [\n      "serve",\n    ]\n    ports: [\n  "8080:80"\n]\n',
      'services:\n  web:\n    build: .\t# blanks and tabs may stand behind a value\n    command: >\n      serve: \t yes\n',
      'services:\n- "open\n{{ no: "YAML, but a template" }}\n',
    ],
  },
});
