<?php
// The depot's business through monolog and PHP's error_log(). usage: phplog.php line|multi|error_log
$what = $argv[1];
if ($what === 'error_log') {
    ini_set('date.timezone', 'UTC');
    error_log('depot opens, 0 errors carried over');
    error_log('ERROR: shelf 7 is empty');
    error_log('WARNING: shelf 12 is low, ERROR soon');
    error_log('INFO: error: none');
    error_log('[ERROR] no label for parcel 88');
    error_log('[critical] cold room too warm');
    error_log('depot closes');
    exit(0);
}
require_once 'Monolog/autoload.php';
$handler = new Monolog\Handler\StreamHandler('php://stdout');
$formatter = new Monolog\Formatter\LineFormatter(null, null, true);
if ($what === 'multi') {
    $handler->setFormatter($formatter);
}
$log = new Monolog\Logger('depot');
$log->pushHandler($handler);
$log->info('depot opens', ['errors' => 0]);
$log->error('shelf is empty', ['shelf' => 7, 'order' => 4711]);
$log->warning('shelf 12 is low, ERROR soon');
$log->info('depot.ERROR: is how monolog writes it');
if ($what === 'multi') {
    $log->error("customs said:\nparcel 120: no papers\nparcel 121: no papers");
} else {
    $log->notice('error handler registered', ['error' => null]);
    $log->critical('cold room too warm', ['degrees' => 9.5]);
    $log->alert('door is open');
    $log->emergency('fire in hall 2');
}
$log->debug('depot closes');
