import type { ModalValues } from '../blockkit/values.ts';
import { RATE, VERDICT_KINDS, type VerdictKind } from '../core/verdict.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, CommandCall, Listeners } from '../platform/slack/listeners/listeners.ts';
import { type Form, formOf } from './judging/form.ts';
import { MORE_FIELDS, moreModal, SAY_MORE, subjectOf } from './judging/more-blocks.ts';
import { type AddressOf, queueActions, spotAnswers } from './judging/queue-slack.ts';
import { spotIn } from './judging/spot-value.ts';
import type { Look, Rated, RateRefusal, ReviewActor, Reviews } from './service.ts';
import {
  goneMessage,
  JUDGE,
  MORE,
  noLeadHereMessage,
  nothingSaidMessage,
  notJudgingMessage,
  RATE_IN,
  ratedMessage,
  rateMessage,
  saidMessage,
  TAKE_BACK,
  takenBackMessage,
  whichLeadMessage,
} from './verdicts/rate-blocks.ts';
import { sideOf } from './verdicts/verdict.ts';

/** What people do about leads in Slack that reviews need of others. */
export interface ReviewSurroundings {
  /** For a word of a command that names a lead as those of /lead do: by its number, or by what somebody remembers of it. */
  forLead(
    word: string,
    run: (call: CommandCall<ReviewActor>, leadId: string) => Promise<Answer>,
  ): (call: CommandCall<ReviewActor>) => Promise<Answer>;
  /** The lead that a message of ours is about. */
  leadAt(place: { readonly channel: string; readonly ts: string }): Promise<string | undefined>;
}

/** Judging leads, whenever somebody likes. */
export function reviewListeners(
  reviews: Reviews,
  { forLead, leadAt }: ReviewSurroundings,
  addressOf: AddressOf,
): Listeners<ReviewActor> {
  const rate = forLead('rate', (call, leadId) => open(call, leadId));
  const spots = spotAnswers(reviews);
  const fields = Object.values(MORE_FIELDS);

  return {
    commands: [
      {
        command: '/lead-review',
        word: 'rate',
        usage: '<lead>',
        summary: 'say how good a lead is',
        run: async (call) => (call.text === '' ? say(whichLeadMessage()) : rate(call)),
      },
    ],

    actions: {
      [RATE]: (call) => open(call, call.value),
      ...Object.fromEntries(
        VERDICT_KINDS.map((verdict) => [
          JUDGE[verdict],
          async (call: ActionCall<ReviewActor>) => {
            const spot = spotIn(call.value);
            if (spot !== undefined) return spots.judge(call, spot, verdict);
            const outcome = await reviews.judge(call.actor, call.value, verdict);
            const asked = askedIn(outcome);
            // A message from before the review: what they tap in it is said where nobody sees it yet.
            return asked === undefined
              ? judged(verdict, outcome)
              : spots.judge(call, { ...asked, seen: undefined }, verdict);
          },
        ]),
      ),
      async [TAKE_BACK](call) {
        const outcome = await reviews.takeBack(call.actor, call.value);
        if (outcome.kind === 'done') return replace(takenBackMessage(outcome.lead));
        return refusedOr(outcome, (lead) => say(nothingSaidMessage(lead)));
      },
      async [MORE](call) {
        const spot = spotIn(call.value) ?? (await reviews.askedAbout(call.actor, call.value));
        return spot === undefined ? onLook(call, call.value, (seen) => more(call, seen)) : spots.more(call, spot);
      },
      async [RATE_IN](call) {
        const spot = spotIn(call.value);
        return spot === undefined ? open(call, call.value) : spots.open(call, spot);
      },
      ...queueActions(reviews, addressOf),
      ...Object.fromEntries(fields.map((field) => [field, keep])),
    },

    views: {
      async [SAY_MORE](call) {
        const { actor, metadata, values, viewId } = call;
        const subject = subjectOf(metadata);
        if (subject === undefined) return say(goneMessage());
        const { verdict, leadId, spot } = subject;
        if (spot !== undefined) return spots.sent(call, spot, { verdict, form: formIn(values) });
        const form = formIn(values);
        const outcome = await reviews.sayMore(actor, leadId, { verdict, form, viewId });
        if (outcome.kind === 'asked-in') {
          // Opened before the review: nothing of it is lost, also if they have said something else in that since.
          await reviews.keepDraftIn(actor, outcome.spot, viewId, form);
          return spots.sent(call, { ...outcome.spot, seen: undefined }, { verdict, form });
        }
        if (outcome.kind === 'not-found') return say(goneMessage());
        if (outcome.kind === 'not-in-teams') return say(notJudgingMessage());
        const { lead, judgement, ask, isAskRefused } = outcome;
        const of = sideOf(actor) === 'sales' ? 'marketing' : 'sales';
        const asked = isAskRefused ? 'refused' : ask === undefined ? undefined : ({ number: ask, of } as const);
        return say(saidMessage(lead, judgement, asked));
      },
    },

    messageShortcuts: {
      async 'review.rate_message'(call) {
        const leadId = call.message && (await leadAt(call.message));
        return leadId === undefined ? say(noLeadHereMessage()) : open(call, leadId);
      },
    },
  };

  /** Who is asked about a lead in a review says it there: said here, everybody would know it before that is revealed. */
  async function open(call: Call<ReviewActor>, leadId: string): Promise<Answer> {
    const spot = await reviews.askedAbout(call.actor, leadId);
    if (spot !== undefined) return spots.open(call, spot);
    return onLook(call, leadId, ({ lead, mine }) => say(rateMessage(lead, mine)));
  }

  async function onLook(
    { actor }: Call<ReviewActor>,
    leadId: string,
    then: (seen: Extract<Look, { kind: 'seen' }>) => Answer,
  ): Promise<Answer> {
    const seen = await reviews.look(actor, leadId);
    if (seen.kind === 'not-found') return say(goneMessage());
    return seen.kind === 'not-in-teams' ? say(notJudgingMessage()) : then(seen);
  }

  /** What is typed in the window is kept as it comes; whoever has such a field anywhere else begins anew. */
  async function keep(call: ActionCall<ReviewActor>): Promise<Answer> {
    const subject = call.view && subjectOf(call.view.metadata);
    if (call.view === undefined || subject === undefined) return open(call, call.value);
    const { spot, leadId } = subject;
    if (spot !== undefined) await reviews.keepDraftIn(call.actor, spot, call.view.id, formIn(call.view.values));
    else await reviews.keepDraft(call.actor, leadId, call.view.id, formIn(call.view.values));
    return { kind: 'nothing' };
  }
}

