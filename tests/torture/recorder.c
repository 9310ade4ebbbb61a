/* Records what a program writes below one folder, in the order in which it happens: for power_cut.py.
 *
 *   LD_PRELOAD=recorder.so TORTURE_ROOT=/folder TORTURE_LOG=/log program …
 *
 * Every entry is: kind (1 byte), two numbers (8 bytes each), two lengths (4 bytes each), then a name and data. One lock is held
 * over each call and its entry, so that the log has the order of the disk whatever threads there are. A file is known by its
 * inode; what the leader of the session writes to standard output is an acknowledgement.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static const char *root;
static size_t root_length;

#define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("TORTURE_LOG");
    root = getenv("TORTURE_ROOT");
    if (!log || !root) return;
    root_length = strlen(root);
    int opened = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    log_fd = fcntl(opened, F_DUPFD_CLOEXEC, 900);
    close(opened);
}

static void note(char kind, uint64_t a, uint64_t b, const char *name, const void *data, size_t length) {
    char head[25];
    uint32_t name_length = name ? (uint32_t)strlen(name) : 0, data_length = (uint32_t)length;
    head[0] = kind;
    memcpy(head + 1, &a, 8);
    memcpy(head + 9, &b, 8);
    memcpy(head + 17, &name_length, 4);
    memcpy(head + 21, &data_length, 4);
    struct iovec parts[3] = {{head, 25}, {(void *)name, name_length}, {(void *)data, length}};
    ssize_t done = REAL(writev)(log_fd, parts, 3);
    if (done != (ssize_t)(25 + name_length + length)) abort(); /* half a log would prove nothing */
}

static int is_ours(const char *path) { return log_fd >= 0 && root && strncmp(path, root, root_length) == 0; }

/* The path of what is open as `fd`, where it lies below the root. */
static int path_of(int fd, char *path) {
    char link[64];
    if (log_fd < 0 || fd == log_fd) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

/* A path as it was given, absolute. */
static int absolute(int folder, const char *given, char *path) {
    if (given[0] == '/') {
        snprintf(path, PATH_MAX, "%s", given);
    } else {
        char base[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length <= 0) return 0;
            base[length] = 0;
        }
        if (snprintf(path, PATH_MAX, "%s/%s", base, given) >= PATH_MAX) return 0;
    }
    return is_ours(path);
}

static uint64_t inode(int fd) {
    struct stat about;
    return fstat(fd, &about) ? 0 : about.st_ino;
}

/* Opening: a file that is made, or emptied. */
static int opened(int (*really)(int, const char *, int, mode_t), int folder, const char *given, int flags, mode_t mode) {
    char path[PATH_MAX];
    if (!(flags & (O_CREAT | O_TRUNC)) || !absolute(folder, given, path)) return really(folder, given, flags, mode);
    pthread_mutex_lock(&turn);
    int was_there = access(path, F_OK) == 0, fd = really(folder, given, flags, mode);
    if (fd >= 0 && !was_there) note('C', inode(fd), 0, path, NULL, 0);
    else if (fd >= 0 && (flags & O_TRUNC)) note('T', inode(fd), 0, NULL, NULL, 0);
    pthread_mutex_unlock(&turn);
    return fd;
}

