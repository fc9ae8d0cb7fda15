/**
 * The milliseconds of processor that some work takes: the least of several times, as what else a process does meanwhile (compiling
 * the work, collecting garbage) counts too, and as waiting for a busy machine does not.
 */
export function processorTime(work: () => void, tries = 5): number {
  const times = Array.from({ length: tries }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
