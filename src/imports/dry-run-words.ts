import { numberText } from '../core/number-text.ts';
import { counted } from '../core/time-text.ts';
import type { Choices } from './choices.ts';
import { FIELD_WORDS, IMPORT_FIELDS } from './columns.ts';
import type { DryRun, RefusedRows } from './dry-run.ts';
import { ENCODING_WORDS } from './encoding.ts';
import { type Import, MOST_ANNOUNCED } from './import.ts';
import { SEPARATOR_WORDS } from './separator.ts';
import { IMPORT_STAGES, type ImportStage } from './stages.ts';
import type { CountedWord } from './words.ts';

const MOST_REASONS = 20;

/** What would become of a file, line by line, for a terminal. */
export function dryRunLines(its: Import, choices: Choices, dry: DryRun): readonly string[] {
  const others = dry.why.length - MOST_REASONS;
  return [
    fileWords(its),
    ...oddityWords(its),
    ...columnWords(its, choices),
    ...stageWords(dry, (stage) => stage),
    ...outcomeWords(dry, choices),
    ...dry.why.slice(0, MOST_REASONS).map((why) => `  ${refusedWords(why)}`),
    ...(others > 0 ? [`  and ${counted(others, 'other reason')}`] : []),
  ];
}

/** What announcing comes to. */
export function announceWords(cards: number): string {
  if (cards === 0) return 'None of them waits for somebody: there is nothing to announce.';
  return cards > MOST_ANNOUNCED
    ? `Announcing would post ${grouped(cards, 'card')}, and at most ${MOST_ANNOUNCED} are posted: announce a smaller file.`
    : `Announcing posts ${grouped(cards, 'card')} and begins their promises.`;
}

/** How the file is written, in one line. */
export function fileWords({ fileName, format, rows, headings }: Import): string {
  const written =
    format === undefined
      ? ''
      : `: ${ENCODING_WORDS[format.encoding]}, separated by ${SEPARATOR_WORDS[format.separator]}`;
  return `${fileName}${written}, ${counted(headings.length, 'column')}, ${grouped(rows, 'row')}`;
}

/** Which column fills in what: "Mail → E-mail". What fills in nothing comes last, in one line. */
export function columnWords({ headings }: Import, { mapping }: Choices): readonly string[] {
  const lines = IMPORT_FIELDS.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [`${headings[column]?.name ?? ''} → ${FIELD_WORDS[field]}`];
  });
  const mapped = new Set(Object.values(mapping));
  const others = headings.filter((_, at) => !mapped.has(at)).map(({ name }) => name);
  return [...lines, ...(others.length === 0 ? [] : [`Kept beside the fields: ${others.join(', ')}`])];
}

/** What the stages of the file mean, and which of them nobody knows: "Stages: Angebot → opportunity". */
export function stageWords({ words }: DryRun, call: (stage: ImportStage) => string): readonly string[] {
  const [known, unknown] = [words.stage.filter(isMeant), words.stage.filter((one) => !isMeant(one))];
  const meant = known.flatMap(({ word, meaning }) => {
    const stage = IMPORT_STAGES.find((one) => one === meaning);
    return stage === undefined ? [] : [`${word} → ${call(stage)}`];
  });
  return [
    ...(meant.length === 0 ? [] : [`Stages: ${someOf(meant)}`]),
    ...(unknown.length === 0 ? [] : [`What do these stages mean? ${someOf(unknown.map(withCount))}`]),
  ];
}

const isMeant = ({ meaning }: CountedWord): boolean => meaning !== undefined;

const withCount = ({ word, count }: CountedWord): string => `${word} (${numberText(count)})`;

const MOST_NAMED = 8;

const someOf = (all: readonly string[]): string =>
  [...all.slice(0, MOST_NAMED), ...(all.length > MOST_NAMED ? [`${all.length - MOST_NAMED} more`] : [])].join(', ');

/** Who is named as an owner, and sells nothing here. */
export function strangerWords({ unknownOwners, words }: DryRun): string | undefined {
  if (unknownOwners === 0) return undefined;
  const strangers = words.owner.filter((one) => !isMeant(one));
  const [name, stay] = unknownOwners === 1 ? ['names', 'stays'] : ['name', 'stay'];
  const who = strangers.length === 0 ? '' : `: ${someOf(strangers.map(withCount))}`;
  return `${numberText(unknownOwners)} ${name} an owner who isn’t in the sales team, and ${stay} free${who}.`;
}

/** What is odd about the headings, a sentence each. */
export function oddityWords({ headings }: Import): readonly string[] {
  const twice = headings.filter(({ oddity }) => oddity === 'twice').map(({ name }) => `“${name}”`);
  const unnamed = headings.filter(({ oddity }) => oddity === 'unnamed').map(({ name }) => `“${name}”`);
  return [
    ...(twice.length === 0 ? [] : [`A heading stands there more than once; I call the others ${twice.join(', ')}.`]),
    ...(unnamed.length === 0 ? [] : [`Without a heading: I say ${unnamed.join(', ')}.`]),
  ];
}

/** What would become of the rows, a sentence each. */
export function outcomeWords(dry: DryRun, { withKnown }: Choices): readonly string[] {
  const { good, known, twice, dated, ended, owned, refused } = dry;
  const all =
    good === 0
      ? 'No row would become a lead.'
      : `${grouped(good, 'row')} would become ${good === 1 ? 'a lead' : 'leads'}.`;
  const facts = [
    good > 0 && dated < good ? datedWords(dated) : '',
    ended > 0 ? `${numberText(ended)} ${ended === 1 ? 'is' : 'are'} won, lost or turned down already.` : '',
    owned > 0 ? `${numberText(owned)} ${owned === 1 ? 'has' : 'have'} an owner here.` : '',
    strangerWords(dry) ?? '',
    !withKnown && known > 0 ? `${grouped(known, 'row')} left out: the same person is a lead already.` : '',
    !withKnown && twice > 0 ? `${grouped(twice, 'row')} left out: the same person stands in an earlier row.` : '',
    refused > 0 ? `${grouped(refused, 'row')} can’t be imported:` : '',
  ];
  return [all, ...facts.filter((fact) => fact !== '')];
}

function datedWords(dated: number): string {
  if (dated === 0) return 'The file doesn’t say when they came, so they come today.';
  return `${numberText(dated)} of them ${dated === 1 ? 'says' : 'say'} when they came; the others came today.`;
}

/** "Row 7, 12 and 40 more, Mail: That is no e-mail address." */
export function refusedWords({ heading, sentence, count, rows }: RefusedRows): string {
  const more = count > rows.length ? ` and ${numberText(count - rows.length)} more` : '';
  const where = `${count === 1 ? 'Row' : 'Rows'} ${rows.join(', ')}${more}`;
  return `${where}${heading === undefined ? '' : `, ${heading}`}: ${sentence}`;
}

/** What has become of them, a sentence each. */
export function resultWords({ imported, known, refused }: Import): readonly string[] {
  return [
    imported === 0
      ? 'No row became a lead.'
      : `${grouped(imported, 'row')} became ${imported === 1 ? 'a lead' : 'leads'}.`,
    ...(known === 0 ? [] : [`${grouped(known, 'row')} left out: the same person is known already.`]),
    ...(refused === 0 ? [] : [`${grouped(refused, 'row')} could not be imported.`]),
  ];
}

/** "1 row", "12,000 rows" */
export const grouped = (count: number, what: string): string => `${numberText(count)} ${what}${count === 1 ? '' : 's'}`;
