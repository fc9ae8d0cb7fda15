import type { CSSProperties } from 'react';
import { type Json, record, records, textOr } from '../../server/json.ts';
import './bar-chart.css';

/**
 * Bars side by side, lying down where there is little room. `slack-blocks-to-jsx` draws them as a picture, whose words a phone
 * shrinks beyond reading and a dark page doesn't light up.
 */
export function BarChart({ block }: { readonly block: Json }) {
  const { series, axis_config } = record(block.chart);
  const all = records(series).map(({ name, data }) => ({ name: textOr(name, ''), points: records(data) }));
  const { categories, x_label, y_label } = record(axis_config);
  const labels = (Array.isArray(categories) ? categories : []).map((label) => textOr(label, ''));
  const heightOf = (points: readonly Json[], label: string): number => {
    const value = points.find((point) => point.label === label)?.value;
    return typeof value === 'number' ? value : 0;
  };
  const most = Math.max(1, ...all.flatMap(({ points }) => labels.map((label) => heightOf(points, label))));
  const axes = [y_label, x_label].map((label) => textOr(label, '')).filter((label) => label !== '');
  return (
    <figure className="kit-chart">
      <figcaption>{textOr(block.title, 'Chart')}</figcaption>
      <div className="kit-legend">
        {all.map(({ name }, at) => (
          <span key={name} className={`kit-key series-${at}`}>
            {name}
          </span>
        ))}
        <span className="kit-unit">{axes.join(' · ')}</span>
      </div>
      <ul className="kit-bars">
        {labels.map((label) => (
          <li key={label}>
            <span className="kit-bar-label">{label}</span>
            <span className="kit-bar-group">
              {all.map(({ name, points }, at) => {
                const value = heightOf(points, label);
                return (
                  <span key={name} className="kit-bar-row">
                    <span className={`kit-bar series-${at}`} style={shareStyle(value / most)} />
                    <span className="kit-bar-value">
                      <span className="visually-hidden">{name}: </span>
                      {value.toLocaleString('en-GB')}
                    </span>
                  </span>
                );
              })}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Below nought there is nothing to draw; the number says it. */
const shareStyle = (share: number): CSSProperties & Record<'--share', number> => ({ '--share': Math.max(0, share) });
