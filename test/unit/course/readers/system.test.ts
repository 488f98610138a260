import assert from 'node:assert/strict';
import { parseAccounts } from '../../../../src/core/course/readers/accounts';
import { forgetsModes, mountOf, parseMounts } from '../../../../src/core/course/readers/mounts';
import { isCalled, parseCgroup, parseCommandLine, parseStat } from '../../../../src/core/course/readers/processes';
import { parseRoutes } from '../../../../src/core/course/readers/routes';
import { parseShebang } from '../../../../src/core/course/readers/shebang';
import { answersLocally, parseListeners } from '../../../../src/core/course/readers/sockets';

describe('reader of mounts', () => {
  const mounts = parseMounts(
    [
      '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard',
      '80 27 0:50 / /mnt/c rw,noatime - 9p drvfs rw,dirsync,aname=drvfs;path=C:\\;uid=1000;symlinkroot=/mnt/,mmap',
      '81 27 0:51 / /mnt/d rw,noatime - 9p drvfs rw,aname=drvfs;path=D:\\;metadata;uid=1000,mmap',
      '82 27 8:1 / /media/my\\040stick rw shared:3 master:1 - vfat /dev/sda1 rw',
      '83 27 8:2 / /mnt/c rw - tmpfs tmpfs rw',
      '',
    ].join('\n'),
  );
  const keeps = (file: string): boolean | undefined => {
    const mount = mountOf(mounts, file);
    return mount && !forgetsModes(mount);
  };

  it('finds the one that a file lies on', () => {
    assert.equal(mountOf(mounts, '/mnt/cc/x')?.point, '/');
    assert.equal(mountOf(mounts, '/media/my stick/x')?.type, 'vfat');
    assert.equal(mountOf(mounts, '/mnt/c')?.type, 'tmpfs', 'the later one lies on top');
    assert.equal(mountOf([], '/x'), undefined);
  });

  it('knows where a chmod leaves no trace', () => {
    assert.equal(keeps('/home/me/x'), true);
    assert.equal(keeps('/media/my stick/x'), false);
    assert.equal(keeps('/mnt/d/x'), true, 'metadata');
    assert.equal(forgetsModes({ point: '/mnt/c', type: '9p', options: ['rw'] }), true);
    for (const type of ['ntfs3', 'ntfs', 'exfat', 'fuseblk', 'drvfs']) {
      assert.equal(forgetsModes({ point: '/x', type, options: [] }), true, type);
    }
    for (const type of ['btrfs', 'overlay', 'tmpfs', 'zfs', 'fuse.sshfs']) {
      assert.equal(forgetsModes({ point: '/x', type, options: [] }), false, type);
    }
  });
});

