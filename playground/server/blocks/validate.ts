import { MESSAGE, PER_MESSAGE, type Surface, VIEW } from '../../../src/blockkit/limits.ts';
import { isRecord, type Json, records } from '../json.ts';
import { block } from './block-types.ts';
import { all, boolean, type Check, type Fault, list, object, oneOf, rule, string } from './checks.ts';
import { plainText } from './composition.ts';
import { interactiveElements } from './identifiers.ts';

export { charactersIn } from './characters.ts';
export type { Fault } from './checks.ts';

/** Everything that Slack would find wrong with these blocks on this surface. */
export function validateBlocks(blocks: unknown, surface: Surface, at = '/blocks'): Fault[] {
  const faults: Fault[] = [];
  const most = surface === 'message' ? MESSAGE.blocks : VIEW.blocks;
  list(block(), most)(blocks, { at, surface, faults });
  const given = records(blocks);
  faults.push(...duplicates(given, at), ...(surface === 'message' ? totals(given, at) : []));
  return faults;
}

/** Block ids are unique in a message or view, action ids in their block. */
function duplicates(blocks: readonly Json[], at: string): Fault[] {
  const repeated = (ids: readonly unknown[]) =>
    ids.findIndex((id, index) => id !== undefined && ids.indexOf(id) !== index);
  const block = repeated(blocks.map((one) => one.block_id));
  const faults = block < 0 ? [] : [{ at: `${at}/${block}/block_id`, message: 'block_id already exists' }];
  for (const [index, one] of blocks.entries()) {
    const element = repeated(interactiveElements(one).map((inner) => inner.action_id));
    if (element >= 0)
      faults.push({ at: `${at}/${index}/elements/${element}`, message: 'action_id already exists in this block' });
  }
  return faults;
}

/** What only a whole message can break. */
function totals(blocks: readonly Json[], at: string): Fault[] {
  const faults: Fault[] = [];
  for (const [type, most] of Object.entries(PER_MESSAGE)) {
    if (blocks.filter((one) => one.type === type).length > most) {
      faults.push({ at, message: `no more than ${most} ${type} allowed` });
    }
  }
  const markdown = blocks.filter((one) => one.type === 'markdown').map((one) => String(one.text).length);
  if (markdown.reduce((sum, length) => sum + length, 0) > MESSAGE.charactersOfMarkdown.max) {
    faults.push({ at, message: 'markdown is too long' });
  }
  return faults;
}

const viewIds = {
  private_metadata: string(VIEW.privateMetadata),
  callback_id: string(VIEW.callbackId),
  external_id: string(VIEW.externalId),
};

const anything: Check = () => {};

const modal = all(
  object({
    required: { title: plainText(VIEW.title), blocks: anything },
    optional: {
      ...viewIds,
      submit: plainText(VIEW.submit),
      close: plainText(VIEW.close),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  }),
  rule((view) => {
    const hasInput = records(view.blocks).some((one) => one.type === 'input');
    return hasInput && !view.submit ? 'missing required field: submit' : undefined;
  }),
);

const home = object({ required: { type: oneOf('home'), blocks: anything }, optional: viewIds });

/** Everything that Slack would find wrong with a modal or a home tab. */
export function validateView(view: unknown): Fault[] {
  const faults: Fault[] = [];
  if (!isRecord(view)) return [{ at: '/view', message: 'must be an object' }];
  const type = view.type;
  if (type !== 'modal' && type !== 'home') return [{ at: '/view/type', message: 'must be modal or home' }];
  (type === 'modal' ? modal : home)(view, { at: '/view', surface: type, faults });
  const focused = records(view.blocks)
    .flatMap(interactiveElements)
    .filter((one) => one.focus_on_load === true);
  if (focused.length > 1) faults.push({ at: '/view/blocks', message: 'only one element can have focus_on_load' });
  return [...faults, ...validateBlocks(view.blocks, type, '/view/blocks')];
}
