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
  required: { categories: list(string(CHART.label), CHART.points) },
  optional: {
    x_label: string(CHART.axisLabel),
    y_label: string(CHART.axisLabel),
  },
});

const series = all(
  object({
    required: {
      series: list(object({ required: { name: string(CHART.label), data: list(point, CHART.points) } }), CHART.series),
      axis_config: axis,
    },
  }),
  rule((chart) =>
    isUnique(records(chart.series).map(({ name }) => name)) ? undefined : 'series must have unique names',
  ),
  rule((chart) => {
    const categories = isRecord(chart.axis_config) ? chart.axis_config.categories : undefined;
    if (!Array.isArray(categories)) return undefined;
    if (!isUnique(categories)) return 'categories must be unique';
    const labels = records(chart.series).map((one) => records(one.data).map((item) => item.label));
    const isFull = labels.every((own) => inOrder(own) === inOrder(categories));
    return isFull ? undefined : 'every series must cover every category';
  }),
);

const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const inOrder = (labels: readonly unknown[]): string =>
  JSON.stringify(labels.map(String).sort((a, b) => a.localeCompare(b)));

/** The chart of a data_visualization block. */
export const chart: Check = typed(() => ({ pie, line: series, bar: series, area: series }));
