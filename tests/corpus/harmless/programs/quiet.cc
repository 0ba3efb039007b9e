// Ordinary business with look-alikes, through spdlog. usage: quiet COUNT
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <fstream>
#include <string>
#include <vector>

int main(int, char **argv) {
    std::ifstream in("lookalikes.txt");
    std::vector<std::string> lines;
    for (std::string l; std::getline(in, l);) lines.push_back(l);
    auto log = spdlog::stdout_logger_mt("error_budget");
    log->set_level(spdlog::level::trace);
    int n = std::stoi(argv[1]);
    for (int i = 0; i < n; i++) {
        std::string s = lines[i * 23 % lines.size()];
        auto p = s.find("{n}");
        if (p != s.npos) s.replace(p, 3, std::to_string(i));
        log->log(static_cast<spdlog::level::level_enum>(i % 4), "{}", s);
    }
}