describe('reader of sockets', () => {
  const row = (local: string, state = '0A', uid = 1000, inode = 42): string =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 x`;
  const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';

  it('reads who listens where', () => {
    assert.deepEqual(parseListeners([head, row('0100007F:1F90'), row('0100007F:1F91', '01'), ''].join('\n')), [
      { address: '127.0.0.1', port: 8080, uid: 1000, inode: '42' },
    ]);
  });

  const addresses: readonly [hex: string, address: string, local: boolean][] = [
    ['00000000', '0.0.0.0', true],
    ['0B38A8C0', '192.168.56.11', false],
    ['00000000000000000000000000000000', '::', true],
    ['00000000000000000000000001000000', '::1', true],
    ['0000000000000000FFFF00000100007F', '127.0.0.1', true],
    ['000080FE00000000FF565402C2B5A1FE', 'fe80::254:56ff:fea1:b5c2', false],
    ['B80D0120000001000000000002000100', '2001:db8:1::1:2', false],
  ];
  for (const [hex, address, local] of addresses) {
    it(`reads ${address}`, () => {
      const [found] = parseListeners(row(`${hex}:0050`));
      assert.equal(found?.address, address);
      assert.equal(found.port, 80);
      assert.equal(answersLocally(found), local);
    });
  }
});

describe('reader of routes', () => {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
  const row = (gateway: string, flags: string, metric: number, destination = '00000000', mask = '00000000'): string =>
    `eth0\t${destination}\t${gateway}\t${flags}\t0\t0\t${metric}\t${mask}\t0\t0\t0   `;

  it('names the default gateways, the preferred one first', () => {
    const text = [head, row('0101A8C0', '0003', 600), row('0238A8C0', '0003', 100), row('0238A8C0', '0003', 700), ''];
    assert.deepEqual(parseRoutes(text.join('\n')), { gateways: ['192.168.56.2', '192.168.1.1'] });
  });

  it('finds none in routes to a network, over a device, or that are down', () => {
    const rows = [
      row('00000000', '0001', 0),
      row('0238A8C0', '0002', 0),
      row('0238A8C0', '0003', 0, '0000000A', '000000FF'),
    ];
    assert.deepEqual(parseRoutes([head, ...rows].join('\n')), { gateways: [] });
    assert.deepEqual(parseRoutes(''), { gateways: [] });
  });
});

describe('reader of processes', () => {
  it('reads names with blanks and parentheses, state and nice', () => {
    const rest = '1 1 1 0 -1 4194560 1 0 0 0 1 2 3 4 39 19 1 0 5 8192';
    assert.deepEqual(parseStat(`12 (a) (b c) T ${rest}\n`), { name: 'a) (b c', state: 'T', nice: 19, started: 5 });
    assert.equal(parseStat(`12 (x) S ${rest.replace(' 19 1 ', ' -5 1 ')}`).nice, -5);
  });

  it('keeps the words of a command line apart', () => {
    assert.deepEqual(parseCommandLine('sh\0-c\0\0a b\0'), ['sh', '-c', '', 'a b']);
    assert.deepEqual(parseCommandLine('nginx: master process'), ['nginx: master process']);
    assert.deepEqual(parseCommandLine(''), []);
  });

  it('takes the control group of systemd, whichever version', () => {
    assert.equal(parseCgroup('0::/user.slice/tutor.service\n'), '/user.slice/tutor.service');
    assert.equal(parseCgroup('12:cpu:/x\n1:name=systemd:/user.slice\n0::/\n'), '/user.slice');
    assert.equal(parseCgroup('12:cpu:/x\n'), '');
  });

  it('knows a program by one word and the next ones, never by a part of the line', () => {
    const worker = ['/bin/sh', './worker.sh', 'beta'];
    assert.equal(isCalled(worker, 'worker.sh', ['beta']), true);
    assert.equal(isCalled(worker, 'worker.sh'), true);
    assert.equal(isCalled(worker, 'sh'), true);
    assert.equal(isCalled(worker, 'worker.sh', ['alpha']), false);
    assert.equal(isCalled(worker, 'worker.sh', ['beta', 'more']), false);
    assert.equal(isCalled(['grep', 'run worker.sh beta'], 'worker.sh', ['beta']), false);
    assert.equal(isCalled([], 'worker.sh'), false);
  });
});

describe('reader of accounts', () => {
  it('knows the first name of a number', () => {
    const names = parseAccounts('root:x:0:0::/root:/bin/sh\ntoor:x:0:0:::\n# x\nbroken\nme:x:1000:\n');
    assert.deepEqual(
      [...names],
      [
        [0, 'root'],
        [1000, 'me'],
      ],
    );
  });
});

describe('reader of the first line of a script', () => {
  const cases: readonly [line: string, shell: unknown][] = [
    ['#!/bin/sh', { name: 'sh', options: [] }],
    ['#! /usr/bin/bash -eu\r', { name: 'bash', options: ['-eu'] }],
    ['#!/usr/bin/env bash\r', { name: 'bash', options: [] }],
    ['#!/usr/bin/env -S bash -e -u', { name: 'bash', options: ['-e', '-u'] }],
    ['#!/usr/bin/env bash -e', undefined],
    ['#!/usr/bin/env', undefined],
    ['#!/usr/bin/env python3', undefined],
    ['#!/bin/bash /etc/passwd', undefined],
    ['#!/bin/dash', undefined],
    ['#!', undefined],
    ['# !/bin/sh', undefined],
    [' #!/bin/sh', undefined],
    ['\uFEFF#!/bin/sh', undefined],
    ['', undefined],
  ];
  for (const [line, shell] of cases) {
    it(JSON.stringify(line), () => assert.deepEqual(parseShebang(`${line}\n#!/bin/sh\n`), shell));
  }
});
