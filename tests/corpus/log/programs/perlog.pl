# The depot's business through Log::Log4perl. usage: perlog.pl default|pattern|nested
use strict;
use warnings;
use Log::Log4perl qw(:easy);

my $what = $ARGV[0];
if ($what eq 'default') {
    Log::Log4perl->easy_init({ level => $DEBUG, file => 'STDOUT', layout => '%d %p> %F{1}:%L %M - %m%n' });
} else {
    my $p = $what eq 'pattern' ? '%d [%p] %c %F{1}:%L - %m%n' : '%d{ISO8601} %-5p %x %M: %m%n';
    Log::Log4perl->init(\"log4perl.rootLogger=DEBUG, S\nlog4perl.appender.S=Log::Log4perl::Appender::Screen\nlog4perl.appender.S.stderr=0\nlog4perl.appender.S.layout=PatternLayout\nlog4perl.appender.S.layout.ConversionPattern=$p\n");
}
my $log = get_logger('depot.stock');
Log::Log4perl::NDC->push('truck-12');

sub pick {
    $log->info('depot opens, 0 errors carried over');
    $log->error('shelf 7 is empty, order 4711 cannot be filled');
    $log->warn('shelf 12 is low, ERROR soon');
    $log->debug('[ERROR] is a level, ERROR> another');
    $log->error("customs said:\n  parcel 120: no papers");
    $log->fatal('cold room too warm');
    $log->info('depot closes');
}
pick();
