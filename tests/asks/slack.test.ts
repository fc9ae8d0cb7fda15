import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ANSWER_IT, DECLINE_IT, EDIT_IT, NEW_ASK } from '../../src/asks/modal-blocks.ts';
import type { AskViewer } from '../../src/asks/rights.ts';
import { askListeners } from '../../src/asks/slack.ts';
import { readValues } from '../../src/blockkit/values.ts';
import type { Answer } from '../../src/platform/slack/listeners/listeners.ts';
import { backends } from '../support/backends.ts';
import { type Asking, actor, asked, asking, now } from './asking.ts';
import { ANA, kindsOf, MIA, MOE, SAM, SOL } from './samples.ts';

/** What people do, as the listeners get it. */
function slackOf(it: Asking) {
  const { actions = {}, views = {}, commands = [] } = askListeners(it.asks);
  const call = (who: AskViewer) => ({ actor: actor(who), channel: 'C1', now: it.clock.now() });
  return {
    actions: Object.keys(actions),
    type: (who: AskViewer, text = '') => sure(commands[0]).run({ ...call(who), text }),
    press: (who: AskViewer, id: string, value: string) => sure(actions[id])({ ...call(who), value }),
    submit: (who: AskViewer, id: string, filled: object, metadata = 'none', viewId: string = randomUUID()) =>
      sure(views[id])({ ...call(who), viewId, metadata, values: readValues(filled) }),
  };
}

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Nobody listens to that');
  return value;
}

/** What somebody fills in, by field. */
const form = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([id, text]) => [id, { value: elementOf(id, text) }]));

function elementOf(id: string, text: string) {
  if (id === 'to' || id === 'kind') return { selected_option: { value: text } };
  return id === 'neededBy' ? { selected_date: text } : { value: text };
}

const FILLED = { to: 'team:marketing', kind: 'content', text: 'A deck for fintech.' };

/** The words of an answer, wherever it shows them. */
function wordsOf(answer: Answer): string {
  if (answer.kind === 'say') return answer.message.text;
  return answer.kind === 'errors' ? Object.entries(answer.errors).join(' ') : answer.kind;
}

describe.each(backends)('the form for a new ask, on $name', (backend) => {
  it('opens from a button anywhere and brings back where it was asked from', async () => {
    const it = await asking(await backend.open());
    const slack = slackOf(it);
    const opened = await slack.press(ANA, 'ask.new', 'slot1');
    expect(opened).toMatchObject({ kind: 'open', view: { callback_id: NEW_ASK, private_metadata: 'slot1' } });
    expect(await slack.type(ANA, 'New')).toMatchObject({ kind: 'open', view: { private_metadata: 'none' } });
    expect(await slack.submit(ANA, NEW_ASK, form(FILLED), 'slot1')).toMatchObject({ kind: 'update' });
    await slack.submit(ANA, NEW_ASK, form({ ...FILLED, to: 'person:UMIA', about: '#12', neededBy: '2026-03-06' }));
    expect((await it.asks.askedBy(it.database.db, 'UANA')).map(({ ask }) => ask)).toMatchObject([
      { to: { team: 'marketing' }, kind: 'content', text: 'A deck for fintech.', origin: 'slot1' },
      { to: { person: 'UMIA', team: 'marketing' }, leadId: 'l12', neededBy: '2026-03-06', origin: undefined },
    ]);
  });

  it('sent twice makes one ask, and says the same', async () => {
    const it = await asking(await backend.open());
    const send = () => slackOf(it).submit(ANA, NEW_ASK, form(FILLED), 'none', 'V1');
    expect(await send()).toEqual(await send());
    expect(it.heard).toEqual(['1 asked']);
  });

  it.each([
    ['nothing', {}, ['to', 'kind', 'text']],
    ['a team that is none', { ...FILLED, to: 'team:legal' }, ['to']],
    ['one’s own team', { ...FILLED, to: 'team:sales' }, ['to']],
    ['somebody in neither team', { ...FILLED, to: 'person:USAM' }, ['to']],
    ['a lead that is none', { ...FILLED, about: '#99' }, ['about']],
    ['a day that is over', { ...FILLED, neededBy: '2026-03-01' }, ['neededBy']],
  ])('keeps what was typed and says what to mend: %s', async (_what, filled, fields) => {
    const it = await asking(await backend.open());
    const answer = await slackOf(it).submit(ANA, NEW_ASK, form(filled));
    expect(answer.kind === 'errors' ? Object.keys(answer.errors) : answer).toEqual(fields);
    expect(it.heard).toEqual([]);
  });

  it('is for those who are in a team', async () => {
    const it = await asking(await backend.open());
    const slack = slackOf(it);
    const sentence = /^Only people of sales or marketing can ask the other team\. .*\.$/;
    expect(wordsOf(await slack.press(SAM, 'ask.new', 'none'))).toMatch(sentence);
    expect(wordsOf(await slack.submit(SAM, NEW_ASK, form(FILLED)))).toMatch(sentence);
  });
});

