/** Loaded into a process by `--import`: from SIGUSR2 on it takes memory until V8 gives up, as a leak would. */
const taken: string[] = [];

process.on('SIGUSR2', () => {
  setInterval(() => {
    for (let at = 0; at < 4; at += 1) taken.push(String(taken.length).repeat(100_000).slice(1).toUpperCase());
  }, 5);
});
