const html = (words: string) => `<html><head><title>${words}</title></head><body><h1>${words}</h1></body></html>`;

/** An answer of a proxy, as bytes. */
export function page(status: string, body = html(status), headers = ''): string {
  return `HTTP/1.1 ${status}\r\nContent-Type: text/html\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

/** What proxies and strange servers say, each an error with a sentence. */
export const strangeReplies: Readonly<Record<string, string | Buffer>> = {
  'a 500 with a page': page('500 Internal Server Error'),
  'a 502 with a page': page('502 Bad Gateway'),
  'a 503 with a page': page('503 Service Unavailable', html('503 Service Unavailable'), 'Retry-After: 120\r\n'),
  'a 502 with nothing': page('502 Bad Gateway', ''),
  'the login page of a proxy': page('200 OK', html('Log in')),
  'a redirection to the login page': page('302 Found', '', 'Location: http://127.0.0.1:1/login\r\n'),
  'a proxy that wants a password': page('407 Proxy Authentication Required'),
  'nothing at all': page('204 No Content', ''),
  'an answer of no bytes': page('200 OK', ''),
  'JSON that is null': page('200 OK', 'null'),
  'JSON that is a text': page('200 OK', '"ok"'),
  'JSON that is cut': page('200 OK', '{"items": [{"metadata": {"na'),
  'half of a letter': Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n["'),
    Buffer.from('已已').subarray(0, 5),
    Buffer.from('"'),
  ]),
  'a longer body than its length says': 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[{"Id": "1"}]',
  'a shorter body than its length says': 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n[{"Id": "1"}]',
  'a length that is no number': 'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n[]',
  'a chunk of a broken length': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n',
  'a broken status line': 'HTTP/1.1 2O0 OK\r\n\r\n[]',
  'a head without end': `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(200_000)}`,
  'another protocol': '220 mail.example.org ESMTP\r\n',
  'the alert of a TLS server': Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]),
  zeros: Buffer.alloc(4096),
};
