import { isRecord, type Json, record, records, text } from '../../server/json.ts';

/** A golden view, as the suite keeps it. */
export interface Golden {
  readonly name: string;
  /** What a locked phone shows, if it is a message. */
  readonly notification: string | undefined;
  /** What stands around the blocks, if it is a modal. */
  readonly modal: { readonly title: string; readonly submit: string | undefined; readonly close: string } | undefined;
  readonly blocks: readonly Json[];
}

/** The views of `/views.json`. Notifications stand in files of their own, one for each family. */
export function goldenViews(files: Readonly<Record<string, unknown>>): Golden[] {
  const notifications = new Map(
    Object.entries(files)
      .filter(([name]) => name.endsWith('.notifications'))
      .flatMap(([, texts]) => Object.entries(record(texts))),
  );
  return Object.entries(files)
    .filter(([name]) => !name.endsWith('.notifications'))
    .map(([name, file]) => goldenView(name, record(file), text(notifications.get(name))));
}

const goldenView = (name: string, view: Json, notification: string | undefined): Golden => ({
  name,
  notification,
  modal: view.type === 'modal' ? chromeOf(view) : undefined,
  blocks: records(view.blocks).map((block, at) => withIds(block, `${name} ${at}`)),
});

const chromeOf = ({ title, submit, close }: Json) => ({
  title: text(record(title).text) ?? '',
  submit: text(record(submit).text),
  close: text(record(close).text) ?? 'Cancel',
});

/** Slack gives ids to what has none; and here nothing may take the focus, as everything is shown at once. */
function withIds(block: Json, id: string): Json {
  const { element } = block;
  const calm = isRecord(element) ? { element: { ...element, focus_on_load: false } } : {};
  return { block_id: id, ...block, ...calm };
}
