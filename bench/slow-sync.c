/*
 * Makes every sync of a file take FSYNC_US microseconds longer, as a disk does that really waits for its medium.
 * cc -shared -fPIC -O2 -o slow-sync.so slow-sync.c -ldl; then LD_PRELOAD=slow-sync.so FSYNC_US=2000.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_for_the_medium(void) {
  const char *wish = getenv("FSYNC_US");
  if (wish) usleep((useconds_t)atoi(wish));
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  wait_for_the_medium();
  return real(fd);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
  wait_for_the_medium();
  return real(fd);
}
