// The depot's business through node's logging libraries. usage: nodelog.js LIBRARY
'use strict';
const what = process.argv[2];

function business(log, warn) {
  log.info('depot opens, 0 errors carried over');
  log.error('shelf 7 is empty, order 4711 cannot be filled');
  log[warn || 'warn']('shelf 12 is low, ERROR soon');
  log.info('error: none, errors: 0');
  log.error("no label for parcel 88: printer answered 'offline'");
  log.debug('depot closes');
}

if (what.startsWith('winston')) {
  const winston = require('winston');
  const f = winston.format;
  const stamp = f.timestamp({ format: 'YYYY-MM-DD HH:mm:ss.SSS' });
  const line = f.printf((i) => `${i.timestamp} [${i.label}] ${i.level}: ${i.message}`);
  const format = {
    'winston-simple': f.simple(),
    'winston-printf': f.combine(f.label({ label: 'depot' }), stamp, line),
    'winston-color': f.combine(f.colorize(), f.label({ label: 'depot' }), stamp, line),
    'winston-json': f.combine(f.timestamp(), f.json()),
  }[what];
  const log = winston.createLogger({ level: 'debug', format, transports: [new winston.transports.Console()] });
  business(log);
  log.info('last line', { error: null });
} else if (what === 'pino') {
  const log = require('pino')({ base: { pid: 17, name: 'depot' }, level: 'debug' }, require('pino').destination({ sync: true }));
  business(log);
  log.fatal({ degrees: 9.5 }, 'cold room too warm');
  log.info({ err: null, level_name: 'error', level50: 50 }, 'depot closed');
} else if (what === 'pino-pretty') {
  const pretty = require('pino-pretty')({ sync: true, colorize: false, translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l' });
  const log = require('pino')({ base: { pid: 17, hostname: 'depot-1' }, level: 'debug' }, pretty);
  business(log);
  log.error({ parcel: 91, weight: { kg: 41, limit: 30 } }, 'parcel refused');
  log.info({ error: 'none', docks: 3 }, 'docks counted');
  log.fatal('cold room too warm');
  log.info('depot closed');
} else if (what === 'pino-pretty-color') {
  const pretty = require('pino-pretty')({ sync: true, colorize: true });
  const log = require('pino')({ base: undefined, level: 'debug' }, pretty);
  business(log);
  log.info('depot closed');
} else if (what === 'bunyan') {
  const log = require('bunyan').createLogger({ name: 'depot', level: 'debug' });
  log.fields.hostname = 'depot-1';
  business(log);
  log.fatal('cold room too warm');
  log.info({ errors: 0 }, 'depot closed');
} else if (what === 'log4js' || what === 'log4js-color') {
  const log4js = require('log4js');
  log4js.configure({
    appenders: { out: { type: 'stdout', layout: { type: what === 'log4js' ? 'basic' : 'coloured' } } },
    categories: { default: { appenders: ['out'], level: 'debug' } },
  });
  const log = log4js.getLogger('depot');
  business(log);
  log.error('customs said:\nparcel 120: no papers\nparcel 121: no papers');
  log.fatal('cold room too warm');
  log.info('depot closed');
} else if (what === 'log4js-pattern') {
  const log4js = require('log4js');
  log4js.configure({
    appenders: { out: { type: 'stdout', layout: { type: 'pattern', pattern: '%d{ISO8601_WITH_TZ_OFFSET} %-5p %c{1} (%z) - %m' } } },
    categories: { default: { appenders: ['out'], level: 'debug' } },
  });
  business(log4js.getLogger('depot.stock'));
} else if (what === 'tslog') {
  const { Logger } = require('tslog');
  const log = new Logger({ name: 'depot', pretty: { style: false } });
  business(log);
  log.fatal('cold room too warm');
  log.info('depot closed');
} else if (what === 'signale') {
  const { Signale } = require('signale');
  const log = new Signale({ scope: 'depot', config: { displayTimestamp: true, displayDate: true } });
  log.info('depot opens, 0 errors');
  log.error('shelf 7 is empty');
  log.warn('shelf 12 is low, error soon');
  log.success('no error in books');
  log.fatal('cold room too warm');
  log.complete('depot closes');
} else if (what === 'consola') {
  const { createConsola } = require('consola');
  business(createConsola({ level: 5, fancy: false }));
}
