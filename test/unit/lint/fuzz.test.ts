import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { cloudsYaml } from '../../../src/core/lint/clouds-yaml';
import { heat } from '../../../src/core/lint/heat';
import { cloudInit } from '../../../src/core/lint/cloud-init';
import { oslo } from '../../../src/core/lint/oslo';
import { localConf } from '../../../src/core/lint/local-conf';
import { shell } from '../../../src/core/lint/shell';
import { systemd } from '../../../src/core/lint/systemd';
import { kickstart } from '../../../src/core/lint/kickstart';
import { nginx } from '../../../src/core/lint/nginx';
import { unmarked } from '../../../src/core/lint/page';
import { applyEdits, partsOf, type Room, type Span } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const words = (list: string): readonly string[] => list.split(' ');
const anywhere = [
  ...words('\u2028 \0 \u200b \uFEFF ， “ – 👩‍🔬 \ud800'),
  '\u00a0',
  '\u3000',
  ' ',
  '\t',
  '\r\n',
  '\r',
  '\n',
];

/** How many times the usual runs: `FUZZ=20 npm test -- unit --grep "any text"` looks longer. */
const times = Number(process.env['FUZZ'] ?? 1);

type Kind = {
  readonly room: Room<unknown>;
  /** What is put into good and bad files, to make files that nobody has thought of. */
  readonly pieces: readonly string[];
  /** A file of so many parts. */
  readonly long: (parts: number) => string;
};

const kinds: readonly Kind[] = [
  {
    room: dockerfile,
    pieces: [
      ...words('\\ ` # " \' [ ] , <<EOF <<-"A" $X FROM && ; | ( ) { } ='),
      ...['\\\n', 'EOF\n', '\nRUN ', '\nONBUILD ', '\nCMD [', '\nENV A', '\nCOPY --x=', '# escape=`\n'],
    ],
    long: (parts) => (seedsOf(dockerfile)[0] ?? '').repeat(parts),
  },
  {
    room: compose,
    pieces: [
      ...words(': - # " \' [ ] { } , ? | >- % $ ${ {{ ~ x- &a *a !reset !!str "80:80" 8080:80 localhost 172.17.0.2'),
      ...[
        ': ',
        '- ',
        '\n  ',
        '\n    - ',
        ' # ',
        '&a ',
        '<<: *a',
        '---\n',
        '...\n',
        '\nservices:\n  web:',
        '\n    build:.',
      ],
      ...['\nvolumes:\n', '\n    ports:\n', ' data:/data', 'network_mode: host', 'scale: 3', 'depends_on: [web]'],
      ...['extends: web', 'image: redis', 'condition: service_healthy', '\n  # tutor ignore=DC039\n'],
    ],
    long: (parts) => {
      const service = (index: number): string =>
        `  s${index}:\n    image: postgres\n    scale: 2\n    container_name: c${index}\n    ports: ["${index}:80", 22:22]\n` +
        `    depends_on: [s${index + 1}, t${index}]\n    networks: [n]\n    volumes:\n      - v${index}:/v\n` +
        `    environment:\n      DB_HOST: localhost\n      PASSWORD: a\n      X: 172.18.0.2\n`;
      return `version: "3"\nservices:\n${Array.from({ length: parts / 4 }, (_, index) => service(index + 1)).join('')}`;
    },
  },
  {
    room: kubernetes,
    pieces: [
      ...words(
        ': - # " \' [ ] { } , ? | >- % ${ {{ ~ &a *a !!str --- ... kind: apiVersion: metadata: spec: v1 apps/v1 on 0644',
      ),
      ...[
        ': ',
        '- ',
        '\n  ',
        '\n    - ',
        ' # ',
        '&a ',
        '<<: *a',
        '---\n',
        'EOF\n',
        '\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n',
        '\n      containers:\n',
        '\nkind:Pod',
      ],
      ...[
        'memory: 100MB',
        'replicas: "3"',
        'restartPolicy: always',
        'command: [a | b]',
        'image: nginx: 1',
        'null',
        '"',
      ],
      ...['schedule: "*/0 * * 8 9"', 'data: { a: b }', 'port: 99999', 'nodePort: 8080', '\n  # tutor ignore=K8S016\n'],
    ],
    long: (parts) => {
      const object = (index: number): string =>
        `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: Web${index}\n  labels: { a: on }\nspec:\n  replicas: "3"\n` +
        `  selector:\n    matchLabels: { app: web${index} }\n  template:\n    metadata: { labels: { app: wbe${index} } }\n` +
        `    spec:\n      restartpolicy: always\n      containers:\n        - name: web\n          image: nginx\n` +
        `          env: [{ name: A, value: 1 }]\n          volumeMounts: [{ name: data, mountPath: /a }]\n` +
        `---\napiVersion: v1\nkind: Service\nmetadata: { name: web${index} }\nspec:\n  selector: { app: web${index} }\n` +
        `  ports: [{ port: 80, targetPort: http }, { port: 0 }]\n---\n`;
      return Array.from({ length: parts / 4 }, (_, index) => object(index + 1)).join('');
    },
  },
  ...(
    [
      [
        cloudsYaml,
        'clouds: |auth: |username: a|password: "|\n  |\n    |: |- |&a |*a|auth_type: v3applicationcredential',
        10,
      ],
      [heat, 'get_param: |get_resource: |get_attr: [|depends_on: |{ |} |\n  |resources:|: |- |%x%', 16],
      [cloudInit, '#cloud-config\n|# cloud-config\n|packages: |permissions: 0644|passwd: a|\n  - |: |users:|\uFEFF', 4],
      [oslo, '[|]|=|: |\n |\n\t| # |; |[default]|linuxbridge|mechanism_drivers = |"', 0.25],
      [localConf, '[[|]]|[local]|\nA = |[[local|localrc]]|= |\n[|$(|"|\'', 4],
      [
        shell,
        '"|\'|`|$(|)|\\\n|\\ \n|<<EOF\n|<|>|((|[[|]]| = | –x|“|\n-p |\n| |#!|case x in|kubectl exec a b|PS> |[a@b c]# ',
        10,
      ],
      [systemd, '[Service]\n|\\\n|=|#|ExecStart=|\n', 0.25],
      [kickstart, '%packages\n|%end\n|%post|install\n|\n|auth a', 0.25],
      [nginx, '{|}|;|"|\'|#|\\|${|\nlisten 80|proxy_pass http://172.17.0.2', 0.5],
    ] as const
  ).map(([room, pieces, share]): Kind => ({
    room,
    pieces: pieces.split('|'),
    long: (parts) =>
      seedsOf(room)
        .slice(0, 3)
        .join('\n')
        .repeat(parts / share),
  })),
];

