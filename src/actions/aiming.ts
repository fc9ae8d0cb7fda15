import type { Action } from '../core/action.ts';
import { type Aim, type AimWish, isOfLeads, type Measurable, type OriginOf } from '../core/aim.ts';
import { MINUTE } from '../core/instants.ts';

/** Of which leads an action is, as far as that is known. */
export interface AimAbout extends Pick<Action, 'source' | 'campaign'> {
  readonly persona?: string | undefined;
  readonly aim?: Aim | undefined;
}

/** Of which leads something can be measured for an action beside all of them: those of its source, campaign or persona. */
export function originIn({ aim, source, campaign, persona }: AimAbout): OriginOf | undefined {
  if (aim?.of !== undefined) return aim.of;
  if (source !== undefined) return { by: 'source', origin: source };
  if (campaign !== undefined) return { by: 'campaign', origin: campaign };
  return persona === undefined ? undefined : { by: 'persona', origin: persona };
}

/** A choice of a form: the figure of all leads, or of the leads that the form is about. */
export const choiceOf = ({ metric, of }: Pick<AimWish, 'metric' | 'of'>): string =>
  of === undefined ? metric : `${metric}:${OF_THESE}`;

/** What somebody has chosen in a form, which may have been another company's: undefined for a figure that nobody knows. */
export function wishIn(
  figures: readonly Measurable[],
  chosen: string | undefined,
  origin: OriginOf | undefined,
  target: number | undefined,
): AimWish | undefined {
  const [metric, which] = (chosen ?? '').split(':');
  const figure = figures.find(({ key }) => key === metric);
  if (figure === undefined) return undefined;
  return {
    metric: figure.key,
    of: which === OF_THESE && isOfLeads(figure) ? origin : undefined,
    target: target === undefined ? undefined : targetIn(figure, target),
  };
}

/** As people type it: percent, or minutes. */
export const typedTarget = ({ unit }: Measurable, target: number): number =>
  unit === 'share' ? target : Math.round(target / MINUTE);

/** A share stays one. */
const targetIn = ({ unit }: Measurable, typed: number): number =>
  unit === 'share' ? Math.min(100, Math.max(0, Math.round(typed))) : Math.max(0, Math.round(typed * MINUTE));

const OF_THESE = 'origin';
