import type { HomeView, KnownBlock } from '@slack/types';
import { actions, context, divider, header, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { home } from '../blockkit/modal.ts';
import { code, md } from '../blockkit/mrkdwn.ts';
import type { Instant } from '../core/instants.ts';
import { dateText } from '../core/time-text.ts';

/** The buttons of other features that stand at the foot, by their action ids. */
export interface HomeButtons {
  readonly hours: string;
}

/** Somebody's day: what waits for them, feature by feature. */
export function dayHome(
  day: { readonly zone: string; readonly now: Instant; readonly sections: readonly (readonly KnownBlock[])[] },
  buttons: HomeButtons,
): HomeView {
  return home([
    header(`My day · ${dateText(day.now, day.zone)}`),
    ...(day.sections.length === 0 ? [section(md`Nothing waits for you. Enjoy it.`)] : []),
    ...day.sections.flatMap((blocks, at) => (at === 0 ? blocks : [divider(), ...blocks])),
    divider(),
    actions(button('My hours', buttons.hours)),
    context(md`${code('/lead help')} and ${code('/baton help')} list all that you can do.`),
  ]);
}

/** For those who cannot use Baton. */
export const refusedHome = (sentence: string): HomeView => home([section(md`${sentence}`)]);
