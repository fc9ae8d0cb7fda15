import { type Instant, SECOND } from '../../src/core/instants.ts';
import { addDays, dateAt, instantAt } from '../../src/core/local-time.ts';
import type { PersonDays } from '../../src/core/person-days.ts';
import { dueWork, hasTimeLeft } from '../../src/rituals/catch-up.ts';
import { conducted, unrecorded } from '../../src/rituals/conducting.ts';
import { askedAmong } from '../../src/rituals/participants.ts';
import { firstDate, mattersFrom, mattersUntil, type PlanCause, planned, spanOf } from '../../src/rituals/planning.ts';
import { revised } from '../../src/rituals/revising.ts';
import { isPausedOn, type Ritual } from '../../src/rituals/ritual.ts';
import {
  hasSpoken,
  isUnsettled,
  type Occurrence,
  type SkipReason,
  type Slot,
  type SlotPlan,
} from '../../src/rituals/slot.ts';
import { changed, type Happening, type History, type Record } from './ritual-history.ts';

type Held = { occurrence: Occurrence; slots: Slot[] };

/** Lives through a history with the decisions of the product and with arrays in place of a database, jobs and Slack. */
export function livedPure(history: History): Record {
  const life = new Life(history);
  for (const happening of history.happenings) life.happen(happening);
  life.pass(life.now + 36 * 3_600_000);
  return {
    now: life.now,
    zone: life.ritual.config.zone,
    occurrences: [...life.held.values()],
    prompts: life.prompts,
  };
}

class Life {
  now: Instant;
  ritual: Ritual;
  readonly held = new Map<string, Held>();
  readonly prompts: { slotId: string; at: Instant }[] = [];
  readonly #history: History;
  readonly #people: Map<string, PersonDays>;
  readonly #members: Set<string>;
  #dies = false;
  #ids = 0;
  #planAgainAt: Instant | undefined;

  constructor(history: History) {
    this.#history = history;
    this.now = history.start;
    this.#people = new Map(history.people.map((one) => [one.personId, one]));
    this.#members = new Set(this.#people.keys());
    this.ritual = {
      id: 'r',
      workspaceId: 'T1',
      kind: 'standup',
      version: 1,
      config: history.config,
      state: 'active',
      pausedUntilOn: undefined,
      createdAt: history.start,
    };
    this.#refresh('start');
  }

  happen(happening: Happening): void {
    if (happening.kind === 'pass') this.pass(this.now + happening.for);
    else if (happening.kind === 'down') this.now += happening.for;
    else if (happening.kind === 'clock-step') this.now += happening.by;
    else if (happening.kind === 'dies-telling') this.#dies = true;
    else if (happening.kind === 'answers-early') this.#answerEarly(`U${happening.who}`);
    else {
      const cause = this.#change(happening);
      if (cause !== undefined) this.#refresh(cause);
    }
    this.pass(this.now);
  }

