import assert from 'node:assert/strict';
import path from 'node:path';
import { detachKeys, detachWatch } from '../../src/lab/cli/terminal';
import { flags, FlagError, parseOptions } from '../../src/lab/cli/options';
import { readPorts } from '../../src/lab/cli/containers/ports';
import { readMount, readVolume } from '../../src/lab/cli/containers/mounts';
import { template } from '../../src/lab/cli/template/run';
import { indent, type Json } from '../../src/lab/cli/text/json';
import { columns } from '../../src/lab/cli/text/table';
import { decimalSize, howLong, parseBytes, parseDuration } from '../../src/lab/cli/text/units';

describe('lab: options of the docker front end', () => {
  const table = flags(`
    -d, --detach | In the background
    -i, --interactive | Keep open
    -p, --publish list | Publish
    -m, --memory bytes | Memory
    -f, --filter filter | Filter
    --network network | Network
    ~--net network = network
  `);

  it('reads clusters, values beside the letter, other names and what follows the first argument', () => {
    const { options, args } = parseOptions(
      table,
      ['-dip8080:80', '-p=81:81', '--net', 'x', 'busybox', '-d', 'sh'],
      false,
    );
    assert.deepEqual([options.is('detach'), options.is('interactive')], [true, true]);
    assert.deepEqual(options.list('publish'), ['8080:80', '81:81']);
    assert.equal(options.text('network'), 'x');
    assert.deepEqual(args, ['busybox', '-d', 'sh']);
    assert.deepEqual(parseOptions(table, ['a', '-d', '--', '-p'], true).args, ['a', '-p']);
  });

  it("refuses in docker's words", () => {
    const said = (...words: readonly string[]) => {
      try {
        parseOptions(table, words, false);
      } catch (error) {
        assert.ok(error instanceof FlagError);
        return error.message;
      }
      return '';
    };
    assert.equal(said('--foo'), 'unknown flag: --foo');
    assert.equal(said('-dZ'), "unknown shorthand flag: 'Z' in -Z");
    assert.equal(said('--publish'), 'flag needs an argument: --publish');
    assert.equal(said('-dp'), "flag needs an argument: 'p' in -p");
    assert.equal(said('-m', '1q'), 'invalid argument "1q" for "-m, --memory" flag: invalid suffix: \'q\'');
    assert.equal(
      said('-d=x'),
      'invalid argument "x" for "-d, --detach" flag: strconv.ParseBool: parsing "x": invalid syntax',
    );
    assert.equal(
      said('-f', 'x'),
      'invalid argument "x" for "-f, --filter" flag: bad format of filter (expected name=value)',
    );
  });

  it('reads ports, mounts and volumes', () => {
    assert.deepEqual(readPorts(['127.0.0.1:8081:80', '8082:81/udp', '90-91:90-91', '5000'], []).bindings, {
      '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8081' }],
      '81/udp': [{ HostIp: '', HostPort: '8082' }],
      '90/tcp': [{ HostIp: '', HostPort: '90' }],
      '91/tcp': [{ HostIp: '', HostPort: '91' }],
      '5000/tcp': [{ HostIp: '', HostPort: '' }],
    });
    assert.deepEqual(readPorts(['[::1]:1:2', '127.0.0.1::80'], []).bindings, {
      '2/tcp': [{ HostIp: '::1', HostPort: '1' }],
      '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }],
    });
    assert.throws(() => readPorts(['99999:80'], []), /^Failure: invalid hostPort: 99999$/);
    assert.throws(() => readPorts(['abc'], []), /invalid containerPort: abc/);
    assert.deepEqual(readVolume('./a:/b:ro', '/home/me'), { bind: `${path.resolve('/home/me', 'a')}:/b:ro` });
    assert.deepEqual(readVolume('C:\\x:/b', '/'), { bind: 'C:\\x:/b' });
    assert.deepEqual(readVolume('/data', '/'), { anonymous: '/data' });
    assert.deepEqual(readMount('type=tmpfs,dst=/t,tmpfs-size=1m,ro', '/'), {
      Type: 'tmpfs',
      Target: '/t',
      TmpfsOptions: { SizeBytes: 1048576 },
      ReadOnly: true,
    });
    assert.throws(() => readMount('type=foo', '/'), /target is required/);
  });

  it('holds keys that begin to detach, and detaches when they are complete', () => {
    const watch = detachWatch(detachKeys('ctrl-p,ctrl-q'));
    assert.deepEqual(watch(Buffer.from('ab\x10')), Buffer.from('ab'));
    assert.deepEqual(watch(Buffer.from('c')), Buffer.from('\x10c'));
    assert.deepEqual(watch(Buffer.from('\x10')), Buffer.from(''));
    assert.equal(watch(Buffer.from('\x11')), undefined);
  });
});

