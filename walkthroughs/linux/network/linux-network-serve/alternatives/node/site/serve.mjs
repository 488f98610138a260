import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

createServer(async (request, response) => {
  const name = request.url === '/' ? 'index.html' : request.url.slice(1);
  try {
    response.setHeader('Content-Type', name.endsWith('.html') ? 'text/html' : 'text/plain');
    response.end(await readFile(new URL(name, import.meta.url)));
  } catch {
    response.writeHead(404).end();
  }
}).listen(18080, '127.0.0.1');
