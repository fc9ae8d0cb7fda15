import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildSite } from '../../../playground/page/site.ts';

/** A page of two files, as its developers would write it. */
function folderWith(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-web-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'main.tsx'), script);
  for (const name of ['index.html', 'gallery.html']) {
    writeFileSync(join(folder, name), `<title>${name}</title><script type="module" src="./main.tsx"></script>`);
  }
  return folder;
}

it('builds both pages and what they need, without leaving anything in the folder', async () => {
  const site = await buildSite(folderWith('const name: string = "works"; document.title = name;'));
  const paths = [...site.keys()];
  expect(paths).toEqual(expect.arrayContaining(['/index.html', '/gallery.html']));
  const script = paths.find((path) => /^\/assets\/.*\.js$/.test(path)) ?? '';
  expect(site.get(script)?.toString()).toContain('works');
  expect(site.get('/index.html')?.toString()).toContain(script);
});

it('says in a sentence what is wrong with the page', async () => {
  await expect(buildSite(folderWith('import "./nowhere.ts";'))).rejects.toThrow(
    /^The playground’s page cannot be built: .*nowhere/s,
  );
});