/** With what was typed before and not sent, or else with what was sent. */
function more({ actor }: Call<ReviewActor>, { lead, mine, draft }: Extract<Look, { kind: 'seen' }>): Answer {
  if (mine === undefined) return say(rateMessage(lead, mine));
  const form = draft ?? formOf(mine);
  return { kind: 'open', view: moreModal(lead, { verdict: mine.verdict, side: sideOf(actor), form }) };
}

/** Where a blind review asks them instead; undefined if none does. */
const askedIn = (outcome: Rated<RateRefusal>) =>
  outcome.kind === 'refused' && outcome.why.kind === 'asked-in' ? outcome.why.spot : undefined;

/** A tap that says what was said already is fine as well. */
function judged(verdict: VerdictKind, outcome: Rated<RateRefusal>): Answer {
  if (outcome.kind === 'done') return replace(ratedMessage(outcome.lead, verdict));
  return refusedOr(outcome, (lead) => replace(ratedMessage(lead, verdict)));
}

function refusedOr(
  outcome: Exclude<Rated<RateRefusal>, { kind: 'done' }>,
  otherwise: (lead: Extract<Rated<RateRefusal>, { kind: 'refused' }>['lead']) => Answer,
): Answer {
  if (outcome.kind === 'not-found') return say(goneMessage());
  return outcome.why.kind === 'not-in-teams' ? say(notJudgingMessage()) : otherwise(outcome.lead);
}

const formIn = (values: ModalValues): Form => ({
  grade: values.option(MORE_FIELDS.grade),
  reason: values.option(MORE_FIELDS.reason),
  part: values.option(MORE_FIELDS.part),
  note: values.text(MORE_FIELDS.note),
  next: values.text(MORE_FIELDS.next),
});

const replace = (message: ReturnType<typeof goneMessage>): Answer => ({ kind: 'replace', message });
