// The depot's business through the C++ glog.
#include <glog/logging.h>

int main(int, char **argv) {
    FLAGS_logtostderr = true;
    google::InitGoogleLogging(argv[0]);
    LOG(INFO) << "depot opens, 0 errors carried over";
    LOG(ERROR) << "shelf 7 is empty, order 4711 cannot be filled";
    LOG(WARNING) << "shelf 12 is low, ERROR soon";
    LOG(INFO) << "E20261120 is the number of our truck";
    LOG(ERROR) << "customs said:\n  parcel 120: no papers";
    LOG(INFO) << "depot closes";
}
