import { build } from 'vite';

// A process of its own: what Vite takes of memory goes back when the site is built.
const [root = '', outDir = ''] = process.argv.slice(2);

try {
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir,
      emptyOutDir: true,
      // Nobody downloads it from far away, and a readable page is what its developers want to see.
      reportCompressedSize: false,
      rolldownOptions: { input: ['index.html', 'gallery.html'].map((name) => `${root}/${name}`) },
    },
  });
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
