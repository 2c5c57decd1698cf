/* A disk that refuses: preloaded, it lets so many writes through and fails the next ones.

   leadtime_refuse(after, error, times): the after-th write to a regular file fails with `error`
   (errno), and so many more after it; -1 means for good. leadtime_writes() counts the writes since. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long count, refuse_at = -1, refuse_times;
static int refuse_with;

void leadtime_refuse(long after, int error, long times) {
    count = 0;
    refuse_at = after;
    refuse_with = error;
    refuse_times = times;
}

long leadtime_writes(void) { return count; }

static int refused(int file) {
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    count++;
    if (refuse_at < 0 || count < refuse_at) return 0;
    if (refuse_times >= 0 && count >= refuse_at + refuse_times) return 0;
    errno = refuse_with;
    return 1;
}

#define THE_REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *data, size_t size) {
    if (refused(file)) return -1;
    return THE_REAL(ssize_t, write, int, const void *, size_t)(file, data, size);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    if (refused(file)) return -1;
    return THE_REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    if (refused(file)) return -1;
    return THE_REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(file, data, size, at);
}

int ftruncate(int file, off_t size) {
    if (refused(file)) return -1;
    return THE_REAL(int, ftruncate, int, off_t)(file, size);
}

int ftruncate64(int file, off64_t size) {
    if (refused(file)) return -1;
    return THE_REAL(int, ftruncate64, int, off64_t)(file, size);
}

int fallocate(int file, int mode, off_t at, off_t size) {
    if (refused(file)) return -1;
    return THE_REAL(int, fallocate, int, int, off_t, off_t)(file, mode, at, size);
}

int fsync(int file) {
    if (refused(file)) return -1;
    return THE_REAL(int, fsync, int)(file);
}

int fdatasync(int file) {
    if (refused(file)) return -1;
    return THE_REAL(int, fdatasync, int)(file);
}