describe('lab: templates and tables of the docker front end', () => {
  const run = (source: string, value: Json) => template(source)(value);
  const container = {
    Name: '/a',
    State: { Status: 'exited', ExitCode: 3 },
    Config: { Labels: { x: 'y' }, Cmd: ['a', 'b'] },
    Ports: { '80/tcp': [{ HostPort: '8081' }] },
  };

  it('reads fields, variables, loops, conditions, pipes and functions', () => {
    assert.equal(run('{{.State.Status}} {{.State.ExitCode}}', container), 'exited 3');
    assert.equal(run('{{(index (index .Ports "80/tcp") 0).HostPort}}', container), '8081');
    assert.equal(run('{{range $k, $v := .Config.Labels}}{{$k}}={{$v}}{{"\\n"}}{{end}}', container), 'x=y\n');
    assert.equal(
      run('{{if .State.Health}}h{{else if eq .State.ExitCode 3}}three{{else}}none{{end}}', container),
      'three',
    );
    assert.equal(
      run(
        '{{json .Config.Cmd}} {{.Config.Cmd}} {{join .Config.Cmd ","}} {{.Name | upper}} {{len .Config.Cmd}}',
        container,
      ),
      '["a","b"] [a b] a,b /A 2',
    );
    assert.equal(run('{{with .Config}}{{- range .Cmd -}}  {{.}}  {{- end -}}{{end}}{{/* no */}}', container), 'ab');
    assert.equal(run('{{printf "%-5s|%03d|%q" "a" 7 "b"}}', {}), 'a    |007|"b"');
    assert.equal(run('{{.Config.Labels.nope}}', container), '<no value>');
  });

  it("refuses in Go's words", () => {
    assert.throws(
      () => run('{{.State.Foo}}', container),
      /^TemplateError: template: :1:8: executing "" at <\.State\.Foo>: map has no entry for key "Foo"$/,
    );
    assert.throws(() => run('{{.Foo', {}), /template: :1: unclosed action/);
    assert.throws(() => run('{{foo .}}', {}), /template: :1: function "foo" not defined/);
    assert.throws(() => run('{{if .A}}', { A: 1 }), /unexpected EOF/);
  });

  it('sets columns, sizes and times as docker does', () => {
    assert.equal(columns(['NAME\tSIZE', 'longer-name\t1']), 'NAME          SIZE\nlonger-name   1\n');
    assert.equal(columns(['TAG\tID', 'x\ty']), 'TAG       ID\nx         y\n');
    assert.deepEqual(
      [0, 999, 4428000, 52526000, 999_900].map((size) => decimalSize(size)),
      ['0B', '999B', '4.43MB', '52.5MB', '1e+03kB'],
    );
    assert.deepEqual([500, 1000, 59_000, 60_000, 3_600_000, 47 * 3_600_000, 72 * 3_600_000, 1e11].map(howLong), [
      'Less than a second',
      '1 second',
      '59 seconds',
      'About a minute',
      'About an hour',
      '47 hours',
      '3 days',
      '3 years',
    ]);
    assert.deepEqual(
      [parseBytes('64m'), parseBytes('1.5GiB'), parseBytes('-1'), parseDuration('1m30s')],
      [67108864, 1610612736, -1, 90e9],
    );
    assert.equal(
      indent('{"a":[],"b":{"c":1.50,"d":"x\\"{"}}', '  '),
      '{\n  "a": [],\n  "b": {\n    "c": 1.50,\n    "d": "x\\"{"\n  }\n}',
    );
  });
});
