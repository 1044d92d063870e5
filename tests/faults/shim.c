/* Makes one system call fail: the FAULT_AT-th FAULT_CALL on a file whose path holds FAULT_PATH.
 *
 * Preloaded into a process by tests/faults/test_system_calls.py. Calls count from when FAULT_ARMED is
 * set, which a program may do while it runs. FAULT_ERRNO is what the call fails with; with FAULT_LAST the later ones fail, too, up to that one. With FAULT_COUNT the number of
 * calls that were seen is written to that file when the process ends. FAULT_CLOCK sets the clock
 * that many seconds ahead, or back.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static atomic_long seen;

static int is_meant(const char *call, const char *path) {
    const char *wanted = getenv("FAULT_CALL"), *part = getenv("FAULT_PATH");
    return wanted && part && !strcmp(wanted, call) && strstr(path, part);
}

/* Whether this call is the one to fail. */
static int fails(const char *call, const char *path) {
    if (!getenv("FAULT_ARMED") || !is_meant(call, path)) return 0;
    long number = atomic_fetch_add(&seen, 1) + 1;
    const char *first = getenv("FAULT_AT"), *last = getenv("FAULT_LAST");
    if (!first || number < atol(first) || number > atol(last ? last : first)) return 0;
    errno = atoi(getenv("FAULT_ERRNO"));
    return 1;
}

static int fails_on(const char *call, int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(call, path);
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) { fprintf(file, "%ld", (long)seen); fclose(file); }
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

int fsync(int fd) {
    REAL(fsync);
    return fails_on("sync", fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return fails_on("sync", fd) ? -1 : real(fd);
}

ssize_t pread64(int fd, void *into, size_t count, off64_t at) {
    REAL(pread64);
    return fails_on("read", fd) ? -1 : real(fd, into, count, at);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    REAL(pwrite64);
    return fails_on("write", fd) ? -1 : real(fd, from, count, at);
}

int rename(const char *old, const char *new) {
    REAL(rename);
    return fails("rename", new) ? -1 : real(old, new);
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    return fails_on("truncate", fd) ? -1 : real(fd, length);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    REAL(clock_gettime);
    int result = real(clock, now);
    const char *ahead = getenv("FAULT_CLOCK");
    if (!result && ahead && clock == CLOCK_REALTIME) now->tv_sec += atol(ahead);
    return result;
}
