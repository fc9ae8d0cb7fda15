import type { InputBlock } from '@slack/types';
import { numberInput, selectInput } from '../blockkit/inputs.ts';
import { type Aim, isOfLeads, type Measurable, type OriginOf } from '../core/aim.ts';
import { measuredName } from './aim-blocks.ts';
import { choiceOf, typedTarget } from './aiming.ts';
import { FIELDS } from './fields.ts';

/** What a form shows first: the option that was chosen, and how far in percent or minutes. */
export interface AimTyped {
  readonly chosen: string | undefined;
  readonly target: number | undefined;
}

/** An aim as a form shows it. */
export function typedAim(figures: readonly Measurable[], aim: Aim | undefined): AimTyped | undefined {
  const figure = figures.find(({ key }) => key === aim?.metric);
  if (figure === undefined || aim === undefined) return undefined;
  return { chosen: choiceOf(aim), target: aim.target === undefined ? undefined : typedTarget(figure, aim.target) };
}

/** What an action is to move, in a form: what is measured of these leads first, then of all; and how far. */
export function aimInputs(
  figures: readonly Measurable[],
  origin: OriginOf | undefined,
  typed: AimTyped | undefined,
): readonly InputBlock[] {
  const metric = metricInput(figures, origin, typed?.chosen);
  if (metric.length === 0) return [];
  return [
    ...metric,
    numberInput(FIELDS.target, 'Target', {
      optional: true,
      min: 0,
      initial: typed?.target,
      hint: 'In percent, or in minutes for how long something takes. Empty if the direction is enough.',
    }),
  ];
}

/** The first of the two alone; nothing where nothing can be measured. `chosen` is an option of before. */
export function metricInput(
  figures: readonly Measurable[],
  origin: OriginOf | undefined,
  chosen?: string,
): readonly InputBlock[] {
  if (figures.length === 0) return [];
  const choices = (origin === undefined ? [undefined] : [origin, undefined]).flatMap((of) =>
    figures
      .filter((figure) => of === undefined || isOfLeads(figure))
      .map((figure) => ({ value: choiceOf({ metric: figure.key, of }), text: measuredName(figure, { of }) })),
  );
  return [
    selectInput(FIELDS.metric, 'What it is to move', choices, {
      optional: true,
      initial: chosen,
      hint: 'Measured now, and again at each retro. Empty if it moves nothing that is counted.',
    }),
  ];
}
