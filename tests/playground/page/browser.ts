/** One look at the page, as a browser without scripts has it. */
export interface Tab {
  readonly url: string;
  readonly source: string;
  /** Everything that can be read. */
  readonly text: string;
  /** The words of one part of the page, by its id. */
  part(id: string): string;
  /** Follows a link, by the beginning of its words. */
  follow(words: string): Promise<Tab>;
  /** Presses a button by its words, in the only form that has it or in the one that says `within`, with its fields filled in. */
  press(
    words: string,
    options?: { within?: string; fields?: Readonly<Record<string, string | string[]>> },
  ): Promise<Tab>;
  reload(): Promise<Tab>;
}

/** Opens a page. What it does afterwards is what its HTML says. */
export async function open(url: string): Promise<Tab> {
  const answer = await fetch(url);
  return tabOf(answer.url, await answer.text());
}

function tabOf(url: string, source: string): Tab {
  const tab: Tab = {
    url,
    source,
    text: wordsOf(source),
    part: (id) => wordsOf(partOf(source, id)),
    follow(words) {
      const link = [...source.matchAll(/<a ([^>]*)>([\s\S]*?)<\/a>/g)].find(([, , inside]) =>
        wordsOf(inside ?? '').startsWith(words),
      );
      if (!link) throw new Error(`No link begins with “${words}”: ${tab.text}`);
      return open(new URL(attributesOf(link[1] ?? '').href ?? '', url).href);
    },
    async press(words, { within = '', fields = {} } = {}) {
      const found = formsOf(source).flatMap((form) =>
        form.text.includes(within)
          ? form.buttons.filter((button) => button.words === words).map((button) => ({ form, button }))
          : [],
      );
      const [first, ...others] = found;
      if (!first || others.length > 0)
        throw new Error(`${found.length} buttons say “${words}” where it says “${within}”: ${tab.text}`);
      return submit(url, first, fields);
    },
    reload: () => open(url),
  };
  return tab;
}

async function submit(
  url: string,
  { form, button }: { form: Form; button: Button },
  fields: Readonly<Record<string, string | string[]>>,
): Promise<Tab> {
  const unknown = Object.keys(fields).filter((name) => !form.names.includes(name));
  if (unknown.length > 0) throw new Error(`The form has no field ${unknown.join(', ')}, only ${form.names.join(', ')}`);
  const body = new URLSearchParams(form.values.filter(([name]) => !(name in fields)));
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  if (button.name !== undefined) body.append(button.name, button.value);
  const answer = await fetch(new URL(button.action ?? form.action, url), {
    method: 'POST',
    body,
    headers: { origin: new URL(url).origin },
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return tabOf(answer.url, await answer.text());
}

interface Button {
  readonly words: string;
  readonly name: string | undefined;
  readonly value: string;
  readonly action: string | undefined;
}

interface Form {
  readonly action: string;
  readonly text: string;
  readonly names: readonly string[];
  /** What would be sent if nobody touched it. */
  readonly values: [string, string][];
  readonly buttons: readonly Button[];
}

const formsOf = (source: string): Form[] =>
  [...source.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)].map(([, own = '', inside = '']) => {
    const fields = [...inputsOf(inside), ...areasOf(inside), ...selectsOf(inside)];
    return {
      action: attributesOf(own).action ?? '',
      text: wordsOf(inside),
      names: fields.map(({ name }) => name),
      values: fields.flatMap(({ name, value }): [string, string][] => (value === undefined ? [] : [[name, value]])),
      buttons: [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(([, attributes = '', words = '']) => {
        const { name, value = '', formaction } = attributesOf(attributes);
        return { words: wordsOf(words), name, value, action: formaction };
      }),
    };
  });

interface Field {
  readonly name: string;
  readonly value: string | undefined;
}

const inputsOf = (inside: string): Field[] =>
  [...inside.matchAll(/<input ([^>]*)>/g)].map(([, attributes = '']) => {
    const { name = '', value = '', type } = attributesOf(attributes);
    const isOff =
      (type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(attributes.replace(/"[^"]*"/g, '""'));
    return { name, value: isOff ? undefined : value };
  });

const areasOf = (inside: string): Field[] =>
  [...inside.matchAll(/<textarea ([^>]*)>\n?([\s\S]*?)<\/textarea>/g)].map(([, attributes = '', text = '']) => ({
    name: attributesOf(attributes).name ?? '',
    value: decoded(text),
  }));

const selectsOf = (inside: string): Field[] =>
  [...inside.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(([, attributes = '', options = '']) => {
    const chosen = /<option value="([^"]*)"\s+selected/.exec(options)?.[1] ?? '';
    return { name: attributesOf(attributes).name ?? '', value: decoded(chosen) };
  });

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value = '']) => [name, decoded(value)]));

/** The words of a part, which ends where the next part with an id of its kind begins. */
function partOf(source: string, id: string): string {
  const start = source.search(new RegExp(`<\\w+ id="${id}"`));
  if (start < 0) throw new Error(`The page has no part ${id}.`);
  const rest = source.slice(start);
  const end = rest.slice(1).search(/<\w+ id="(?:bar|rail|talk|phones|modal)"/);
  return end < 0 ? rest : rest.slice(0, end + 1);
}

const wordsOf = (source: string): string =>
  decoded(source.replace(/<(?:br|\/p|\/div|\/h\d|\/li|\/header|\/article)>/g, '\n').replace(/<[^>]*>/g, ''))
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
