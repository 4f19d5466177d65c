// What a disk would have of a database if the power went: loaded before the C library (LD_PRELOAD), it keeps a copy of a
// database, and of its write-ahead log, as they are each time that one of them is synced, beside it (".kept").
//
// It reads through the descriptor that was synced. Opening the file and closing it again would give up the locks that
// the program has on it (POSIX, fcntl).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

typedef int (*sync_call)(int);

static int ends_with(const char *path, const char *end) {
    size_t length = strlen(path), of_end = strlen(end);
    return length >= of_end && strcmp(path + length - of_end, end) == 0;
}

static int opened(const char *path, const char *ending, int flags) {
    char beside[PATH_MAX + 16];
    snprintf(beside, sizeof beside, "%s%s", path, ending);
    return open(beside, flags | O_CREAT | O_CLOEXEC, 0600);
}

static void copy(int from, int to) {
    char block[1 << 16];
    off_t at = 0;
    ssize_t length;
    while ((length = pread(from, block, sizeof block, at)) > 0) {
        if (write(to, block, length) != length) abort();
        at += length;
    }
    if (length < 0) abort();
}

static void keep(int file, const char *path) {
    char part[PATH_MAX + 16], kept[PATH_MAX + 16];
    snprintf(part, sizeof part, "%s.part", path);
    snprintf(kept, sizeof kept, "%s.kept", path);
    int written = opened(path, ".part", O_WRONLY | O_TRUNC);
    if (written < 0) abort();
    copy(file, written);
    close(written);
    if (rename(part, kept) != 0) abort();
}

static int synced(int file, const char *call) {
    sync_call really = (sync_call)dlsym(RTLD_NEXT, call);
    char descriptor[64], path[PATH_MAX];
    snprintf(descriptor, sizeof descriptor, "/proc/self/fd/%d", file);
    ssize_t length = readlink(descriptor, path, sizeof path - 1);
    if (length < 0) return really(file);
    path[length] = 0;
    if (!ends_with(path, ".sqlite") && !ends_with(path, ".sqlite-wal")) return really(file);
    // One at a time, also of several processes: an older copy must not take the place of a newer one.
    int lock = opened(path, ".keeping", O_WRONLY);
    if (lock < 0 || flock(lock, LOCK_EX) != 0) abort();
    int failed = really(file);
    if (!failed) keep(file, path);
    close(lock);
    return failed;
}

int fsync(int file) { return synced(file, "fsync"); }
int fdatasync(int file) { return synced(file, "fdatasync"); }
