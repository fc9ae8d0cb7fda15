import { CHART } from '../../../src/blockkit/limits.ts';
import { isRecord, records } from '../json.ts';
import { all, type Check, list, number, object, rule, string, typed } from './checks.ts';

const point = object({ required: { label: string(CHART.label), value: number() } });

const pie = object({
  required: {
    segments: list(
      object({ required: { label: string(CHART.label), value: number({ min: Number.MIN_VALUE }) } }),
      CHART.segments,
    ),
  },
});

const axis = object({
  required: {},
  optional: {
    categories: list(string(CHART.label), CHART.points),
    x_label: string(CHART.axisLabel),
    y_label: string(CHART.axisLabel),
  },
});

const series = all(
  object({
    required: {
      series: list(object({ required: { name: string(CHART.label), data: list(point, CHART.points) } }), CHART.series),
    },
    optional: { axis_config: axis },
  }),
  rule((chart) => {
    const categories = isRecord(chart.axis_config) ? chart.axis_config.categories : undefined;
    const labels = records(chart.series).map((one) => records(one.data).map((item) => item.label));
    const expected = inOrder(Array.isArray(categories) ? categories : (labels[0] ?? []));
    const isFull = labels.every((own) => inOrder(own) === expected);
    return isFull ? undefined : 'every series must cover every category';
  }),
);

const inOrder = (labels: readonly unknown[]): string =>
  JSON.stringify(labels.map(String).sort((a, b) => a.localeCompare(b)));

/** The chart of a data_visualization block. */
export const chart: Check = typed(() => ({ pie, line: series, bar: series, area: series }));
