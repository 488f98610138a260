import { readsOf, type Read } from './reads';

/** What a script of the lessons does, read out of its text. */
export type Sketch = {
  readonly kind: 'flask' | 'http';
  readonly port: number;
  readonly host: string;
  /** Paths with what they answer; a path may be `*`. */
  readonly routes: readonly Route[];
  readonly redis?: {
    readonly hostVariable?: string;
    readonly host: string;
    readonly port: number;
    readonly passwordVariable?: string;
    /** The variable with the path of a file that holds the password, such as a secret of Compose. */
    readonly passwordFileVariable?: string;
  };
  /** Files that it reads at its start, by variable. */
  readonly files: ReadonlyMap<string, Read>;
  readonly modules: readonly string[];
};

/** An answer's text with `{…}` for expressions, and its media type. */
export type Route = {
  readonly path: string;
  readonly template: string;
  readonly type: string;
  readonly status: number;
};

/** Looks what a Python script does; undefined when it is none of the servers that the lab knows. */
export function sketch(source: string, env: ReadonlyMap<string, string>): Sketch | undefined {
  const modules = [...source.matchAll(/^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+))/gm)].map(
    (match) => (match[1] ?? match[2] ?? '').split('.')[0] ?? '',
  );
  const common = { redis: redisOf(source), files: readsOf(source), modules };
  const { redis, ...rest } = common;
  const more = { ...rest, ...(redis && { redis }) };
  if (/Flask\s*\(/.test(source))
    return { kind: 'flask', ...address(source, env, 5000), routes: flaskRoutes(source), ...more };
  if (/HTTPServer\s*\(|TCPServer\s*\(/.test(source))
    return { kind: 'http', ...address(source, env, 8000), routes: handlerRoutes(source), ...more };
  return undefined;
}

function address(
  source: string,
  env: ReadonlyMap<string, string>,
  fallback: number,
): { readonly host: string; readonly port: number } {
  const run = /\.run\s*\(([^]*?)\)\s*$/m.exec(source)?.[1] ?? '';
  const [tuple, tupleHost, tuplePort] =
    /HTTPServer\s*\(\s*\(\s*([^,]+),\s*([^)]+(?:\([^)]*\))?[^)]*)\)/.exec(source) ?? [];
  const [, runHost] = /host\s*=\s*([^,)]+)/.exec(run) ?? [];
  const [, runPort] = /port\s*=\s*([^,]+(?:\([^)]*\))?[^,)]*)/.exec(run) ?? [];
  const open = tuple === undefined ? '127.0.0.1' : '0.0.0.0';
  const host = literal(runHost ?? tupleHost, source, env) ?? open;
  const port = Number(literal(runPort ?? tuplePort, source, env));
  return { host: host === '' ? '0.0.0.0' : host, port: port > 0 ? port : fallback };
}

/** The value of a simple expression: a text, a number, a name, or a variable of the environment with its default. */
export function literal(
  expression: string | undefined,
  source: string,
  env: ReadonlyMap<string, string>,
  depth = 0,
): string | undefined {
  const text = expression?.trim() ?? '';
  if (depth > 5) return undefined;
  const plain = /^(?:["']([^"']*)["']|(\d+))$/.exec(text);
  if (plain) return plain[1] ?? plain[2];
  const cast = /^(?:int|str)\(([^]*)$/.exec(text)?.[1];
  if (cast !== undefined) return literal(closed(cast), source, env, depth + 1);
  const variable = environment(text);
  if (variable) return env.get(variable.name) ?? variable.fallback;
  return /^\w+$/.test(text) ? literal(assignedTo(text, source), source, env, depth + 1) : undefined;
}

const assignedTo = (name: string, source: string): string | undefined =>
  new RegExp(`^\\s*${name}\\s*=\\s*(.+)$`, 'm').exec(source)?.[1];

/** Without the bracket at its end that belongs to what stands around it. */
function closed(text: string): string {
  const count = (sign: string) => text.split(sign).length - 1;
  return count(')') > count('(') ? text.replace(/\)$/, '') : text;
}

