import { memo, useEffect, useState } from 'react';
import type { Outcome, TrafficLine } from '../../wire.ts';
import { JsonTree } from './json-tree.tsx';
import { readable, reasons } from './readable.ts';
import { tookText } from './traffic-filter.ts';
import type { Doing } from './use-doing.ts';

const ARROWS: Readonly<Record<TrafficLine['direction'], string>> = { 'to Slack': '→', 'from Slack': '←', refused: '✕' };

/** One call or envelope. A list has two hundred of them, so one is drawn again only when it has changed. */
export const TrafficRow = memo(function TrafficRow({ line, act }: { line: TrafficLine; act: Doing }) {
  const [isOpen, setOpen] = useState(false);
  const { direction, what, result, tookMs, isFine } = line;
  const look = direction === 'refused' ? 'refused' : isFine ? '' : 'spoilt';
  return (
    <li className={`line ${look}`}>
      <button type="button" className="line-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="arrow" title={direction}>
          {ARROWS[direction]}
          <span className="visually-hidden">{direction}</span>
        </span>
        <span className="what">{what}</span>
        <span className="took">{tookText(tookMs)}</span>
        {result !== 'ok' && <span className="result">{result}</span>}
      </button>
      {/* Looked at again once the answer is there. */}
      {isOpen && <Inspection key={String(tookMs)} line={line} act={act} />}
    </li>
  );
});

function Inspection({ line, act }: { line: TrafficLine; act: Doing }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const { id } = line;
  useEffect(() => {
    let isWanted = true;
    void act({ kind: 'inspect', entry: id }).then((found) => isWanted && setOutcome(found));
    return () => {
      isWanted = false;
    };
  }, [act, id]);

  if (outcome === undefined) return <p className="hint inspection">Looking…</p>;
  if (outcome.kind !== 'inspected') {
    return <p className="hint inspection">{outcome.kind === 'failed' ? outcome.text : 'It is gone.'}</p>;
  }
  const answer = readable(outcome.answer);
  const [code, ...why] = reasons(answer);
  return (
    <div className="inspection">
      {code !== undefined && (
        <div className="why">
          <b>{code}</b>
          {why.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      )}
      <h4>{line.direction === 'from Slack' ? 'What Slack sent' : 'Request'}</h4>
      <JsonTree value={readable(outcome.request)} />
      <h4>{line.direction === 'from Slack' ? 'What Baton answered' : 'Answer'}</h4>
      <JsonTree value={answer} />
    </div>
  );
}
