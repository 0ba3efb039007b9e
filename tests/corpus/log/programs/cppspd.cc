// The depot's business through spdlog. usage: spd default|pattern|color
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <string>

int main(int, char **argv) {
    std::string what = argv[1];
    auto log = what == "color" ? std::shared_ptr<spdlog::logger>() : spdlog::stdout_logger_mt("depot");
    if (what == "color") {
        auto sink = std::make_shared<spdlog::sinks::ansicolor_stdout_sink_mt>(spdlog::color_mode::always);
        log = std::make_shared<spdlog::logger>("depot", sink);
    }
    if (what == "pattern") log->set_pattern("%Y-%m-%dT%H:%M:%S.%f%z %P/%t %L %n: %v");
    log->set_level(spdlog::level::debug);
    log->info("depot opens, {} errors carried over", 0);
    log->error("shelf {} is empty, order {} cannot be filled", 7, 4711);
    log->warn("shelf 12 is low, [error] soon");
    log->debug("[error] and [critical] are levels");
    log->error("customs said:\n  parcel 120: no papers\n  parcel 121: no papers");
    log->info("error: none");
    log->critical("cold room too warm");
    log->info("depot closes");
}
