import type { ActionView } from '../core/action.ts';
import { definitionQuestion, definitionSentence } from '../core/lead-definition.ts';
import { dateTimeText } from '../core/time-text.ts';
import { SECTION_TITLES } from './agenda.ts';
import { countText, needText, wordsTitle } from './definition/definition-words.ts';
import type { ItemView, MeetingView } from './thread-view.ts';
import { carriedText, meetingName, OUTCOME_WORDS, withLeftOpen } from './words.ts';

/** The minutes of a meeting as Markdown: its agenda, what came of each topic, what was decided, and what is up again. */
export function minutesMarkdown(view: MeetingView): string {
  const { meeting, items, names, goals } = view;
  const here = items.filter(({ outcome }) => outcome !== 'removed');
  const nameOf = (id: string | undefined): string => (id === undefined ? '' : plain(names.get(id) ?? 'somebody'));
  return [
    `# ${meetingName(meeting)}`,
    '',
    `${dateTimeText(meeting.meetsAt, meeting.zone)} (${meeting.meetsOn})${meeting.isCalledOff ? ', called off' : ''}`,
    ...withLeftOpen(meeting.agenda, items).flatMap(({ key, lines }) => [
      '',
      `## ${SECTION_TITLES[key]}`,
      '',
      ...(lines.length === 0 ? ['- nothing'] : lines.map((line) => `- ${plain(line)}`)),
    ]),
    ...(meeting.isMonthly
      ? ['', `## ${SECTION_TITLES.goals}`, '', goals === undefined ? 'None are set.' : plain(goals.text)]
      : []),
    ...definitionLines(view),
    '',
    '## Topics',
    '',
    ...(here.length === 0 ? ['- none'] : here.flatMap(topicLines)),
    '',
  ].join('\n');

  function topicLines(item: ItemView): string[] {
    const by = item.topic.addedBy === undefined ? [] : [nameOf(item.topic.addedBy)];
    const ended = item.endedBy === undefined ? '' : ` (${nameOf(item.endedBy)})`;
    const facts = [...by, carriedText(item.carried), `${OUTCOME_WORDS[item.outcome]}${ended}`].filter(Boolean);
    return [`- ${plain(item.topic.text)} – ${facts.join(', ')}`, ...item.decisions.map(decisionLine)];
  }
}

/** What was said in the definition check, all of it, and what both teams have agreed on. */
function definitionLines({ check }: MeetingView): string[] {
  if (check === undefined) return [];
  const { word, state, spread, agreed, before } = check;
  const held = agreed?.text ?? before;
  const said =
    spread === undefined
      ? [state === 'open' ? '- not shown yet' : '- too few answered, so nothing is shown and nothing is kept']
      : [
          `- ${countText(spread)}`,
          ...spread.needs.map((need) => `- ${needText(need, spread.parts)}`),
          ...spread.parts.flatMap((part) => [
            `- ${wordsTitle(part)}:`,
            ...part.words.map((words) => `  - ${plain(words)}`),
          ]),
        ];
  return [
    '',
    `## Definition check: ${plain(definitionQuestion(word))}`,
    '',
    ...said,
    ...(held === undefined
      ? []
      : [`- ${agreed === undefined ? 'Agreed before' : 'Agreed'}: ${plain(definitionSentence(word, held))}`]),
  ];
}

function decisionLine({ action, names }: ActionView): string {
  const who = action.owner === undefined ? 'nobody yet' : plain(names.get(action.owner) ?? 'somebody');
  return `  - Decision ${action.number}: ${plain(action.text)} – ${who}, due ${action.dueOn}, ${action.state}`;
}

/** One line, in which nothing is Markdown: somebody's words stay words. */
const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/([\\`*_{}[\]<>#|~])/g, '\\$1');