describe.each(backends)('pressing and answering, on $name', (backend) => {
  it('who takes an ask is shown it, with what comes next', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    const answer = await slackOf(it).press(MIA, 'ask.take', id);
    expect(wordsOf(answer)).toBe('Ask 1 is yours.');
    expect(JSON.stringify(answer)).toContain('"ask.answer"');
    expect(wordsOf(await slackOf(it).press(MOE, 'ask.take', id))).toBe('Mia was faster: ask 1 is theirs (just now).');
  });

  it.each([
    ['ask.answer', ANA],
    ['ask.decline', ANA],
    ['ask.take', ANA],
    ['ask.close', MIA],
    ['ask.reopen', MIA],
    ['ask.edit', MIA],
  ])('%s of those who may not is refused at once, and nothing changes', async (action, who) => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    const words = wordsOf(await slackOf(it).press(who, action, id));
    expect(words).toMatch(/^Only .*\.$/);
    expect(it.heard).toEqual(['1 asked']);
  });

  it.each([
    [ANSWER_IT, { answer: 'x' }, ANA],
    [DECLINE_IT, { reason: 'x' }, ANA],
    [EDIT_IT, FILLED, MIA],
  ])('so is the form %s', async (callback, filled, who) => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    const answer = await slackOf(it).submit(who, callback, form(filled), id);
    expect(answer.kind).toBe('say');
    expect(wordsOf(answer)).toMatch(/^Only .*\.$/);
    expect(it.heard).toEqual(['1 asked']);
  });

  it('an answer reaches the ask, and so does a reason', async () => {
    const it = await asking(await backend.open());
    const slack = slackOf(it);
    const [one, two] = [await asked(it), await asked(it)];
    expect(await slack.press(MIA, 'ask.answer', one.id)).toMatchObject({
      kind: 'open',
      view: { private_metadata: one.id },
    });
    expect(wordsOf(await slack.submit(MIA, ANSWER_IT, form({ answer: 'The blue one.' }), one.id))).toBe(
      'Ask 1 is answered. Ana can read it now.',
    );
    expect(await slack.press(MIA, 'ask.decline', two.id)).toMatchObject({ kind: 'open' });
    await slack.submit(MIA, DECLINE_IT, form({ reason: 'No budget.' }), two.id);
    expect((await now(it, one)).ask).toMatchObject({ state: 'answered', answer: 'The blue one.' });
    expect((await now(it, two)).ask).toMatchObject({ state: 'declined', reason: 'No budget.' });
  });

  it('a decline needs a reason', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    const answer = await slackOf(it).submit(MIA, DECLINE_IT, form({ reason: '   ' }), id);
    expect(wordsOf(answer)).toBe('reason,Say why, please: the other team reads it.');
    expect(it.heard).toEqual(['1 asked']);
  });

  it('ANS-4: who was slower keeps what they have typed', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    await it.asks.answer(actor(MIA), id, 'The blue one.');
    expect(wordsOf(await slackOf(it).submit(MOE, ANSWER_IT, form({ answer: 'The red one.' }), id))).toBe(
      'answer,Mia has answered ask 1 already. If something is missing, Ana can ask again.',
    );
  });

  it('the same form delivered again says the same and does nothing', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    const send = () => slackOf(it).submit(MIA, ANSWER_IT, form({ answer: 'The blue one.' }), id, 'V1');
    expect(await send()).toEqual(await send());
    expect(kindsOf(await it.asks.history(id))).toEqual(['asked', 'answered']);
  });

  it('the asker changes the words, closes it and asks again', async () => {
    const it = await asking(await backend.open());
    const slack = slackOf(it);
    const { id } = await asked(it);
    expect(await slack.press(ANA, 'ask.edit', id)).toMatchObject({ kind: 'open', view: { callback_id: EDIT_IT } });
    expect(wordsOf(await slack.submit(ANA, EDIT_IT, form({ ...FILLED, about: '99' }), id))).toMatch(
      /^about,I know no lead/,
    );
    expect(wordsOf(await slack.submit(ANA, EDIT_IT, form(FILLED), id))).toBe('Ask 1 is changed.');
    expect(wordsOf(await slack.press(ANA, 'ask.close', id))).toBe('Ask 1 is closed.');
    expect(wordsOf(await slack.press(ANA, 'ask.reopen', id))).toBe('Ask 1 is open again. It waits for somebody.');
    expect(kindsOf(await it.asks.history(id))).toEqual(['asked', 'edited', 'closed', 'reopened']);
  });

  it.each(['nobody', '', "'; drop table asks; --", '\u202e|ask.take|x', 'x'.repeat(2_000)])(
    'an id of nothing is refused kindly: %j',
    async (value) => {
      const it = await asking(await backend.open());
      const slack = slackOf(it);
      for (const action of slack.actions.filter((id) => id !== 'ask.new')) {
        expect([action, wordsOf(await slack.press(SOL, action, value))]).toEqual([
          action,
          'That ask is not here any more.',
        ]);
      }
    },
  );
});

describe.each(backends)('/baton asks on $name', (backend) => {
  it('lists what waits for me and what I have asked', async () => {
    const it = await asking(await backend.open());
    await asked(it);
    await asked(it, { to: { team: 'sales' } }, MIA);
    const slack = slackOf(it);
    expect(wordsOf(await slack.type(MIA))).toBe('Asks: 1 for you, 1 from you');
    expect(wordsOf(await slack.type(SAM))).toBe('Asks: 0 for you, 0 from you');
  });

  it('shows one by its number, to anybody', async () => {
    const it = await asking(await backend.open());
    await asked(it);
    const slack = slackOf(it);
    expect(wordsOf(await slack.type(SAM, '#1'))).toBe('Ask 1: Ana → Marketing');
    expect(wordsOf(await slack.type(SAM, 'nine'))).toMatch(/^I know no ask “nine”/);
  });
});

it.each(backends)('probe M: prose is never parsed, only the form makes an ask ($name)', async (backend) => {
  const it = await asking(await backend.open());
  const { events, messageShortcuts, globalShortcuts, commands = [] } = askListeners(it.asks);
  expect([events, messageShortcuts, globalShortcuts]).toEqual([undefined, undefined, undefined]);
  for (const words of ['No blockers', 'none.', 'all good', '👍', 'nothing major', 'I am blocked by marketing']) {
    await sure(commands[0]).run({ actor: actor(ANA), channel: 'C1', now: it.clock.now(), text: words });
  }
  expect(it.heard).toEqual([]);
});
