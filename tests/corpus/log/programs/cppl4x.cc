// The depot's business through log4cxx. usage: l4x basic|pattern|pipes
#include <log4cxx/basicconfigurator.h>
#include <log4cxx/consoleappender.h>
#include <log4cxx/logger.h>
#include <log4cxx/patternlayout.h>
#include <string>

int main(int, char **argv) {
    std::string what = argv[1];
    if (what == "basic") {
        log4cxx::BasicConfigurator::configure();
    } else {
        std::string p = what == "pattern" ? "%d{yyyy-MM-dd HH:mm:ss,SSS} [%-5p] %c{1} - %m%n" : "%5p|%d{HH:mm:ss}|%c|%m%n";
        log4cxx::LayoutPtr layout(new log4cxx::PatternLayout(p));
        log4cxx::AppenderPtr out(new log4cxx::ConsoleAppender(layout));
        log4cxx::BasicConfigurator::configure(out);
    }
    auto log = log4cxx::Logger::getLogger("depot.stock");
    LOG4CXX_INFO(log, "depot opens, 0 errors carried over");
    LOG4CXX_ERROR(log, "shelf 7 is empty, order " << 4711 << " cannot be filled");
    LOG4CXX_WARN(log, "shelf 12 is low, ERROR soon");
    LOG4CXX_INFO(log, "[ERROR] none");
    LOG4CXX_ERROR(log, "no label for parcel 88");
    LOG4CXX_FATAL(log, "cold room too warm");
    LOG4CXX_INFO(log, "depot closes");
}