function seedsOf(room: Room<unknown>): readonly string[] {
  const folder = `test/fixtures/${room.id}/silent`;
  return [
    ...readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')),
    ...room.rules.flatMap(({ examples }) => [
      ...examples.good.map((good) => partsOf(good).text),
      ...examples.bad.map((bad) => unmarked(bad).text),
    ]),
  ];
}

/** Judges a text, and proves that nothing throws, leaves the text, or gives an edit that cannot be made. */
function judge(room: Room<unknown>, text: string): void {
  const isInside = ({ start, end }: Span): boolean => start >= 0 && start <= end && end <= text.length;
  for (const { code, span, fix, message } of findingsIn(room, text, 'strict')) {
    assert.ok(isInside(span) && span.start < span.end, `${code} ${JSON.stringify(span)}`);
    assert.ok(message.en.length <= 120, message.en);
    for (const edit of fix?.edits ?? []) assert.ok(isInside(edit.span), `${code} ${JSON.stringify(edit.span)}`);
  }
  for (const pragma of room.pragmas(room.parse(text)))
    assert.ok(pragma.kind === 'raise' || pragma.scope === 'file' || isInside(pragma.scope));
}

for (const { room, pieces, long } of kinds) {
  const seeds = seedsOf(room);
  const snippet = fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...anywhere), fc.string({ maxLength: 8 }));
  const change = fc.record({
    seed: fc.nat(),
    at: fc.nat(),
    drop: fc.nat({ max: 12 }),
    put: fc.array(snippet, { maxLength: 3 }),
  });
  const mutated = fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
    let text = seeds[(changes[0]?.seed ?? 0) % seeds.length] ?? '';
    for (const { at, drop, put } of changes) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + put.join('') + text.slice(place + drop);
    }
    return text;
  });

  describe(`any text for ${room.id}`, function () {
    this.timeout(60_000 * times);

    it('is judged without a throw, inside its bounds', () => {
      fc.assert(
        fc.property(mutated, (text) => judge(room, text)),
        { numRuns: 2000 * times },
      );
      fc.assert(
        fc.property(
          fc.array(snippet, { maxLength: 40 }).map((parts) => parts.join('')),
          (text) => judge(room, text),
        ),
        { numRuns: 1000 * times },
      );
    });

    it('is healed by its safe fixes, one after the other, and then stays as it is', () => {
      fc.assert(
        fc.property(mutated, (text) => {
          let healed = text;
          for (let left = 300; left > 0; left -= 1) {
            const fix = findingsIn(room, healed).find((one) => one.fix?.safe === true)?.fix;
            if (fix === undefined) return;
            healed = applyEdits(healed, fix.edits);
          }
          assert.fail(`no end: ${JSON.stringify(healed)}`);
        }),
        { numRuns: 500 * times },
      );
    });

    it('takes time in proportion to its length', () => {
      const time = (parts: number): number => {
        const text = long(parts);
        const taken = Array.from({ length: 5 }, () => {
          const start = performance.now();
          judge(room, text);
          return performance.now() - start;
        });
        return Math.min(...taken);
      };
      time(100);
      // 16 times the length; with the square of it, this would be 256.
      assert.ok(time(640) < 100 * Math.max(1, time(40)));
    });
  });
}
