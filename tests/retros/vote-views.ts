import { message } from '../../src/blockkit/message.ts';
import { moved, type Topic, type TopicCard } from '../../src/retros/topics/topic.ts';
import * as topic from '../../src/retros/topics/topic-blocks.ts';
import { merging } from '../../src/retros/topics/topic-grouping.ts';
import { viewsOf } from '../../src/retros/topics/topic-view.ts';
import * as result from '../../src/retros/voting/result-blocks.ts';
import { tallied } from '../../src/retros/voting/tally.ts';
import { ranking } from '../../src/retros/voting/tally-ranking.ts';
import * as vote from '../../src/retros/voting/vote-blocks.ts';
import { NOW } from '../leads/samples.ts';
import type { Views } from '../support/golden.ts';
import { cast } from './casting.ts';

const ID = '01960000-0000-7000-8000-00000000000';
const WEBINAR = 'late:source:webinar';

/** What people see of a vote; `word` is what somebody wrote. */
export function voteViews(word: string): Views {
  const retro = {
    id: `${ID}0`,
    number: 3,
    phase: 'voting',
    phaseDueAt: NOW + 86_400_000,
    zone: 'Europe/Berlin',
  };
  const cards: TopicCard[] = [
    { id: 'c1', columnWords: 'Fix', text: word, datum: WEBINAR, by: 'UANN' },
    { id: 'c2', columnWords: 'Keep', text: 'The talk track for the spring demo', datum: undefined, by: 'UMIA' },
    {
      id: 'c3',
      columnWords: 'Handoff',
      text: `Webinar leads wait for two days.\n${word}`,
      datum: WEBINAR,
      by: undefined,
    },
    { id: 'c4', columnWords: 'Fix', text: '', datum: undefined, by: undefined },
    {
      id: 'c5',
      columnWords: 'Fix',
      text: `Nobody says which leads are worth a call ${'at all '.repeat(30)}`,
      datum: undefined,
      by: 'UMOE',
    },
  ];
  const all: Topic[] = cards.map(({ id }, at) => {
    const topicId = `${ID}${at + 1}`;
    return { id: topicId, cardId: id, position: at + 1, groupId: topicId };
  });
  const grouped = moved(all, merging(all, [`${ID}1`, `${ID}3`]));
  const [apart, together] = [viewsOf(all, cards), viewsOf(grouped, cards)];
  const many = Array.from({ length: 120 }, (_, at) => ({
    id: `m${at}`,
    columnWords: at < 110 ? 'Fix' : 'Keep',
    text: `${word} ${at}`,
    datum: undefined,
    by: undefined,
  }));
  const manyViews = viewsOf(
    many.map(({ id }, at) => ({ id, cardId: id, position: at + 1, groupId: id })),
    many,
  );
  const shown: topic.ShownTopics = { retro, topics: apart, suggested: [], dots: 3, last: undefined };
  const suggested = { ...shown, suggested: [apart.filter(({ id }) => id === `${ID}1` || id === `${ID}3`)] };
  const after = { ...shown, topics: together, last: { seq: 1 } };
  const own = (views: typeof apart, ...mine: number[]) => views.map((one, at) => ({ topic: one, mine: mine[at] ?? 0 }));
  const seen = { changes: 1, turns: 0 };
  const asked = { retro, zone: retro.zone, topics: own(apart), dots: 3, seen };
  const voted = { ...asked, topics: own(together, 4, 1), dots: 3 };
  const each = tallied(
    cast([`${ID}1`, `${ID}2`, `${ID}3`, `${ID}4`], 's1:aab', 's2:ab', 's3:b', 'm1:ca', 'm2:c', 'm3:cd'),
  );
  const joint = tallied(cast([`${ID}1`, `${ID}2`, `${ID}3`], 's1:aab', 's2:a', 'm1:cb'));
  const ranked = (tally: typeof each, topics = together) =>
    ranking(
      topics.map(({ group }) => group),
      tally,
    ).flatMap((one) => topics.filter(({ id }) => id === one.group.head.id).map((view) => ({ ...one, ...view })));
  const resultOf = (tally: typeof each, topics = together): result.ResultView => {
    const all = ranked(tally, topics);
    return { retro, tally, ranked: all, without: topics.length - all.length, tookPart: ['UANN', 'UMIA', 'UMOE'] };
  };
  return {
    'vote-asked': vote.voteMessage({ kind: 'asked', ...asked }),
    'vote-asked.one': vote.voteMessage({ kind: 'asked', ...asked, topics: own(apart.slice(0, 1)), dots: 1 }),
    'vote-home': message('Home', [...vote.voteRows({ kind: 'asked', ...asked })]),
    'vote-voted': vote.voteMessage({ kind: 'voted', ...asked, topics: own(together, 1, 1) }),
    'vote-voted.merged': vote.voteMessage({ kind: 'voted', ...voted }),
    'vote-voted.none': vote.voteMessage({ kind: 'voted', ...asked }),
    'vote-voted.many': vote.voteMessage({
      kind: 'voted',
      ...asked,
      topics: own(manyViews, ...many.map(() => 1)),
      dots: 120,
    }),
    'vote-out': vote.voteMessage({ kind: 'out', zone: retro.zone, retro }),
    'vote-over': vote.voteMessage({ kind: 'over', zone: retro.zone, retro }, 'https://acme.slack.com/archives/C1/p1'),
    'vote-over.nowhere': vote.voteMessage({ kind: 'over', zone: retro.zone, retro }),
    'vote-called-off': vote.voteMessage({ kind: 'called-off', zone: retro.zone, retro }),
    'vote-not-asked': vote.voteMessage({ kind: 'not-asked', zone: retro.zone, retro }),
    'vote-form': vote.voteModal(asked),
    'vote-form.again': vote.voteModal({ ...voted, dots: 5 }),
    'vote-form.meanwhile': vote.voteModal(voted, vote.MEANWHILE),
    'vote-form.many': vote.voteModal({ ...asked, topics: own(manyViews), dots: 11 }),
    'vote-refused.not-found': vote.voteRefusal({ kind: 'not-found' }),
    'vote-refused.not-asked': vote.voteRefusal({ kind: 'not-asked' }),
    'vote-refused.not-voting': vote.voteRefusal({ kind: 'not-voting' }),
    'vote-topics': topic.topicsMessage(shown),
    'vote-topics.suggested': topic.topicsMessage(suggested),
    'vote-topics.grouped': topic.topicsMessage(after),
    'vote-topics.over': topic.topicsMessage({ ...after, retro: { ...retro, phase: 'deciding' } }),
    'vote-topics-group': topic.groupModal(retro.id, apart),
    'vote-topics-apart': topic.apartModal(retro.id, together),
    'vote-topics-dots': topic.dotsModal(retro.id, shown),
    'vote-topics-changed': topic.changedAnswer({ kind: 'changed', view: after }),
    'vote-topics-changed.nothing': topic.changedAnswer({ kind: 'nothing', view: after }),
    'vote-topics-changed.meanwhile': topic.changedAnswer({ kind: 'meanwhile', view: after }),
    'vote-topics-refused.no-groups': topic.APART_NEEDS_GROUPS,
    'vote-topics-refused.not-found': topic.topicsRefusal({ kind: 'not-found' }),
    'vote-topics-refused.not-theirs': topic.topicsRefusal({ kind: 'not-theirs', retro: { facilitatorId: 'UANN' } }),
    'vote-topics-refused.nobodys': topic.topicsRefusal({ kind: 'not-theirs', retro: { facilitatorId: undefined } }),
    'vote-topics-refused.not-voting': topic.topicsRefusal({ kind: 'not-voting' }),
    'vote-result': result.resultMessage(resultOf(each)),
    'vote-result.joint': result.resultMessage(resultOf(joint)),
    'vote-result.unvoted': result.resultMessage(resultOf(tallied([]))),
    'vote-result.nothing': result.resultMessage(resultOf(tallied([]), [])),
    'vote-result.many': result.resultMessage(resultOf(tallied([]), [...manyViews])),
  };
}
