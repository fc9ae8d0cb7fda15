import { memo } from 'react';
import { dateText, timeText, wallTime } from '../../../src/core/time-text.ts';
import type { ClockFace, Face, Office, Ring } from '../../wire.ts';
import { cityOf, momentOf } from '../dates.ts';
import { BECAUSE } from './because.ts';
import { lockScreenText } from './lock-screen.ts';
import './phones.css';

interface PhonesProps {
  /** Newest first. */
  readonly rings: readonly Ring[];
  readonly office: Office;
  readonly clock: ClockFace;
  /** Somebody picks up a phone. */
  readonly open: (ring: Ring) => void;
}

/** Which phones have rung: what each lock screen shows, and why it rang. */
export function Phones({ rings, office, clock, open }: PhonesProps) {
  const unread = rings.filter(({ isUnread }) => isUnread).length;
  return (
    <section className="phones" aria-labelledby="phones-title">
      <h2 id="phones-title">
        Phones that rang
        {unread > 0 && (
          <span className="badge">
            {unread}
            <span className="visually-hidden"> not looked at</span>
          </span>
        )}
      </h2>
      {rings.length === 0 ? (
        <p className="hint">None so far: Slack rings a phone for direct messages and mentions only.</p>
      ) : (
        <ol>
          {rings.map((ring) => (
            <li key={`${ring.person} ${ring.channel} ${ring.ts}`}>
              <Phone ring={ring} office={office} clock={clock} open={open} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Phone({ ring, office, clock, open }: { ring: Ring } & Omit<PhonesProps, 'rings'>) {
  const face: Face | undefined = office.people.find(({ id }) => id === ring.person);
  return (
    <button type="button" className={`phone ${ring.isUnread ? 'unread' : ''}`} onClick={() => open(ring)}>
      <span className="phone-owner">
        {face?.name ?? ring.person}
        {ring.isUnread && <span className="visually-hidden">, not looked at</span>}
      </span>
      <LockScreen ring={ring} office={office} zone={face?.zone ?? clock.zone} />
      <span className="phone-because">{BECAUSE[ring.because]}</span>
    </button>
  );
}

interface LockScreenProps {
  readonly ring: Ring;
  readonly office: Office;
  /** The zone of whoever holds the phone. */
  readonly zone: string;
}

/** What is on the phone. Thirty of them are on the page, whose clock ticks: one is drawn again only when it has changed. */
const LockScreen = memo(function LockScreen({ ring, office, zone }: LockScreenProps) {
  const at = momentOf(ring.ts);
  return (
    <span className="phone-screen">
      <time className="phone-time" title={`${timeText(at, zone)}, in ${cityOf(zone)}`}>
        {wallTime(at, zone)}
      </time>
      <span className="phone-date">
        {dateText(at, zone)}, {cityOf(zone)}
      </span>
      <span className="phone-note">
        <b>{office.bot.name}</b>
        <span>{lockScreenText(ring, { office, zone, now: at })}</span>
      </span>
    </span>
  );
});
