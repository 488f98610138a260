import { createServer } from 'node:net';

createServer((socket) => socket.on('error', () => undefined).destroy()).listen(18080, '127.0.0.1');