static int by_open(int folder, const char *path, int flags, mode_t mode) { (void)folder; return REAL(open)(path, flags, mode); }
static int by_openat(int folder, const char *path, int flags, mode_t mode) { return REAL(openat)(folder, path, flags, mode); }

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(by_open, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(by_open, AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(by_openat, folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(by_openat, folder, path, flags | O_LARGEFILE, mode); }

static ssize_t wrote(int fd, const void *data, size_t length, off64_t at) {
    char path[PATH_MAX];
    int ours = path_of(fd, path), told = fd == 1 && log_fd >= 0 && getpid() == getsid(0);
    if (!ours && !told) return at < 0 ? REAL(write)(fd, data, length) : REAL(pwrite64)(fd, data, length, at);
    pthread_mutex_lock(&turn);
    struct stat about;
    off64_t place = at;
    if (ours && at < 0) {
        int appends = fcntl(fd, F_GETFL) & O_APPEND;
        place = appends && fstat(fd, &about) == 0 ? about.st_size : lseek64(fd, 0, SEEK_CUR);
    }
    ssize_t done = at < 0 ? REAL(write)(fd, data, length) : REAL(pwrite64)(fd, data, length, at);
    if (done > 0 && told) note('A', 0, 0, NULL, data, (size_t)done);
    else if (done > 0) note('W', inode(fd), (uint64_t)place, NULL, data, (size_t)done);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return wrote(fd, data, length, -1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return wrote(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return wrote(fd, data, length, at); }

/* Copies inside the kernel: what came over is read back for the log. */
static void copied(int fd, off64_t from, ssize_t length) {
    char link[64], *data = malloc((size_t)length);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int again = REAL(open)(link, O_RDONLY | O_CLOEXEC);
    if (!data || again < 0 || pread64(again, data, (size_t)length, from) != length) abort();
    note('W', inode(fd), (uint64_t)from, NULL, data, (size_t)length);
    close(again);
    free(data);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t length);
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    char path[PATH_MAX];
    ssize_t (*really)(int, int, off_t *, size_t) = dlsym(RTLD_NEXT, "sendfile");
    if (!path_of(to, path)) return really(to, from, offset, length);
    pthread_mutex_lock(&turn);
    off64_t place = lseek64(to, 0, SEEK_CUR);
    ssize_t done = really(to, from, offset, length);
    if (done > 0) copied(to, place, done);
    pthread_mutex_unlock(&turn);
    return done;
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) { return sendfile(to, from, offset, length); }

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
    char path[PATH_MAX];
    if (!path_of(to, path)) return REAL(copy_file_range)(from, from_at, to, to_at, length, flags);
    pthread_mutex_lock(&turn);
    off64_t place = to_at ? *to_at : lseek64(to, 0, SEEK_CUR);
    ssize_t done = REAL(copy_file_range)(from, from_at, to, to_at, length, flags);
    if (done > 0) copied(to, place, done);
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t size) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return REAL(ftruncate)(fd, size);
    pthread_mutex_lock(&turn);
    int done = REAL(ftruncate)(fd, size);
    if (!done) note('T', inode(fd), (uint64_t)size, NULL, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int synced(int (*really)(int), int fd) {
    char path[PATH_MAX];
    struct stat about;
    if (!path_of(fd, path)) return really(fd);
    pthread_mutex_lock(&turn);
    int done = really(fd);
    if (!done && fstat(fd, &about) == 0) {
        if (S_ISDIR(about.st_mode)) note('D', 0, 0, path, NULL, 0);
        else note('S', about.st_ino, 0, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int fsync(int fd) { return synced(REAL(fsync), fd); }
int fdatasync(int fd) { return synced(REAL(fdatasync), fd); }

/* Names. `call` runs with the lock held. */
#define NAMED(kind, ours, call, from, to, length) \
    if (!(ours)) return call; \
    pthread_mutex_lock(&turn); \
    int done = call; \
    if (!done) note(kind, 0, 0, from, to, length); \
    pthread_mutex_unlock(&turn); \
    return done;

int rename(const char *from, const char *to) {
    char a[PATH_MAX], b[PATH_MAX];
    int ours = absolute(AT_FDCWD, from, a) | absolute(AT_FDCWD, to, b);
    NAMED('R', ours, REAL(rename)(from, to), a, b, strlen(b))
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    char a[PATH_MAX], b[PATH_MAX];
    int ours = absolute(from_folder, from, a) | absolute(to_folder, to, b);
    NAMED('R', ours, REAL(renameat)(from_folder, from, to_folder, to), a, b, strlen(b))
}
int link(const char *from, const char *to) {
    char a[PATH_MAX], b[PATH_MAX];
    int ours = absolute(AT_FDCWD, from, a) | absolute(AT_FDCWD, to, b);
    NAMED('L', ours, REAL(link)(from, to), a, b, strlen(b))
}
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char a[PATH_MAX], b[PATH_MAX];
    int ours = absolute(from_folder, from, a) | absolute(to_folder, to, b);
    NAMED('L', ours, REAL(linkat)(from_folder, from, to_folder, to, flags), a, b, strlen(b))
}
int unlink(const char *path) {
    char a[PATH_MAX];
    NAMED('U', absolute(AT_FDCWD, path, a), REAL(unlink)(path), a, NULL, 0)
}
int unlinkat(int folder, const char *path, int flags) {
    char a[PATH_MAX];
    NAMED('U', absolute(folder, path, a), REAL(unlinkat)(folder, path, flags), a, NULL, 0)
}
int rmdir(const char *path) {
    char a[PATH_MAX];
    NAMED('U', absolute(AT_FDCWD, path, a), REAL(rmdir)(path), a, NULL, 0)
}
int mkdir(const char *path, mode_t mode) {
    char a[PATH_MAX];
    NAMED('M', absolute(AT_FDCWD, path, a), REAL(mkdir)(path, mode), a, NULL, 0)
}
int mkdirat(int folder, const char *path, mode_t mode) {
    char a[PATH_MAX];
    NAMED('M', absolute(folder, path, a), REAL(mkdirat)(folder, path, mode), a, NULL, 0)
}
