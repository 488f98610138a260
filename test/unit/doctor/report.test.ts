import assert from 'node:assert/strict';
import { reportPage, type Manner } from '../../../src/core/doctor/report';
import type { Sights } from '../../../src/core/doctor/sights';
import { tools } from '../../../src/core/doctor/tools';
import { dockerNotRunning } from '../../../src/core/errors';
import { answers, engine, findingsOf, outputs, told } from './sights';

const manner = (language: Manner['language'], isLabRunning = false): Manner => ({
  language,
  time: '14:03:22',
  milliseconds: 1234,
  isLabRunning,
  lessonLink: (lesson) => (lesson === 'docker/install' ? 'command:tutor.openLesson?x' : undefined),
});

describe('the report of the doctor', () => {
  const down = engine({ state: 'failed', error: dockerNotRunning({ endpoint: 'unix:///var/run/docker.sock' }) });

  it('begins with what to do, with the lab and the lessons that there are', () => {
    const page = reportPage(findingsOf(down), manner('en'));
    assert.match(page, /^# Check of my environment\n/);
    assert.match(page, /14:03:22, in 1\.2 s\. \[Check again\]\(command:tutor\.doctor\)/);
    const first = page.split('\n').find((line) => line.startsWith('1. ') || line.startsWith('2. ')) ?? '';
    assert.notEqual(first, '');
    const item = page.split('\n').find((line) => line.includes('Engine that the tutor uses**')) ?? '';
    assert.match(item, /\[Start practice lab\]\(command:tutor\.lab\.start\)/);
    assert.match(item, /\[Lesson docker\/install\]\(command:tutor\.openLesson\?x\)/);
    assert.ok(!page.includes('kubernetes/environment'), 'a lesson that there is not yet is not named');
  });

  it('offers no lab while one runs', () => {
    const page = reportPage(findingsOf(down, { lab: 'running' }), manner('en', true));
    assert.ok(!page.includes('tutor.lab.start'));
    assert.match(page, /command:tutor\.lab\.terminal/);
  });

  it('has nothing to do where all that the lessons need is there', () => {
    const all = new Map(tools.filter(({ id }) => id !== 'compose-v1').map(({ id }) => [id, told(outputs[id] ?? '')]));
    const page = reportPage(findingsOf({ ...engine(answers('1.52')), tools: all }), manner('en'));
    assert.match(page, /## What to do\n\nNothing/);
  });

  it('has the same tables in both languages', () => {
    const [en, zh] = (['en', 'zh'] as const).map((language) => reportPage(findingsOf(down), manner(language)));
    const rows = (page = ''): readonly number[] =>
      page.split('\n').flatMap((line) => (line.startsWith('|') ? [line.replace(/\\\|/g, '').split('|').length] : []));
    assert.deepEqual(rows(zh), rows(en));
    assert.ok(rows(en).every((cells) => cells === 6));
    assert.match(zh ?? '', /^# 我的环境体检\n/);
    const linksIn = (page = ''): readonly string[] => (page.match(/\]\([^)]*\)/g) ?? []).toSorted();
    assert.deepEqual(linksIn(zh), linksIn(en));
  });

  it('makes no link, no code and no column of what comes from outside', () => {
    const evil = '[x](command:tutor.lab.reset) | `<b>` \n# y';
    const changes: Partial<Sights> = {
      engines: [
        {
          by: 'context',
          name: evil,
          address: evil,
          seen: { state: 'told', value: { apiVersion: '1.52', name: evil } },
        },
        {
          by: 'current',
          name: '',
          address: evil,
          seen: { state: 'failed', error: dockerNotRunning({ endpoint: evil }) },
        },
      ],
      cluster: {
        contexts: { state: 'told', value: { all: [evil], current: evil } },
        unread: [evil],
        server: { state: 'told', value: { server: evil, isLocal: true, gitVersion: evil } },
      },
      cloud: {
        clouds: { state: 'told', value: { all: [evil], chosen: evil, file: evil } },
        ignored: evil,
        keystone: { state: 'told', value: { authUrl: evil, id: evil, isLocal: false } },
      },
      tools: new Map([
        ['git', told(evil)],
        ['jq', { state: 'failed', path: evil, output: evil }],
      ]),
    };
    const page = reportPage(findingsOf(changes, { folder: evil, remote: evil }), manner('en'));
    const outsideCode = page.replace(/`[^`\n]*`/g, '');
    assert.ok(!/(?<!\\)\[x\\?\]\(/.test(outsideCode), outsideCode);
    assert.ok(!outsideCode.includes('<b>'));
    assert.ok(!/^# y/m.test(page));
    for (const line of page.split('\n')) {
      if (line.startsWith('|')) assert.equal(line.replace(/\\\|/g, '').split('|').length, 6, line);
    }
  });
});
