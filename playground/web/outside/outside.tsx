import { useState } from 'react';
import { wallTime, weekdayText } from '../../../src/core/time-text.ts';
import type { ClockFace, Office, OutsideWorld, TrafficLine } from '../../wire.ts';
import { BotGroup, BotState } from './bot-group.tsx';
import { Group } from './group.tsx';
import { LeadsGroup } from './leads-group.tsx';
import './outside.css';
import { TimeGroup } from './time-group.tsx';
import { TrafficGroup } from './traffic-group.tsx';
import { TroubleGroup } from './trouble-group.tsx';
import type { Doing } from './use-doing.ts';

interface OutsideProps {
  readonly world: OutsideWorld;
  readonly traffic: readonly TrafficLine[];
  readonly presets: Office['leadPresets'];
  readonly clock: ClockFace;
  readonly act: Doing;
  /** Told whether somebody looks at the traffic: it is sent only then. */
  readonly onTraffic: (isWanted: boolean) => void;
}

/** Everything around Slack that a newcomer may play with. */
export function Outside({ world, traffic, presets, clock, act, onTraffic }: OutsideProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['Leads']));
  const group = (title: string) => ({
    title,
    isOpen: open.has(title),
    onOpen: (isOpen: boolean) => {
      setOpen((before) => new Set(isOpen ? [...before, title] : [...before].filter((one) => one !== title)));
    },
  });
  const { troubles } = world;
  return (
    <section className="outside" aria-labelledby="outside-title">
      <h2 id="outside-title">Outside world</h2>
      <Group
        {...group('Leads')}
        about="What a visitor sends from the website’s form: signed, over HTTP, as in real life."
      >
        <LeadsGroup presets={presets} form={world.form} act={act} />
      </Group>
      <Group
        {...group('Time')}
        about="Moves the whole company’s clock on; whatever is due on the way happens at its time."
        brief={`${weekdayText(clock.now, clock.zone)} ${wallTime(clock.now, clock.zone)}`}
      >
        <TimeGroup clock={clock} act={act} />
      </Group>
      <Group
        {...group('Slack misbehaves')}
        about="Plays what goes wrong with Slack on a bad day; nothing may be lost, and nothing may come twice."
        brief={troubles.length > 0 && <span className="badge">{troubles.length} on</span>}
      >
        <TroubleGroup troubles={troubles} act={act} />
      </Group>
      <Group
        {...group('Bot')}
        about="Baton itself, as it would run on your server."
        brief={<BotState bot={world.bot} />}
      >
        <BotGroup world={world} act={act} />
      </Group>
      <Group
        {...group('Traffic')}
        about="Every call that Baton makes and everything that Slack tells it, with what came of it."
      >
        <TrafficGroup lines={traffic} act={act} onTraffic={onTraffic} />
      </Group>
    </section>
  );
}
