// The shop in express with morgan: node_app.js FORMAT[-1.10] PORT. The log is stdout; express prints unhandled errors to stderr.
const express = require('express');
const [format, old] = process.argv[2].split('-');
const morgan = require(old ? 'morgan-1.10' : 'morgan'); // 1.10 does not escape what headers say
const routes = require('./routes.json');

const app = express();
app.use(morgan(format));
app.use((req, res, next) => {
  const path = req.path;
  setTimeout(() => {
    if (path === '/boom') return next(new Error('the drawer is stuck')); // unhandled: express answers 500
    if (!(path in routes.answers) && !path.startsWith('/orders/')) return next(); // express answers 404
    let status = routes.answers[path] || { PUT: 503, DELETE: 403 }[req.method] || 200;
    if (req.method === 'POST' && path.endsWith('/pay')) status = 500;
    if (routes.bodiless.includes(path)) return res.status(status).end();
    res.status(status).send(`answer ${status} of the shop\n`);
  }, 1000 * (routes.waits[path] || 0));
});
app.listen(Number(process.argv[3]));
