import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, lines, md } from '../blockkit/mrkdwn.ts';
import { grouped } from './dry-run-words.ts';
import type { Import } from './import.ts';
import { LEFT_OUT_AT_ONCE, type LeftOut } from './left-out.ts';

/** Opens the rows that were left out; its value is an import and a page. */
export const LEFT_OUT = 'imports.left-out';
export const TURN_PAGE = 'imports.left-out-page';

export const pageValue = (importId: string, page: number): string => `${importId}:${page}`;

/** The rows that were left out, and why, a page at a time. */
export function leftOutModal(its: Import, page: number, rows: readonly LeftOut[]): ModalView {
  const all = its.known + its.refused;
  const from = page * LEFT_OUT_AT_ONCE;
  const turn = (text: string, to: number) => button(text, TURN_PAGE, { value: pageValue(its.id, to) });
  const buttons = [
    ...(page > 0 ? [turn('Back', page - 1)] : []),
    ...(from + rows.length < all ? [turn('More', page + 1)] : []),
  ];
  return modal({
    callbackId: 'imports.left-out-list',
    title: 'Left out',
    blocks: [
      section(
        lines(
          md`*${its.fileName}*`,
          rows.length === 0
            ? md`No more rows were left out.`
            : md`${from + 1} to ${from + rows.length} of the ${grouped(all, 'row')} that were left out, numbered as in a spreadsheet.`,
        ),
      ),
      ...chunks(rows).map((some) =>
        section(
          lines(
            ...some.map(({ row, heading, sentence }) =>
              heading === undefined ? md`*${row}* ${sentence}` : md`*${row}* ${heading}: ${sentence}`,
            ),
          ),
        ),
      ),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
      context(md`All of them as CSV, at a terminal: ${code(`npm run baton -- import --left-out ${its.id}`)}`),
    ],
  });
}

/** A section holds so many with the longest headings. */
const IN_A_SECTION = 10;

function chunks(rows: readonly LeftOut[]): readonly (readonly LeftOut[])[] {
  const parts: LeftOut[][] = [];
  for (let from = 0; from < rows.length; from += IN_A_SECTION) parts.push(rows.slice(from, from + IN_A_SECTION));
  return parts;
}
