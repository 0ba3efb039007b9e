// Ordinary business with look-alikes. usage: business.js pino|pino-pretty|winston|debug COUNT
'use strict';
const fs = require('fs');
const [what, count] = [process.argv[2], Number(process.argv[3])];
const lines = fs.readFileSync('lookalikes.txt', 'utf8').trim().split('\n');
let say;
if (what === 'pino') {
  const log = require('pino')({ base: { pid: 17 }, level: 'debug' }, require('pino').destination({ sync: true }));
  say = (i, s) => (i % 3 === 0 ? log.info({ errors: 0, error: null, shelf: i }, s) : i % 3 === 1 ? log.debug(s) : log.warn(s));
} else if (what === 'pino-pretty') {
  const log = require('pino')({ base: undefined, level: 'debug' }, require('pino-pretty')({ sync: true, colorize: true }));
  say = (i, s) => (i % 7 === 0 ? log.info({ error: 'none', level_name: 'error', status: { errors: 0, last: null } }, s) : i % 2 ? log.info(s) : log.warn(s));
} else if (what === 'winston') {
  const w = require('winston');
  const log = w.createLogger({ level: 'debug', format: w.format.combine(w.format.timestamp(), w.format.printf((i) => `${i.timestamp} ${i.level}: ${i.message}`)), transports: [new w.transports.Console()] });
  say = (i, s) => (i % 5 === 4 ? log.warn(s) : i % 2 ? log.info(s) : log.debug(s));
} else {
  process.env.DEBUG = '*';
  const debug = require('debug');
  debug.enable('depot:*');
  const logs = [debug('depot:error-list'), debug('depot:stock'), debug('depot:exception-list')];
  say = (i, s) => logs[i % 3]('order %d: %s', i, s);
}
for (let i = 0; i < count; i++) say(i, lines[(i * 17) % lines.length].replace('{n}', i));
