import type { Stat } from '../../../kernel/files';
import { dateParts, escapeHtml } from '../serving';

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  418: "I'm a teapot",
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
};

const titles: Readonly<Record<number, string>> = {
  302: '302 Found',
  405: '405 Not Allowed',
  401: '401 Authorization Required',
  413: '413 Request Entity Too Large',
  414: '414 Request-URI Too Large',
  416: '416 Requested Range Not Satisfiable',
  503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out',
};

const lineReasons: Readonly<Record<number, string>> = {
  302: 'Moved Temporarily',
  405: 'Not Allowed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  416: 'Requested Range Not Satisfiable',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The words behind a status code in nginx's status line. */
export const reasonOf = (code: number): string => lineReasons[code] ?? reasons[code] ?? '';

/** The page that nginx makes itself for a status; undefined when it has none. */
export function builtinPage(code: number, version: string | undefined): string | undefined {
  if (code < 300 || code === 304 || !(code in reasons) || code === 418) return undefined;
  const title = titles[code] ?? `${code} ${reasons[code] ?? ''}`;
  return page(title, [title], version);
}

/** The page for who speaks plain HTTP on a port for TLS (nginx's own status 497, sent as 400). */
export function plainPage(version: string): string {
  const text = 'The plain HTTP request was sent to HTTPS port';
  return page(`400 ${text}`, ['400 Bad Request', text], version);
}

function page(title: string, [heading = '', text]: readonly string[], version: string | undefined): string {
  const name = version === undefined ? 'nginx' : `nginx/${version}`;
  return [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${heading}</h1></center>`,
    ...(text === undefined ? [] : [`<center>${text}</center>`]),
    `<hr><center>${name}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
}

export type Row = { readonly name: string; readonly stat: Stat };

/** The listing of a directory as `autoindex on` makes it. */
export function autoindex(path: string, rows: readonly Row[]): string {
  const shown = rows.filter(({ name }) => !name.startsWith('.'));
  const order = (row: Row) => (row.stat.kind === 'directory' ? 0 : 1);
  const sorted = [...shown].sort((left, right) => order(left) - order(right) || (left.name < right.name ? -1 : 1));
  const title = `Index of ${escapeHtml(path)}`;
  const head = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre><a href="../">../</a>\r\n`;
  return `${head}${sorted.map(autoindexRow).join('')}</pre><hr></body>\r\n</html>\r\n`;
}

function autoindexRow({ name, stat }: Row): string {
  const folder = stat.kind === 'directory';
  const full = folder ? `${name}/` : name;
  const label = full.length > 50 ? `${full.slice(0, 47)}..>` : full;
  const { day, monthName, year, time } = dateParts(stat.mtime);
  const size = folder ? '-' : String(stat.size);
  const pad = ' '.repeat(Math.max(0, 50 - label.length));
  return `<a href="${encodeURI(full)}">${escapeHtml(label)}</a>${pad} ${day}-${monthName}-${year} ${time.slice(0, 5)} ${size.padStart(19)}\r\n`;
}
