/*
 * Loaded before libc (LD_PRELOAD) by disk-shim.ts: writes down in which order a process writes to its database files, syncs them,
 * and reads from and writes to its sockets; and lets syncs fail while a file exists.
 *
 * SHIM_TRACE  the file of the trace: one line "write|sync <path>" or "recv|send <bytes in hexadecimal>" each
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

static void note_file(const char *what, int fd) {
  char path[1024], line[1100];
  if (trace < 0) return;
  path_of(fd, path, sizeof path);
  if (!path[0]) return;
  int length = snprintf(line, sizeof line, "%s %s\n", what, path);
  syscall(SYS_write, trace, line, length);
}

static int is_socket(int fd) {
  struct stat about;
  return trace >= 0 && fstat(fd, &about) == 0 && S_ISSOCK(about.st_mode);
}

static void note_bytes(const char *what, const struct iovec *parts, int count, size_t total) {
  static const char digits[] = "0123456789abcdef";
  char line[SHOWN * 2 + 16];
  size_t at = (size_t)snprintf(line, 16, "%s ", what), shown = 0;
  for (int part = 0; part < count; part++) {
    const unsigned char *bytes = parts[part].iov_base;
    for (size_t i = 0; i < parts[part].iov_len && shown < total && shown < SHOWN; i++, shown++) {
      line[at++] = digits[bytes[i] >> 4];
      line[at++] = digits[bytes[i] & 15];
    }
  }
  line[at++] = '\n';
  syscall(SYS_write, trace, line, at);
}

/* Before the bytes leave: what stands above in the trace has happened before anybody could read them. */
ssize_t write(int fd, const void *bytes, size_t size) {
  struct iovec part = {(void *)bytes, size};
  if (is_socket(fd)) note_bytes("send", &part, 1, size);
  else note_file("write", fd);
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
  note_file("write", fd);
  return syscall(SYS_pwrite64, fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

static int synced(int fd, long call) {
  char path[1024];
  path_of(fd, path, sizeof path);
  if (failing && path[0] && access(failing, F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  int answer = (int)syscall(call, fd);
  /* Afterwards: the line says that it has been done. */
  if (answer == 0) note_file("sync", fd);
  return answer;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
