import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ShellSyntaxError } from '../../src/lab/shell/ast';
import { parseShell } from '../../src/lab/shell/parser';
import { prints, sh } from './lab-shell-container';

describe('lab shell: the language', () => {
  it('expands parameters', async () => {
    await prints(
      'x=a.b.c; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${#x} ${y:-d} ${y-"e  f"} ${x:+set}',
      'a.b a b.c c 5 d e  f set\n',
    );
    await prints('echo ${y:=v} $y; x=hello; echo ${x:1:3} ${x/l/L} ${x//l/L}', 'v v\nell heLlo heLLo\n');
    await prints('set -- "a b" c; for i in "$@"; do echo "<$i>"; done; echo $# "$*" $1', '<a b>\n<c>\n2 a b c a b\n');
    await prints('set --; echo "x$@" $#; f() { echo "$0 $1"; }; f 1', 'x 0\nsh 1\n');
  });

  it('splits fields, removes quotes, globs', async () => {
    await prints('x="a  b"; echo $x "$x" \'$x\' a\\ b', 'a b a  b $x a b\n');
    await prints('IFS=:; x=a:b::c; for i in $x; do echo "<$i>"; done', '<a>\n<b>\n<>\n<c>\n');
    await prints(
      'cd /; echo /tmp/*.txt "/tmp/*.txt" /tmp/[ab]* /nope/*; echo ~ ~/x "~"',
      '/tmp/b.txt /tmp/*.txt /tmp/b.txt /nope/*\n/root /root/x ~\n',
    );
  });

  it('calculates', async () => {
    await prints(
      'x=3; echo $((x+4*2)) $((1<<4)) $((x>2?10:20)) $(( (1+2) % 2 )) $((x++)) $x $((-7/2))',
      '11 16 10 1 3 4 -3\n',
    );
    await prints('i=0; while [ $i -lt 3 ]; do i=$((i+1)); printf "%s," $i; done; echo', '1,2,3,\n');
  });

  it('runs lists, pipes, subshells, functions and loops', async () => {
    await prints('false && echo no || echo yes; ! true; echo $?; true | false; echo $?', 'yes\n1\n1\n');
    await prints('(x=1; exit 3); echo $? ${x-unset}; { echo a; echo b; } | cat', '3 unset\na\nb\n');
    await prints('f() { local v=in; return 4; }; v=out; f; echo $? $v', '4 out\n');
    await prints('for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done', '1\n3\n');
    await prints('case abc in x|y) echo no;; a*) echo yes;; *) echo other;; esac', 'yes\n');
    await prints('if false; then echo 1; elif true; then echo 2; else echo 3; fi; until true; do :; done', '2\n');
    await prints('yes | one; set -o pipefail; false | true; echo $?', 'y\n1\n');
    await prints('x=$(echo a; echo b); echo "$x" `echo c`; y=$(exit 7); echo $?', 'a\nb c\n7\n');
  });

  it('redirects', async () => {
    await prints('echo a > /tmp/x; echo b >> /tmp/x; cat < /tmp/x; { echo o; echo e >&2; } 2>/dev/null', 'a\nb\no\n');
    await prints('v=1; cat <<E\n$v "q" $(echo s)\nE\ncat <<-\'E\'\n\t$v\n\tE\necho end', '1 "q" s\n$v\nend\n');
    await prints('exec 3>/tmp/y; echo hi >&3; exec 3>&-; cat /dev/null < /dev/null; cat < /tmp/y', 'hi\n');
    await prints('while read a b; do echo "$b-$a"; done <<E\n1 2 3\n4 5\nE', '2 3-1\n5-4\n');
    await prints('echo "1 2" | { read x y; echo $y; }; printf "a\\nb\\n" | { read x; cat; }', '2\nb\n');
  });

  it('says what is wrong as busybox does', async () => {
    const cases: readonly (readonly [string, string, number])[] = [
      ['foo', 'sh: foo: not found\n', 127],
      ['/nope', 'sh: /nope: not found\n', 127],
      ['/etc/passwd', 'sh: /etc/passwd: Permission denied\n', 126],
      ['/etc', 'sh: /etc: Permission denied\n', 126],
      ['if true; then', 'sh: syntax error: unexpected end of file (expecting "fi")\n', 2],
      ['echo )', 'sh: syntax error: unexpected ")"\n', 2],
      ['echo "abc', 'sh: syntax error: unterminated quoted string\n', 2],
      ['for', 'sh: syntax error: bad for loop variable\n', 2],
      ['echo $((1/0))', 'sh: divide by zero\n', 2],
      ['set -u; echo $foo', 'sh: foo: parameter not set\n', 2],
      ['echo ${foo:?bar}', 'sh: foo: bar\n', 2],
      ['cd /nope', "sh: cd: line 0: can't cd to /nope: No such file or directory\n", 2],
      ['cat < /nope', "sh: can't open /nope: no such file\n", 1],
      ['echo x > /nope/a', "sh: can't create /nope/a: nonexistent directory\n", 1],
      ['readonly a=1; a=2', 'sh: a: is read only\n', 2],
      ['. /nope', "sh: .: line 0: can't open '/nope': No such file or directory\n", 2],
      ['[ a =', 'sh: missing ]\n', 2],
      ['kill 9999', "sh: can't kill pid 9999: No such process\n", 1],
      ['exit abc', 'sh: exit: line 0: Illegal number: abc\n', 2],
    ];
    for (const [script, err, code] of cases) assert.deepEqual(await sh(script), { code, out: '', err }, script);
    assert.deepEqual(await sh('', { argv: ['sh', '-c'] }), { code: 2, out: '', err: 'sh: -c requires an argument\n' });
    assert.deepEqual(await sh('', { argv: ['sh', '/nope'] }), {
      code: 2,
      out: '',
      err: "sh: can't open '/nope': No such file or directory\n",
    });
  });

  it('says it as bash and dash do', async () => {
    assert.equal((await sh('foo', { shell: 'bash' })).err, 'bash: line 1: foo: command not found\n');
    assert.equal((await sh('foo', { shell: 'dash' })).err, 'dash: 1: foo: not found\n');
    assert.equal(
      (await sh('if', { shell: 'dash' })).err,
      'dash: 1: Syntax error: end of file unexpected (expecting "then")\n',
    );
    assert.equal(
      (await sh('echo > /x/y', { shell: 'dash' })).err,
      'dash: 1: cannot create /x/y: Directory nonexistent\n',
    );
  });

  it('knows its options and builtins', async () => {
    const traced = await sh('set -x; a=1; echo "$a b" c; for i in 1; do echo $i; done');
    assert.deepEqual(traced, { code: 0, out: '1 b c\n1\n', err: "+ a=1\n+ echo '1 b' c\n+ echo 1\n" });
    await prints('set -e; false || true; if false; then :; fi; ! true; false; echo no', '', 1);
    await prints(
      'type echo cat nope if; command -v cat; trap "echo bye" EXIT; trap',
      "echo is a shell builtin\ncat is /bin/cat\nnope: not found\nif is a shell keyword\n/bin/cat\ntrap -- 'echo bye' EXIT\nbye\n",
    );
    await prints(
      'printf "%s-%d|%5s|%-5s|%x %05d %%\\n" a 3 b c 255 42; printf "%s\\n" a b',
      'a-3|    b|c    |ff 00042 %\na\nb\n',
    );
    await prints('echo -e "a\\tb" -n; echo -n x; echo', 'a\tb -n\nx\n');
    await prints(
      'set -- -a -b val rest; while getopts ab: o; do echo "$o ${OPTARG-}"; done; shift $((OPTIND-1)); echo $1',
      'a \nb val\nrest\n',
    );
    await prints(
      'export A=1; B=2; C=3 env | { while read l; do case $l in A*|B*|C*) echo $l;; esac; done; }',
      'A=1\nC=3\n',
    );
    await prints('alias ll="echo listed"\nll x; eval "y=1; echo $((1+1))"; let z=3*4; echo $z', 'listed x\n2\n12\n');
  });

  it('runs scripts', async () => {
    const files = {
      '/s.sh': '#!/bin/sh\necho $0 $1\nnope\nexit 5\n',
      '/plain': 'echo plain $1\n',
      '/bad': '#!/no/sh\n',
    };
    const executable = Object.keys(files);
    const options = { files, executable };
    assert.deepEqual(await sh('/s.sh a; echo $?', options), {
      code: 0,
      out: '/s.sh a\n5\n',
      err: '/s.sh: line 3: nope: not found\n',
    });
    assert.deepEqual(await sh('/plain b; /bad', options), {
      code: 127,
      out: 'plain b\n',
      err: 'sh: /bad: not found\n',
    });
    const bad = await sh('', { ...options, argv: ['/bad'] });
    assert.deepEqual(bad, { code: 1, out: '', err: 'exec /bad: no such file or directory\n' });
    assert.equal((await sh('', { ...options, argv: ['/plain'] })).err, 'exec /plain: exec format error\n');
    assert.deepEqual(await sh('', { argv: ['sh'], stdin: 'x=1\nif true\nthen cat\nfi\nleft over $x\n' }), {
      code: 0,
      out: 'left over $x\n',
      err: '',
    });
  });

  it('parses anything or says a syntax error', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            ...'if then fi for x in do done case esac ( ) { } $( ` " \' $(( )) ${ :- } << E \n ; & && || | > 2>&1 ! a=b # \\ \t'.split(
              ' ',
            ),
            ' ',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (script) => {
        try {
          parseShell(script);
        } catch (error) {
          assert(error instanceof ShellSyntaxError, String(error));
        }
      }),
      { numRuns: 3000 },
    );
    for (const nested of [
      '('.repeat(5000),
      '$('.repeat(5000),
      '${a:-'.repeat(5000),
      '`\\`'.repeat(99),
      '{ '.repeat(5000),
      'f() '.repeat(5000),
      '! '.repeat(5000),
    ]) {
      assert.throws(() => parseShell(nested), ShellSyntaxError);
    }
  });
});
