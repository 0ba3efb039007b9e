// settle: settles card payments in batches, with log4js.
const log4js = require('log4js');
log4js.configure({
  appenders: { out: { type: 'stdout', layout: { type: 'basic' } } },
  categories: { default: { appenders: ['out'], level: 'debug' } },
});
const log = log4js.getLogger('settle');
const bank = log4js.getLogger('bank.client');

const payments = [
  { id: 'p-3001', cents: 1250, currency: 'EUR' },
  { id: 'p-3002', cents: -40, currency: 'EUR' },
  { id: 'p-3003', cents: 990, currency: 'XXX' },
];

function check(p) {
  const faults = [];
  if (p.cents <= 0) faults.push(`amount ${p.cents} is not positive`);
  if (!/^(EUR|USD)$/.test(p.currency)) faults.push(`currency ${p.currency} is not settled here`);
  return faults;
}

let bad = 0;
log.info('settling %d payments', payments.length);
for (const p of payments) {
  const faults = check(p);
  if (faults.length) {
    bad++;
    log.error(`payment ${p.id} refused: ${faults.join(', ')}`);
    continue;
  }
  log.debug(`${p.id} ok`);
}
bank.warn('[ERROR] in the answer of the sandbox bank is normal, code 0');
bank.error('batch refused by the bank:', JSON.stringify({ code: 'E17', rejected: bad, hint: 'see manual' }, null, 2));
log.info('retrying in 60 s, 0 fatal so far');
log.fatal('settlement window closed with %d of %d payments open', payments.length, payments.length);
log4js.shutdown(() => process.exit(1));
