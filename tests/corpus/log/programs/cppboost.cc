// The depot's business through Boost.Log's default console sink.
#include <boost/log/trivial.hpp>

int main() {
    BOOST_LOG_TRIVIAL(info) << "depot opens, 0 errors carried over";
    BOOST_LOG_TRIVIAL(error) << "shelf 7 is empty, order 4711 cannot be filled";
    BOOST_LOG_TRIVIAL(warning) << "shelf 12 is low, [error] soon";
    BOOST_LOG_TRIVIAL(debug) << "[error] is a level";
    BOOST_LOG_TRIVIAL(error) << "no label for parcel 88";
    BOOST_LOG_TRIVIAL(fatal) << "cold room too warm";
    BOOST_LOG_TRIVIAL(info) << "depot closes";
}