  #change(happening: Happening): PlanCause | undefined {
    const { ritual } = this;
    switch (happening.kind) {
      case 'edit':
        this.ritual = { ...ritual, version: ritual.version + 1, config: { ...ritual.config, ...happening.to } };
        return 'edit';
      case 'pause':
        this.ritual = { ...ritual, state: 'paused', pausedUntilOn: undefined };
        return 'resume';
      case 'resume':
        if (ritual.state !== 'paused') return undefined;
        this.ritual = { ...ritual, state: 'active' };
        return 'resume';
      case 'zone':
      case 'away':
      case 'back':
      case 'holiday':
      case 'deactivated':
      case 'reactivated':
      case 'leaves':
      case 'joins':
      case 'pass':
      case 'down':
      case 'clock-step':
      case 'dies-telling':
      case 'answers-early':
        return this.#changePerson(happening) ? 'succession' : undefined;
    }
  }

  #changePerson(happening: Happening): boolean {
    const one = 'who' in happening ? this.#people.get(`U${happening.who}`) : undefined;
    if (one === undefined) return false;
    if (happening.kind === 'leaves') this.#members.delete(one.personId);
    else if (happening.kind === 'joins') this.#members.add(one.personId);
    else this.#people.set(one.personId, changed(one, happening, this.now) ?? one);
    return true;
  }

  /** Does everything that is due until then, each thing at its time. */
  pass(until: Instant): void {
    for (let steps = 0; ; steps += 1) {
      if (steps > 1_000) throw new Error('This history never comes to rest');
      const next = this.#work();
      if (next > until) break;
      this.now = Math.max(this.now, next);
    }
    this.now = Math.max(this.now, until);
  }

  #work(): Instant {
    let next = this.#planAgainAt ?? Number.POSITIVE_INFINITY;
    if (next <= this.now) {
      this.#refresh('succession');
      return this.now;
    }
    // A copy: planning anew puts dates back into the map, and the loop would meet them for ever.
    const all = [...this.held.values()];
    for (const held of all) {
      // Its date may have been planned anew by the one before it.
      if (this.held.get(held.occurrence.teamDate) !== held) continue;
      next = Math.min(next, this.#conduct(held), ...held.slots.map((slot) => this.#attend(held, slot)));
      next = Math.min(next, ...held.slots.map((slot) => this.#answerAt(held, slot)));
    }
    return next;
  }

  #conduct(held: Held): Instant {
    const { occurrence } = held;
    const slots = held.slots.filter(isUnsettled);
    const unsure = unrecorded(occurrence, slots, this.now).map(({ id }) => id);
    const shown = new Set(unsure.filter((id) => this.#wasShown(id)));
    const { opens, settled, closes, next } = conducted(
      occurrence,
      { slots, hasAnswers: held.slots.some(hasSpoken), shown },
      this.now,
    );
    if (opens !== undefined && isPausedOn(this.ritual, occurrence.teamDate)) {
      this.#refresh('succession');
      return this.now + SECOND;
    }
    for (const { slot, state, reason, wasShown } of settled) {
      this.#set(held, slot.id, { state, reason, ...(wasShown && { promptedAt: slot.dueAt }) });
    }
    if (opens === 'withered') held.occurrence = { ...occurrence, state: 'skipped', skippedBecause: 'offline' };
    if (opens === 'opens') held.occurrence = { ...occurrence, state: 'open', openedAt: this.now };
    if (closes) held.occurrence = { ...held.occurrence, state: 'closed' };
    if (opens === undefined) return next ?? Number.POSITIVE_INFINITY;
    this.#refresh('succession');
    return this.now;
  }

  #attend(held: Held, slot: Slot): Instant {
    if (held.occurrence.state !== 'open') return Number.POSITIVE_INFINITY;
    const work = dueWork(slot, this.now, held.occurrence.snapshot.config.graceMs);
    if (work.kind === 'wait') return work.until;
    if (work.kind === 'nothing') return Number.POSITIVE_INFINITY;
    const wasShown = this.#wasShown(slot.id);
    if (work.kind === 'remind') this.#set(held, slot.id, { remindedAt: this.now });
    else if (work.kind === 'too-late' && !(wasShown && hasTimeLeft(slot, this.now))) {
      const promptedAt = wasShown ? slot.dueAt : undefined;
      this.#set(held, slot.id, { state: 'bot-missed', reason: { code: 'offline' }, promptedAt });
    } else if (this.#people.get(slot.personId)?.isDeactivated) {
      this.#set(held, slot.id, { state: 'unreachable', reason: { code: 'deactivated' } });
    } else {
      if (!wasShown) this.prompts.push({ slotId: slot.id, at: this.now });
      if (this.#dies) {
        this.#dies = false;
        // Another process takes over within fifteen seconds.
        return this.now + 15 * SECOND;
      }
      this.#set(held, slot.id, { state: 'sent', promptedAt: work.kind === 'too-late' ? slot.dueAt : this.now });
    }
    return this.now;
  }

  #wasShown(id: string): boolean {
    return this.prompts.some(({ slotId }) => slotId === id);
  }

  #answerAt(held: Held, slot: Slot): Instant {
    const after = this.#history.answersAfter[Number(slot.personId.slice(1))];
    if (slot.state !== 'sent' || slot.promptedAt === undefined || after === undefined) return Number.POSITIVE_INFINITY;
    if (slot.promptedAt + after > this.now) return slot.promptedAt + after;
    this.#set(held, slot.id, { state: 'answered', answeredAt: this.now, reason: undefined });
    return this.now;
  }

  #answerEarly(personId: string): void {
    const next = [...this.held.values()].find(({ occurrence }) => occurrence.state === 'planned');
    const slot = next?.slots.find((one) => one.personId === personId);
    if (next && slot) this.#set(next, slot.id, { state: 'answered', answeredAt: this.now, reason: undefined });
  }

  #set(held: Held, id: string, to: Partial<Slot>): void {
    held.slots = held.slots.map((slot) => (slot.id === id ? { ...slot, ...to } : slot));
  }

  #present(hasSlot: (personId: string) => boolean): readonly PersonDays[] {
    const members = [...this.#people.values()].filter(({ personId }) => this.#members.has(personId));
    return askedAmong(this.ritual.config, members, hasSlot);
  }

  #refresh(cause: PlanCause): void {
    const all = [...this.held.values()];
    for (const held of all.filter(({ occurrence }) => occurrence.state === 'open')) this.#revise(held);
    const [last] = this.#opened();
    const { config } = this.ritual;
    const lastOn = last?.occurrence.teamDate ?? '';
    const recorded = all.filter(({ occurrence }) => occurrence.teamDate > lastOn);
    const fromOn = firstDate(
      this.ritual,
      last?.occurrence,
      recorded.map(({ occurrence }) => occurrence),
    );
    const today = dateAt(this.now, config.zone);
    const isSkipped = ({ occurrence }: Held) => occurrence.state === 'skipped';
    const draft =
      recorded.find(({ occurrence }) => occurrence.state === 'planned') ??
      recorded.find(
        ({ occurrence, slots }) =>
          occurrence.skippedBecause === 'paused' && occurrence.teamDate >= today && slots.some(hasSpoken),
      );
    const plan = planned({
      ritual: this.ritual,
      people: this.#present((id) => draft?.slots.some(({ personId }) => personId === id) ?? false),
      now: this.now,
      cause,
      fromOn,
      today,
      skipped: new Set(recorded.filter(isSkipped).map(({ occurrence }) => occurrence.teamDate)),
      draft: draft && { teamDate: draft.occurrence.teamDate, slots: draft.slots },
      before: this.#mattering(last, fromOn),
    });
    const rewritten = new Set(plan.skipped.map(({ teamDate }) => teamDate));
    const nextOn = plan.next?.teamDate;
    for (const held of recorded) {
      const { teamDate } = held.occurrence;
      const isGone = isSkipped(held) && (rewritten.has(teamDate) || (nextOn !== undefined && teamDate >= nextOn));
      if (held === draft || isGone) this.held.delete(teamDate);
    }
    if (plan.next !== undefined) {
      const { teamDate, slots, ...span } = plan.next;
      this.#hold(teamDate, undefined, span, slots, draft?.slots ?? []);
    } else if (draft?.slots.some(hasSpoken)) {
      const occurrence = { ...draft.occurrence, state: 'skipped', skippedBecause: 'paused' } as const;
      this.held.set(occurrence.teamDate, { occurrence, slots: draft.slots.filter(hasSpoken) });
    }
    for (const { teamDate, because, slots } of plan.skipped) {
      if (!this.held.has(teamDate)) this.#hold(teamDate, because, { opensAt: this.now, closesAt: this.now }, slots, []);
    }
    this.#planAgainAt = nextOn === undefined ? instantAt(addDays(today, 1), '00:00', config.zone) : undefined;
  }

  /** Those that have opened, the newest first. */
  #opened(): Held[] {
    return [...this.held.values()]
      .filter(({ occurrence }) => occurrence.openedAt !== undefined)
      .toSorted((a, b) => (a.occurrence.teamDate < b.occurrence.teamDate ? 1 : -1));
  }

  #mattering(last: Held | undefined, teamDate: string): Slot[] {
    if (last === undefined) return [];
    const from = mattersFrom(teamDate);
    return this.#opened()
      .filter(({ occurrence }) => occurrence.teamDate <= last.occurrence.teamDate)
      .filter((held) => held === last || held.occurrence.teamDate >= from.teamDate)
      .flatMap((held) => held.slots.filter(({ localDate }) => held === last || localDate >= from.localDate));
  }

  #settledAfter(teamDate: string): Slot[] {
    const until = mattersUntil(teamDate);
    return this.#opened()
      .filter(({ occurrence }) => occurrence.teamDate > teamDate && occurrence.teamDate <= until.teamDate)
      .flatMap(({ slots }) => slots)
      .filter((slot) => slot.localDate <= until.localDate && (slot.promptedAt !== undefined || hasSpoken(slot)));
  }

  #hold(
    teamDate: string,
    skippedBecause: SkipReason | undefined,
    span: { opensAt: Instant; closesAt: Instant },
    plans: readonly SlotPlan[],
    known: readonly Slot[],
  ): void {
    const { version, config } = this.ritual;
    const state = skippedBecause === undefined ? 'planned' : 'skipped';
    const snapshot = { config, own: undefined };
    const occurrence = {
      id: teamDate,
      ritualId: 'r',
      teamDate,
      version,
      state,
      skippedBecause,
      snapshot,
      openedAt: undefined,
      ...span,
    } as const;
    const slots = plans.map((plan) =>
      this.#slot(
        teamDate,
        plan,
        known.find(({ personId }) => personId === plan.personId),
      ),
    );
    this.held.set(teamDate, { occurrence, slots });
  }

  #slot(teamDate: string, plan: SlotPlan, known: Slot | undefined): Slot {
    const blank = {
      id: `s${this.#ids++}`,
      isLate: false,
      isFatigued: false,
      promptedAt: undefined,
      remindedAt: undefined,
      touchedAt: undefined,
      answeredAt: undefined,
      editedAt: undefined,
    };
    return { ...(known ?? blank), ...plan, id: known?.id ?? blank.id, occurrenceId: teamDate, ritualId: 'r', teamDate };
  }

  #revise(held: Held): void {
    const { occurrence } = held;
    const { config } = occurrence.snapshot;
    const last = this.#opened().find((one) => one.occurrence.teamDate < occurrence.teamDate);
    const changes = revised({
      config,
      teamDate: occurrence.teamDate,
      people: this.#present((id) => held.slots.some(({ personId }) => personId === id)),
      known: held.slots,
      before: this.#mattering(last, occurrence.teamDate),
      after: this.#settledAfter(occurrence.teamDate),
      now: this.now,
    });
    for (const { slot, plan } of changes) {
      const made = this.#slot(occurrence.teamDate, plan, slot);
      held.slots =
        slot === undefined ? [...held.slots, made] : held.slots.map((one) => (one.id === slot.id ? made : one));
    }
    if (changes.length === 0) return;
    const { closesAt } = spanOf(config, occurrence.teamDate, held.slots);
    held.occurrence = { ...occurrence, closesAt: Math.max(closesAt, occurrence.openedAt ?? this.now) };
  }
}
