import { createServer } from 'node:http';

createServer((_, response) => response.writeHead(404).end('nothing here')).listen(18080, '127.0.0.1');
