import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { ours } from './elements.ts';
import { fitted } from './fit.ts';
import { VIEW } from './limits.ts';
import { plainLine } from './text.ts';

export type { ModalView } from '@slack/types';

export interface ModalOptions {
  /** By which the answer is dispatched. */
  readonly callbackId: string;
  /** At most 24 characters are shown. */
  readonly title: string;
  readonly blocks: readonly KnownBlock[];
  /** The submit button; "Save" where there is something to fill in. */
  readonly submit?: string;
  readonly close?: string;
  /** Ids only: it comes back with the answer, and what it says may be out of date by then. */
  readonly metadata?: string;
  /** Closes the modals beneath too. */
  readonly clearOnClose?: boolean;
  readonly notifyOnClose?: boolean;
}

/** A modal. Blocks that don't fit are left out, and the modal says so; inputs always stay. */
export function modal(options: ModalOptions): ModalView {
  const { callbackId, title, blocks, metadata, clearOnClose, notifyOnClose } = options;
  const fillable = blocks.some(({ type }) => type === 'input');
  const submit = options.submit ?? (fillable ? 'Save' : undefined);
  return {
    type: 'modal',
    callback_id: ours(callbackId, VIEW.callbackId),
    title: plainLine(title, VIEW.title),
    close: plainLine(options.close ?? (submit === undefined ? 'Close' : 'Cancel'), VIEW.close),
    ...(submit !== undefined && { submit: plainLine(submit, VIEW.submit) }),
    ...(metadata !== undefined && { private_metadata: ours(metadata, VIEW.privateMetadata) }),
    ...(clearOnClose && { clear_on_close: true }),
    ...(notifyOnClose && { notify_on_close: true }),
    blocks: fitted(blocks, TOTALS),
  };
}

/** The App Home tab of one person. */
export function home(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: fitted(blocks, TOTALS) };
}

// Text takes up to three bytes a code unit, and the names of the fields take their share of the view's 250 kB.
const TOTALS = { blocks: VIEW.blocks.max, characters: 50_000 };
