import type { Block, KnownBlock } from '@slack/types';
import { cleanLine, cut } from './escape.ts';
import { CHART, PHONE, type Range } from './limits.ts';
import { NOTHING } from './text.ts';

/** A chart that Slack draws by itself. Not in `@slack/types`; docs.slack.dev/reference/block-kit/blocks/data-visualization-block. */
export interface DataVisualizationBlock extends Block {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'bar';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string };
  };
}

/** What may stand in a message. */
export type MessageBlock = KnownBlock | DataVisualizationBlock;

/** Whether it may stand in a modal or App Home as well: charts may not. */
export const isKnownBlock = (block: MessageBlock): block is KnownBlock => block.type !== 'data_visualization';

export interface BarChart {
  readonly title: string;
  /** What the numbers count, such as "leads". */
  readonly unit: string;
  /** Along the axis; those beyond what a phone shows are left out, so sort them or put the small ones together. */
  readonly categories: readonly string[];
  /** Side by side at each category, with a value for each of them. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/**
 * Bars side by side. Labels are cut to what Slack takes and stay different, because Slack refuses a chart whose labels are not.
 * Throws a RangeError if there is nothing to draw or a value is missing: Slack would refuse the whole message.
 */
export function barChart({ title, unit, categories, series }: BarChart): DataVisualizationBlock {
  if (categories.length === 0 || series.length === 0) throw new RangeError('A chart of nothing');
  const labels = distinct(categories.slice(0, PHONE.chartPoints.max), CHART.label);
  const names = distinct(
    series.slice(0, CHART.series.max).map(({ name }) => name),
    CHART.label,
  );
  return {
    type: 'data_visualization',
    title: line(title, CHART.title),
    chart: {
      type: 'bar',
      series: names.map((name, at) => ({
        name,
        data: labels.map((label, point) => ({ label, value: valueAt(series[at]?.values, point) })),
      })),
      axis_config: { categories: labels, y_label: line(unit, CHART.axisLabel) },
    },
  };
}

/** The words of each, shortened; those that would read the same get a number. */
function distinct(texts: readonly string[], range: Range): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    let label = line(text, range);
    for (let number = 2; taken.has(label); number += 1) {
      const end = ` (${number})`;
      label = `${line(text, { max: range.max - end.length })}${end}`;
    }
    taken.add(label);
    return label;
  });
}

function valueAt(values: readonly number[] | undefined, point: number): number {
  const value = values?.[point];
  if (value === undefined) throw new RangeError('A series without a value for each category');
  return value;
}

const line = (text: string, { max }: Range): string => cut(cleanLine(text), max) || NOTHING;