/** `os.environ.get("NAME", "default")`, `os.getenv(…)` or `os.environ["NAME"]`. */
export function environment(text: string): { readonly name: string; readonly fallback?: string } | undefined {
  const found = /(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w+)["'](?:\s*,\s*["']?([^"')]*)["']?)?/.exec(text);
  if (!found) return undefined;
  return { name: found[1] ?? '', ...(found[2] !== undefined && { fallback: found[2].trim() }) };
}

function redisOf(source: string): Sketch['redis'] {
  const call = /Redis\s*\(([^]*?)\)\s*$/m.exec(source)?.[1];
  if (call === undefined) return undefined;
  const argument = (shape: RegExp, fallback: string) => shape.exec(call)?.[1] ?? fallback;
  const host = argument(/host\s*=\s*([^,]+(?:,\s*["'][^"']*["']\s*\))?)/, '"localhost"');
  const variable = environment(host);
  const password = environment(argument(/password\s*=\s*(.+)/, ''));
  return {
    host: (variable ? variable.fallback : literal(host, source, new Map())) ?? 'localhost',
    port: Number(argument(/port\s*=\s*(\d+)/, '6379')),
    ...(variable && { hostVariable: variable.name }),
    ...(password && { passwordVariable: password.name }),
  };
}

function flaskRoutes(source: string): readonly Route[] {
  const pattern =
    /^@\w+\.(?:route|get)\(\s*["']([^"']+)["'][^\n]*\)\s*\n(?:@[^\n]*\n)*\s*def\s+\w+\([^)]*\)[^:]*:\n((?:[ \t]+[^\n]*\n?|\n)*)/gm;
  return [...source.matchAll(pattern)].map(([, path = '/', body = '']) => ({
    path,
    template: template(returned(body), body),
    type:
      /Content-Type["']\s*:\s*["']([^"']+)/i.exec(body)?.[1] ??
      (/jsonify|return\s*\{/.test(body) ? 'application/json' : 'text/html; charset=utf-8'),
    status: Number(/return[^\n]*,\s*(\d{3})\b/.exec(body)?.[1] ?? 200),
  }));
}

const returned = (body: string): string => /return\s+([^]*)$/.exec(body)?.[1]?.trim() ?? '';

function handlerRoutes(source: string): readonly Route[] {
  const type = /send_header\(\s*["']Content-Type["']\s*,\s*["']([^"']+)/i.exec(source)?.[1] ?? 'text/plain';
  const written = /wfile\.write\(([^]*?)\)\s*$/m.exec(source)?.[1] ?? '';
  const named = /^\w+$/.test(written.trim())
    ? (new RegExp(`^\\s*${written.trim()}\\s*=\\s*(.+)$`, 'm').exec(source)?.[1] ?? '')
    : written;
  return [{ path: '*', template: template(named, source), type, status: 200 }];
}

/** A text with `{…}`: of an f-string, of a plain one, or of JSON made from a dictionary. */
function template(expression: string, body: string): string {
  const name = /^(\w+)(?:\.encode\([^)]*\))?\s*$/.exec(expression.trim())?.[1];
  const assigned = name && new RegExp(`^\\s*${name}\\s*=\\s*(.+)$`, 'm').exec(body)?.[1];
  const text = assigned && assigned !== expression ? assigned : expression;
  if (text.includes('+')) return joined(text);
  const found = /(f|b|rf|fr)?(["'])((?:\\[^]|(?!\2)[^\\])*)\2/.exec(text);
  return found ? piece(found[1], found[3]) : '';
}

/** The text of a literal of Python's; what it says literally is escaped. */
function piece(prefix: string | undefined, content: string | undefined): string {
  const raw = (content ?? '')
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\(["'\\])/g, '$1');
  return /f/.test(prefix ?? '') ? raw : raw.replace(/\{/g, '{{').replace(/\}/g, '}}');
}

/** `"ok " + version + "\\n"`: literals and names that are joined. */
function joined(expression: string): string {
  const bare = expression.replace(/\.(?:encode|decode|strip)\([^)]*\)/g, '').replace(/\b(?:str|bytes)\(|[()]/g, ' ');
  const pieces = bare.matchAll(/(f|b|rf|fr)?(["'])((?:\\[^]|(?!\2)[^\\])*)\2|([A-Za-z_]\w*)/g);
  return [...pieces].map(([, prefix, , content, name]) => (name ? `{${name}}` : piece(prefix, content))).join('');
}
