import assert from 'node:assert/strict';
import { box, type Box } from './lab-commands-stage';
import { Village } from './lab-servers-stage';

/** Runs rows of [script, what it prints]; what it complains of counts as printed after it. */
async function table(one: Box, rows: readonly (readonly [string, string])[]): Promise<void> {
  for (const [script, expected] of rows) {
    const { out, err } = await one.sh(script);
    assert.equal(out + err, expected, script);
  }
}

const passwd = 'root:x:0:0:root:/root:/bin/sh\n';

describe('lab commands: text', () => {
  it('filters, sorts, counts and rewrites as the real ones', async () => {
    await table(await box({ files: { '/t': 'b 2\na 10\nc 1\na 10\n', '/w': 'one two\nthree\n' } }), [
      ['sort /t | uniq -c', '      2 a 10\n      1 b 2\n      1 c 1\n'],
      ['sort -k2 -n -r /t | head -1', 'a 10\n'],
      ['sort -u /t | cut -d" " -f2 | tr "\\n" ,', '10,2,1,'],
      ['wc -l < /w', '2\n'],
      ['wc /w', '        2         3        14 /w\n'],
      ['tail -n 1 /w; tail -n +2 /w; head -c 3 /w', 'three\nthree\none'],
      ['grep -n -i ONE /w; grep -c e /w; grep -v one /w; grep -o "t.o" /w', '1:one two\n2\nthree\ntwo\n'],
      ['grep nothing /w || echo no', 'no\n'],
      ['grep -E "^(a|c) [0-9]+$" /t | wc -l', '3\n'],
      ['sed -n "2p;\\$p" /t', 'a 10\na 10\n'],
      ['sed -e "s/a/<&>/g" -e "/^b/d" /t', '<a> 10\nc 1\n<a> 10\n'],
      ["sed 's/\\(one\\) \\(two\\)/\\2 \\1/; 2,$s|three|3|' /w", 'two one\n3\n'],
      ['sed -i "s/one/1/" /w && cat /w', '1 two\nthree\n'],
      ['seq 3 | sed ":a;N;$!ba;s/\\n/+/g"', '1\n2\n3\n'],
      ["seq 3 | sed ':a;N;$!ba;s/\\n/+/g'", '1+2+3\n'],
      ['printf "%s-%03d\\n" a 7 b 8', 'a-007\nb-008\n'],
      ['echo one two | xargs -n 1 echo x', 'x one\nx two\n'],
      ['seq -w 8 10; seq 1 2 5 | tac', '08\n09\n10\n5\n3\n1\n'],
      ['printf abc | base64; echo YWJj | base64 -d', 'YWJj\nabc'],
      ['printf abc | sha256sum', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n'],
      ['cat /nosuch', "cat: can't open '/nosuch': No such file or directory\n"],
      ["awk '{s += $2} END {print NR, s}' /t", '4 23\n'],
      ['awk -F: \'$3 == 0 {print $1 "=" $NF}\' /etc/passwd', 'root=/bin/sh\n'],
      ['awk \'BEGIN {for (i = 1; i <= 3; i++) printf "%d%s", i * i, i < 3 ? "," : "\\n"}\'', '1,4,9\n'],
      ["awk '{n[$1]++} END {for (k in n) print k, n[k]}' /t | sort", 'a 2\nb 1\nc 1\n'],
      [
        'awk \'/^c/ {gsub(/1/, "one"); print toupper($0); next} END {print length("four"), substr("hello", 2, 3)}\' /t',
        'C ONE\n4 ell\n',
      ],
    ]);
  });
});

describe('lab commands: text, the larger ones', () => {
  it('compares, computes and translates', async () => {
    await table(await box({ files: { '/a': '1\n2\n3\n', '/b': '1\nx\n3\n4\n', '/t': 'a b\nc d\n' } }), [
      ['diff /a /b', '--- /a\n+++ /b\n@@ -1,3 +1,4 @@\n 1\n-2\n+x\n 3\n+4\n'],
      ['diff -q /a /a && echo same; diff /a /nosuch', "same\ndiff: can't stat '/nosuch': No such file or directory\n"],
      ['cmp /a /b', '/a /b differ: char 3, line 2\n'],
      [
        'expr 1 + 2 \\* 3; expr length abc; expr abc : "a\\(.\\)"; expr 0 \\| 5; expr 1 / 0',
        '7\n3\nb\n5\nexpr: division by zero\n',
      ],
      ['fold -w 1 /t | head -n 2; paste -d, /a /a; comm -12 /a /a', 'a\n \n1,1\n2,2\n3,3\n1\n2\n3\n'],
      ['tr a-c A-C < /t; tr -d " \\n" < /t; echo; echo aabb | tr -s ab', 'A B\nC d\nabcd\nab\n'],
      [
        'seq 4 | sed -n "2,3{s/$/!/;p}"; seq 3 | sed "2c\\\nnew"; echo "one two" | sed "s/\\w*/\\U&/"',
        '2!\n3!\n1\nnew\n3\nONE two\n',
      ],
      [
        'awk \'function twice(n) { return n * 2 } { do { i++ } while (i < 3); print twice(NR), ("b" in seen) ? 1 : 0, length($1); seen[$2] }\' /t',
        '2 0 1\n4 1 1\n',
      ],
      [
        'awk \'BEGIN { n = split("a:b:c", p, ":"); print n, p[3], match("xaay", /a+/), RLENGTH; printf "%05.1f|%x|%-3s|\\n", 2.25, 255, "z" }\'',
        '3 c 2 2\n002.3|ff|z  |\n',
      ],
    ]);
  });

  it('gives up on a pattern that would never end', async () => {
    const { err, code } = await (await box()).sh(`echo ${'a'.repeat(40)}! | grep -E '^(a+)+$'`);
    assert.deepEqual([err, code], ['grep: regular expression takes too long: the practice lab gave it up\n', 2]);
  });
});

describe('lab commands: files', () => {
  it('lists, copies, moves, removes and finds', async () => {
    const one = await box({ files: { '/d/a.txt': 'hello\n', '/d/sub/b.sh': '#!/bin/sh\necho hi\n' } });
    await table(one, [
      ['ls /d', 'a.txt\nsub\n'],
      ['ls -l /d/a.txt', '-rw-r--r--    1 root     root             6 Nov 21 16:22 /d/a.txt\n'],
      ['ls /nosuch', 'ls: /nosuch: No such file or directory\n'],
      ['cp -r /d /e && find /e -type f | sort', '/e/a.txt\n/e/sub/b.sh\n'],
      ['cp /d /f', "cp: omitting directory '/d'\n"],
      ['chmod +x /d/sub/b.sh && /d/sub/b.sh && stat -c "%a %U %s" /d/sub/b.sh', 'hi\n755 root 18\n'],
      ['chmod u=rw,go= /d/a.txt; stat -c %A /d/a.txt', '-rw-------\n'],
      ['mv /e/a.txt /e/c.txt; ls /e', 'c.txt\nsub\n'],
      ['rm /e', "rm: '/e' is a directory\n"],
      ['rm -rf /e; rm /e', "rm: can't remove '/e': No such file or directory\n"],
      ['mkdir -p /x/y/z; rmdir /x; ls /x', "y\nrmdir: '/x': Directory not empty\n"],
      ['ln -s /d/a.txt /l; readlink /l; readlink -f /l', '/d/a.txt\n/d/a.txt\n'],
      ['find /d -name "*.txt" -exec echo got {} \\;', 'got /d/a.txt\n'],
      [
        'head -c 5000 /dev/zero > /z; wc -c < /z; du -s /z; truncate -s 10M /z; ls -lh /z',
        '5000\n8\t/z\n-rw-r--r--    1 root     root       10.0M Nov 21 16:22 /z\n',
      ],
      [
        'tar -czf /t.tgz -C /d . && mkdir /o && tar xzf /t.tgz -C /o && cat /o/a.txt && tar tzf /t.tgz | wc -l',
        'hello\n4\n',
      ],
      ['[ -f /d/a.txt -a ! -d /d/a.txt ] && test 3 -gt 2 && echo yes', 'yes\n'],
      ['which ls; which nosuch || echo none', '/bin/ls\nnone\n'],
      ['touch /nosuch/x', 'touch: /nosuch/x: No such file or directory\n'],
    ]);
  });

  it('has the manners of the full-size programs where they are installed', async () => {
    await table(await box({ flavour: 'gnu' }), [
      ['cat /nosuch', 'cat: /nosuch: No such file or directory\n'],
      ['ls /nosuch', "ls: cannot access '/nosuch': No such file or directory\n"],
      ['rm /nosuch', "rm: cannot remove '/nosuch': No such file or directory\n"],
      ['apt-get install -y curl 2>&1 | tail -1', 'E: Unable to locate package curl\n'],
      [
        'apt-get update -qq && apt-get install -y --no-install-recommends tzdata >/dev/null 2>&1; TZ=Asia/Shanghai date +%z; ls /usr/share/zoneinfo | grep -c Asia',
        'Reading package lists...\n+0800\n1\n',
      ],
      ['adduser --disabled-password --gecos "" --quiet web; id web', 'uid=1000(web) gid=1000(web) groups=1000(web)\n'],
      ['curl http://nosuch', 'curl: (6) Could not resolve host: nosuch\n'],
    ]);
  });
});

describe('lab commands: system', () => {
  it('tells of processes, users and the machine', async () => {
    const one = await box();
    const { out } = await one.sh('ps; true');
    assert.match(out, /^PID {3}USER {5}TIME {2}COMMAND\n {4}1 root +0:00 sh -c ps; true\n +\d+ root +0:00 ps\n$/);
    await table(one, [
      ['uname -r; hostname; whoami; nproc', '6.1.0-lab\nbox\nroot\n2\n'],
      ['id', 'uid=0(root) gid=0(root) groups=0(root)\n'],
      [
        'date; date -u +%F',
        'Sat Nov 21 16:22:36 UTC 2026\n2026-11-21\n'.replace(
          /16:22:36/,
          /\d\d:\d\d:\d\d/.exec((await one.sh('date')).out)?.[0] ?? '',
        ),
      ],
      ['date -s 12:00 | wc -l', "1\ndate: can't set date: Operation not permitted\n"],
      ['kill -9 4242', "sh: can't kill pid 4242: No such process\n"],
      [
        'adduser -D -u 1001 web && id web && grep web /etc/passwd',
        'uid=1001(web) gid=1001(web) groups=1001(web)\nweb:x:1001:1001:Linux User,,,:/home/web:/bin/sh\n',
      ],
      ['addgroup -S app && adduser -S -G app app && id app', 'uid=100(app) gid=101(app) groups=101(app)\n'],
      ['timeout 1 sleep 10; echo $?', '143\n'],
    ]);
    await table(one, [
      [
        "su -s /bin/sh web -c 'id -un; echo $HOME; touch /root/x'",
        'web\n/home/web\ntouch: /root/x: Permission denied\n',
      ],
      ['su nosuch', 'su: unknown user nosuch\n'],
    ]);
    const gnu = await box({
      flavour: 'gnu',
      files: { '/etc/passwd': `${passwd}web:x:1001:1001::/home/web:/bin/sh\n` },
    });
    await table(gnu, [
      ['exec su-exec web sh -c "id -u; echo $$"', '1001\n1\n'],
      ['gosu 33:34 id', 'uid=33 gid=34 groups=34\n'],
      ['setpriv --reuid=33 --regid=34 --clear-groups id', 'uid=33 gid=34 groups=34\n'],
      ['tini -- sh -c "exit 3"; echo $?', '3\n'],
    ]);
    const sleeper = await one.begin('sleep infinity');
    await one.clock.advance(90_000_000);
    sleeper.kill('SIGKILL');
    assert.equal((await sleeper.exited).code, 137);
  });

  it('dd asks for its block first: beyond the limit the kernel ends it', async () => {
    const one = await box({ memory: 32 * 2 ** 20 });
    const big = await one.sh('exec dd if=/dev/zero of=/dev/null bs=200M count=1');
    assert.deepEqual([big.exit.code, big.exit.outOfMemory], [137, true]);
    const small = await one.sh('dd if=/dev/zero of=/dev/null bs=10M count=2');
    assert.equal(small.code, 0);
    assert.match(small.err, /^2\+0 records in\n2\+0 records out\n20971520 bytes \(20\.0MB\) copied, /);
  });

  it('apk records packages, brings their commands, and refuses what it does not know', async () => {
    const one = await box({ files: { '/etc/alpine-release': '3.22.1\n' } });
    const done = await one.sh(
      'apk add --no-cache curl tzdata && which curl && curl --version | head -1 && TZ=Asia/Shanghai date +%z',
    );
    assert.match(
      done.out,
      /^fetch https.*v3\.22\/main.*\nfetch .*\n\( 1\/11\) Installing [^]*OK: \d+ MiB in 11 packages\n\/usr\/bin\/curl\ncurl 8\.14\.1 .*\n\+0800\n$/,
    );
    assert.ok((await one.files.stat('/usr/lib/tzdata/tzdata.so')).size > 3_000_000);
    const refused = await one.sh('apk add --no-cache nosuch');
    assert.equal(
      refused.err,
      'ERROR: unable to select packages:\n  nosuch (no such package):\n    required by: world[nosuch]\n',
    );
    assert.equal(refused.code, 1);
  });
});

describe('lab commands: network', () => {
  it('pings, resolves and fetches over the container network', async () => {
    const village = new Village();
    const web = await box({
      village,
      name: 'web',
      files: {
        '/nginx.conf': 'daemon off;\nevents {}\nhttp { server { listen 80; root /site; } }\n',
        '/site/index.html': 'hello from web\n',
        '/run/.keep': '',
        '/var/cache/nginx/.keep': '',
      },
    });
    const server = await web.begin('exec nginx -c /nginx.conf');
    await web.clock.advance(1000);
    const one = await box({ village, name: 'client' });
    await table(one, [
      ['wget -qO- http://web', 'hello from web\n'],
      ['wget -qO- http://web/nope', 'wget: server returned error: HTTP/1.1 404 Not Found\n'],
      ['wget -qO- http://nosuch', "wget: bad address 'nosuch'\n"],
      ['wget -qO- http://web:81', "wget: can't connect to remote host (172.18.0.2): Connection refused\n"],
      ['ping -c 1 nosuch', "ping: bad address 'nosuch'\n"],
      [
        'ping -c 2 web',
        'PING web (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0 ttl=64 time=0.100 ms\n64 bytes from 172.18.0.2: seq=1 ttl=64 time=0.100 ms\n\n--- web ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = 0.100/0.100/0.100 ms\n',
      ],
      [
        'nslookup web',
        'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\nName:\tweb\nAddress: 172.18.0.2\n\nNon-authoritative answer:\n\n',
      ],
      ['nc -z web 80 && echo open', 'open\n'],
      [
        'mkdir /www; echo hi > /www/index.html; httpd -p 8080 -h /www; wget -qO- http://127.0.0.1:8080; wget -qO- http://127.0.0.1:8080/no',
        'hi\nwget: server returned error: HTTP/1.1 404 Not Found\n',
      ],
    ]);
    const gnu = await box({ village, name: 'gnu', flavour: 'gnu' });
    await table(gnu, [
      ['curl -s http://web', 'hello from web\n'],
      ["curl -s -o /dev/null -w '%{http_code}' http://web/nope", '404'],
      ['curl -sf http://web/nope; echo $?', '22\n'],
      ['curl -sS http://web:81 2>&1 | cut -c1-36', 'curl: (7) Failed to connect to web p\n'],
    ]);
    server.kill('SIGKILL');
    await server.exited;
  });
});
