/*
 * Loaded before libc (LD_PRELOAD) by disk-shim.ts: writes down in which order a process writes to its database files, cuts and syncs
 * them, and reads from and writes to its sockets; and lets syncs fail while a file exists.
 *
 * SHIM_TRACE  the file of the trace, one line each: "write <path> <at> <bytes>", "cut <path> <size>", "sync <path>" or
 *             "recv|send <bytes>"; bytes are in hexadecimal
 * SHIM_EIO    while this file exists, syncing a database file fails with EIO
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define SHOWN 4096

static int trace = -1;
static const char *failing;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("SHIM_TRACE");
  if (path) trace = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  failing = getenv("SHIM_EIO");
}

/* The path of a database file (name.db, name.db-wal), or an empty text. */
static void path_of(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  path[length < 0 ? 0 : length] = 0;
  if (!strstr(path, ".db") || strstr(path, "-shm")) path[0] = 0;
}

static const char digits[] = "0123456789abcdef";

static size_t in_hexadecimal(char *line, size_t at, const unsigned char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    line[at++] = digits[bytes[i] >> 4];
    line[at++] = digits[bytes[i] & 15];
  }
  return at;
}

/* `more`: what else the line says, after the path. */
static void note_file(const char *what, int fd, const char *more) {
  char path[1024], line[1200];
  if (trace < 0) return;
  path_of(fd, path, sizeof path);
  if (!path[0]) return;
  int length = snprintf(line, sizeof line, "%s %s%s\n", what, path, more);
  syscall(SYS_write, trace, line, length);
}

static void note_write(int fd, const void *bytes, size_t size, off64_t offset) {
  char path[1024];
  if (trace < 0) return;
  path_of(fd, path, sizeof path);
  if (!path[0]) return;
  char *line = malloc(1100 + 2 * size);
  if (!line) return;
  size_t at = (size_t)snprintf(line, 1100, "write %s %lld ", path, (long long)offset);
  at = in_hexadecimal(line, at, bytes, size);
  line[at++] = '\n';
  syscall(SYS_write, trace, line, at);
  free(line);
}

static int is_socket(int fd) {
  struct stat about;
  return trace >= 0 && fstat(fd, &about) == 0 && S_ISSOCK(about.st_mode);
}

static void note_bytes(const char *what, const struct iovec *parts, int count, size_t total) {
  char line[SHOWN * 2 + 16];
  size_t at = (size_t)snprintf(line, 16, "%s ", what), left = total < SHOWN ? total : SHOWN;
  for (int part = 0; part < count && left > 0; part++) {
    size_t size = parts[part].iov_len < left ? parts[part].iov_len : left;
    at = in_hexadecimal(line, at, parts[part].iov_base, size);
    left -= size;
  }
  line[at++] = '\n';
  syscall(SYS_write, trace, line, at);
}

/* Before the bytes leave: what stands above in the trace has happened before anybody could read them. */
ssize_t write(int fd, const void *bytes, size_t size) {
  struct iovec part = {(void *)bytes, size};
  if (is_socket(fd)) note_bytes("send", &part, 1, size);
  else note_write(fd, bytes, size, lseek(fd, 0, SEEK_CUR));
  return syscall(SYS_write, fd, bytes, size);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (is_socket(fd)) note_bytes("send", parts, count, SHOWN);
  return syscall(SYS_writev, fd, parts, count);
}

ssize_t read(int fd, void *bytes, size_t size) {
  ssize_t got = syscall(SYS_read, fd, bytes, size);
  if (got > 0 && is_socket(fd)) {
    int error = errno;
    struct iovec part = {bytes, (size_t)got};
    note_bytes("recv", &part, 1, (size_t)got);
    errno = error;
  }
  return got;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  note_write(fd, bytes, size, at);
  return syscall(SYS_pwrite64, fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

int ftruncate64(int fd, off64_t size) {
  char more[32];
  snprintf(more, sizeof more, " %lld", (long long)size);
  note_file("cut", fd, more);
  return (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, long call) {
  char path[1024];
  path_of(fd, path, sizeof path);
  if (failing && path[0] && access(failing, F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  int answer = (int)syscall(call, fd);
  /* Afterwards: the line says that it has been done. */
  if (answer == 0) note_file("sync", fd, "");
  return answer;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
