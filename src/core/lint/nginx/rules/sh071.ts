import type { Text } from '../../../text';
import type { Fix, Problem, Rule } from '../../rule';
import type { NginxFile, Slip } from '../file';

/** Braces and semicolons. */
export const sh071: Rule<NginxFile> = {
  code: 'SH071',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Semicolon or brace missing', zh: '缺少分号或花括号' },
  message: { en: '{what}: nginx does not start.', zh: '{what}，nginx 无法启动。' },
  why: {
    en: 'A directive ends with a semicolon or with a block in braces; line ends mean nothing to nginx. Where a semicolon is missing, the next line becomes part of the directive, and the error names that line: look one line up. `nginx -t` checks a configuration before it is loaded.',
    zh: '一条指令以分号或花括号块结束，换行对 nginx 没有意义。漏写分号，下一行就会被并进这条指令，报错也指向下一行：请往上看一行。`nginx -t` 可以在加载之前检查配置。',
  },
  lesson: 'linux/logs',
  *check(file) {
    for (const slip of file.slips) yield problemOf(slip);
    for (const { words } of file.directives) {
      const index = words.findIndex(({ span, text, isQuoted }, at) => {
        const before = words[at - 1];
        const gap = file.text.slice(before?.span.end ?? span.start, span.start);
        return !isQuoted && before !== undefined && gap.includes('\n') && directives.has(text) && at + 1 < words.length;
      });
      const before = words[index - 1];
      if (before !== undefined) yield problemOf({ kind: 'no semicolon', span: before.span });
    }
  },
  examples: {
    bad: [
      { text: 'server {\n  listen «80»\n}\n', fixed: 'server {\n  listen 80;\n}\n' },
      {
        text: 'server {\n  listen «80»\n  server_name shop.example;\n}\n',
        fixed: 'server {\n  listen 80;\n  server_name shop.example;\n}\n',
      },
      { text: 'server «{»\n  listen 80;\n' },
      { text: 'server {\n  listen 80;\n}\n«}»\n' },
    ],
    good: [
      'http {\n  map $uri $x {\n    default "a;b";\n    "~^/y{1}" c;\n  }\n  log_format main \'$remote_addr; \'\n    \'{ $request }\';\n  server { listen 80; if ($x) { return 403; } }\n}\n',
    ],
  },
};

/** Directives that never stand as an argument of another one; from practice, not compared with the list of nginx. */
const directives: ReadonlySet<string> = new Set(
  `access_log alias client_max_body_size error_log error_page fastcgi_param fastcgi_pass index keepalive_timeout
  listen proxy_http_version proxy_pass proxy_read_timeout proxy_set_header return rewrite root server_name
  ssl_certificate ssl_certificate_key try_files worker_connections worker_processes`.split(/\s+/),
);

const words = {
  'no semicolon': { en: 'A semicolon is missing behind this', zh: '这里后面缺少分号' },
  'open brace': { en: 'This brace is never closed', zh: '这个花括号没有闭合' },
  'closing brace': { en: 'This brace closes nothing', zh: '这个花括号没有对应的开始' },
} as const satisfies Record<string, Text>;

function problemOf({ kind, span }: Slip): Problem {
  const edits = [{ span: { start: span.end, end: span.end }, text: ';' }];
  const fix: Fix = { title: { en: 'Insert the semicolon', zh: '补上分号' }, edits, safe: true };
  return { span, args: { what: words[kind] }, fix: kind === 'no semicolon' ? fix : undefined };
}
